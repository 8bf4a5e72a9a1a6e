import type { JSX } from "preact";
import type { ScopeChanges } from "../changes-schema.ts";
import type { Report } from "../report-schema.ts";
import { ChangeCharts } from "./change-charts.tsx";
import { ChangeExamples } from "./change-examples.tsx";
import { NotCompared } from "./not-compared.tsx";
import { DayMoment, files, number } from "./quantities.tsx";
import { StrangerText, strangerTitle } from "./stranger-text.tsx";

/** What is otherwise than in the report before. */
export function ChangesSection({ report }: { readonly report: Report }): JSX.Element | null {
  const { changes } = report;
  if (changes === undefined || report.status === "no-data") return null;
  const compared = changes.scopes.filter(({ counts }) => counts !== null);
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">What changed since the previous report</h2>
      {compared.length > 0 && <p class="note">What a run did not ask about counts as unchanged.</p>}
      {compared.map((scope) => (
        <OfScope key={scope.scope} changes={scope} isNamed={changes.scopes.length > 1} report={report} />
      ))}
      <NotCompared scopes={changes.scopes.filter(({ counts }) => counts === null)} all={changes.scopes.length} />
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
      <Compared changes={changes} id={id} isNamed={isNamed} />
    </section>
  );
}

interface ComparedProps {
  readonly changes: ScopeChanges;
  readonly id: string;
  /** Whether it is one of several scopes, whose charts would be a long way. */
  readonly isNamed: boolean;
}

function Compared({ changes, id, isNamed }: ComparedProps): JSX.Element | null {
  const { from, to, counts } = changes;
  if (from === null || to === null || counts === null) return null;
  const sum = counts.appeared + counts.vanished + counts.reappeared + counts.changed;
  return (
    <>
      <p class="lead">
        Compared with slot <StrangerText text={from.slot} />, whose run began <DayMoment at={from.startedAt} />.{" "}
        {sum === 0
          ? "Nothing changed."
          : `${files(counts.appeared)} appeared, ${number(counts.changed)} changed, ${number(counts.vanished)} vanished, ${number(counts.reappeared)} came back.`}
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
      {sum > 0 && isNamed && (
        <details>
          <summary>
            Charts<span class="unseen"> of {strangerTitle(changes.scope)}</span>
          </summary>
          <ChangeCharts id={id} changes={{ ...changes, counts }} />
        </details>
      )}
      {sum > 0 && !isNamed && <ChangeCharts id={id} changes={{ ...changes, counts }} />}
    </>
  );
}
