import type { JSX } from "preact";
import type { IrregularityReport, Report } from "../report-schema.ts";
import { ArnText } from "./arn-text.tsx";
import { number } from "./quantities.tsx";
import { type RecordColumn, RecordsTable } from "./records-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

const SHOWN = 3;
type Example = IrregularityReport["examples"][number];

const COLUMNS: readonly RecordColumn<Example>[] = [
  { heading: "Found", cell: ({ detail }) => <StrangerText text={detail} /> },
  {
    heading: "In",
    cell: ({ path }) => (
      <code>
        <StrangerText text={path} longest={80} />
      </code>
    ),
  },
  {
    heading: "File",
    cell: ({ fileId }) =>
      fileId === null ? (
        <span class="absent">–</span>
      ) : (
        <span class="id">
          <StrangerText text={fileId} longest={80} />
        </span>
      ),
  },
  {
    heading: "Attached to",
    cell: ({ associatedResourceArn }) =>
      associatedResourceArn === null ? <span class="absent">–</span> : <ArnText arn={associatedResourceArn} />,
  },
];

/** What was answered and is not in AWS's documentation, in plain words. */
export function Irregularities({ report }: { readonly report: Report }): JSX.Element {
  const { irregularities, status } = report;
  return (
    <section aria-labelledby="irregularities">
      <h2 id="irregularities">Irregular answers</h2>
      {irregularities.length === 0 ? (
        <p class="lead">
          {status === "no-data"
            ? "None known: there was no answer."
            : "None. Everything that Amazon Connect answered was as AWS documents it."}
        </p>
      ) : (
        <p class="lead">
          What Amazon Connect answered and AWS's documentation does not promise. None of it stopped the run, and nothing
          was dropped in silence.
        </p>
      )}
      {irregularities.map(({ kind, count, meaning, examples }) => (
        <section key={kind} class="group" aria-labelledby={`irregular-${kind}`}>
          <h3 id={`irregular-${kind}`}>
            {titleOf(kind)} <span class="count">{number(count)}</span>
          </h3>
          <p>{meaning}</p>
          <RecordsTable
            caption={count > SHOWN ? `${titleOf(kind)}: ${SHOWN} of ${number(count)}` : titleOf(kind)}
            rows={examples.slice(0, SHOWN)}
            columns={COLUMNS}
          />
        </section>
      ))}
    </section>
  );
}

function titleOf(kind: string): string {
  const words = kind.replaceAll("-", " ");
  return `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
}
