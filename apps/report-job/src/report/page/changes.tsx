import type { JSX } from "preact";
import type { ChangeExample, Changes, ScopeChanges } from "../changes-schema.ts";
import type { Report } from "../report-schema.ts";
import { ArnText } from "./arn-text.tsx";
import { type Bar, BarChart } from "./charts/bar-chart.tsx";
import { DayMoment, files, number } from "./quantities.tsx";
import { type RecordColumn, RecordsTable } from "./records-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

const MEMBER_WORDS: Readonly<Record<string, string>> = {
  answer: "Answered at all",
  file_status: "Status",
  file_name: "Name",
  file_size_bytes: "Size",
  file_use_case_type: "Use case",
  created_by_kind: "Kind of uploader",
  created_by: "Uploader",
  tags: "Tags",
};

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
      <Examples changes={changes} />
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

const KINDS = [
  ["appeared", "Appeared"],
  ["changed", "Changed"],
  ["vanished", "Vanished"],
  ["reappeared", "Came back"],
] as const;

function moveBar({ from, to, files: value }: ScopeChanges["statusMoves"][number]): Bar {
  return { label: `${from ?? "no status"} → ${to ?? "no status"}`, value };
}

const COLUMNS: readonly RecordColumn<ChangeExample>[] = [
  {
    heading: "File",
    cell: ({ fileName, fileId }) => (
      <>
        {fileName !== null && (
          <span class="name">
            <StrangerText text={fileName} />
          </span>
        )}
        <span class="id">
          <StrangerText text={fileId} longest={80} />
        </span>
      </>
    ),
  },
  { heading: "What happened", roomy: true, cell: (example) => <Happened example={example} /> },
  { heading: "Attached to", cell: ({ associatedResourceArn }) => <ArnText arn={associatedResourceArn} /> },
];

function Examples({ changes: { examples } }: { readonly changes: Changes }): JSX.Element | null {
  if (examples.length === 0) return null;
  return (
    <section class="group" aria-labelledby="changes-examples">
      <h3 id="changes-examples">Some of these files</h3>
      <RecordsTable
        caption={`${examples.length === 1 ? "One change" : `${examples.length} changes`}, the most important first; attached-files changes tells all of them`}
        rows={examples}
        columns={COLUMNS}
      />
    </section>
  );
}

function Happened({ example: { kind, member, before, after } }: { readonly example: ChangeExample }): JSX.Element {
  if (member === null) return <>{KINDS.find(([name]) => name === kind)?.[1] ?? kind}</>;
  return (
    <>
      {MEMBER_WORDS[member] ?? member}
      {(before !== null || after !== null) && (
        <span class="note">
          <StrangerText text={before ?? "not told"} longest={60} /> →{" "}
          <StrangerText text={after ?? "not told"} longest={60} />
        </span>
      )}
    </>
  );
}
