import type { JSX } from "preact";
import type { ScopeChanges } from "../changes-schema.ts";
import type { Report } from "../report-schema.ts";
import { ChangeExamples } from "./change-examples.tsx";
import { KINDS, MEMBER_WORDS } from "./change-words.ts";
import { type Bar, BarChart } from "./charts/bar-chart.tsx";
import { DayMoment, files, number } from "./quantities.tsx";
import { StrangerText } from "./stranger-text.tsx";

/** What is otherwise than in the report before. */
export function ChangesSection({ report }: { readonly report: Report }): JSX.Element | null {
  const { changes } = report;
  if (changes === undefined || report.status === "no-data") return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">What changed since the previous report</h2>
      {changes.scopes.map((scope) => (
        <OfScope key={scope.scope} changes={scope} isNamed={changes.scopes.length > 1} report={report} />
      ))}
      <ChangeExamples changes={changes} />
    </section>
  );
}

interface OfScopeProps {
  readonly changes: ScopeChanges;
  readonly isNamed: boolean;
  readonly report: Report;
}

function OfScope({ changes, isNamed, report }: OfScopeProps): JSX.Element {
  const id = `changes-${report.scopes.findIndex(({ name }) => name === changes.scope)}`;
  return (
    <section class="group" {...(isNamed ? { "aria-labelledby": id } : {})}>
      {isNamed && (
        <h3 id={id}>
          <StrangerText text={changes.scope} />
        </h3>
      )}
      {changes.counts === null ? <p class="lead">{whyNone(changes)}</p> : <Compared changes={changes} id={id} />}
    </section>
  );
}

function whyNone({ comparison }: ScopeChanges): string {
  if (comparison === "first")
    return "This is the first report: no run finished before, so there is nothing to compare.";
  if (comparison === "no-data") return "Not known: there is no data.";
  return "Not known: the run was made by an older version of this program, which did not remember what changed. The next run is compared.";
}

function Compared({ changes, id }: { readonly changes: ScopeChanges; readonly id: string }): JSX.Element | null {
  const { from, to, counts, changedMembers, statusMoves } = changes;
  if (from === null || to === null || counts === null) return null;
  const sum = counts.appeared + counts.vanished + counts.reappeared + counts.changed;
  return (
    <>
      <p class="lead">
        Compared with slot <StrangerText text={from.slot} />, whose run began <DayMoment at={from.startedAt} />.{" "}
        {sum === 0
          ? "Nothing changed."
          : `${files(counts.appeared)} appeared, ${number(counts.changed)} changed, ${number(counts.vanished)} vanished, ${number(counts.reappeared)} came back.`}{" "}
        What a run did not ask about counts as unchanged.
      </p>
      {(from.status === "partial" || to.status === "partial") && (
        <p class="note">
          {to.status === "partial" ? "This run" : "The run before"} was partial: only what is known of both is compared,
          and there may be more changes.
        </p>
      )}
      {changes.inputChanged && (
        <p class="note">
          The two runs looked for files in different places or by different lists; files may appear for that alone, and
          those that only a former list named are not counted.
        </p>
      )}
      {sum > 0 && (
        <div class="charts">
          <BarChart
            id={`${id}-kinds`}
            title="Files by what happened"
            heading="What happened"
            measure="Files"
            amount="files"
            bars={KINDS.map(([kind, label]) => ({ label, value: counts[kind] }))}
          />
          {changedMembers.length > 0 && (
            <BarChart
              id={`${id}-members`}
              title="Changed files by what changed"
              heading="Member"
              measure="Files"
              amount="files"
              note="A file in which several members changed is in several bars."
              bars={changedMembers.map(({ member, files: value }) => ({
                label: MEMBER_WORDS[member] ?? member,
                value,
              }))}
            />
          )}
          {statusMoves.length > 0 && (
            <BarChart
              id={`${id}-moves`}
              title="Status, from and to"
              heading="From and to"
              measure="Files"
              amount="files"
              bars={statusMoves.map(moveBar)}
            />
          )}
        </div>
      )}
    </>
  );
}

function moveBar({ from, to, files: value }: ScopeChanges["statusMoves"][number]): Bar {
  return { label: `${from ?? "no status"} → ${to ?? "no status"}`, value };
}
