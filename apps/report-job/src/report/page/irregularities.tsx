import type { JSX } from "preact";
import { REPORT_FILES } from "../report-files.ts";
import type { IrregularityReport, Report } from "../report-schema.ts";
import { ArnText } from "./arn-text.tsx";
import { files, number } from "./quantities.tsx";
import { type RecordColumn, RecordsTable } from "./records-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

const SHOWN = 3;
type Example = IrregularityReport["examples"][number];

const COLUMNS: readonly RecordColumn<Example>[] = [
  {
    heading: "File",
    cell: ({ fileId }) =>
      fileId === null ? (
        <span class="absent">none named</span>
      ) : (
        <span class="id">
          <StrangerText text={fileId} longest={80} />
        </span>
      ),
  },
  {
    heading: "Found",
    roomy: true,
    cell: ({ path, detail }) => (
      <>
        <span class="note">
          <StrangerText text={memberOf(path)} longest={80} />
        </span>
        <StrangerText text={detail} />
      </>
    ),
  },
  {
    heading: "Attached to",
    cell: ({ associatedResourceArn }) =>
      associatedResourceArn === null ? <span class="absent">–</span> : <ArnText arn={associatedResourceArn} />,
  },
];

/** `Files[2].FileStatus` as `FileStatus`: a place in a list means nothing without the call, and the file is named. */
function memberOf(path: string): string {
  return path.replace(/^\w+\[\d+\]\.(?=.)/s, "").replace(/^(\w+)\[\d+\]$/, "$1");
}

/** What was answered and is not in AWS's documentation, in plain words. */
export function Irregularities({ report }: { readonly report: Report }): JSX.Element {
  const { irregularities } = report;
  // Files of an unknown status are a group of their own above; the same files twice would look like more.
  const statusRows = report.problems.find(({ problem }) => problem === "unknown-status")?.rows ?? 0;
  const listed = irregularities.filter(({ kind }) => kind !== "unknown-status" || statusRows === 0);
  return (
    <section aria-labelledby="irregularities">
      <h2 id="irregularities">Irregular answers</h2>
      <p class="lead">
        {irregularities.length === 0 ? nothingIrregular(report) : `${FOUND} ${countsOf(irregularities, listed)}`}
      </p>
      {listed.length < irregularities.length && (
        <p>
          {files(statusRows)} of a <a href="#unknown-status">status that AWS does not document</a>{" "}
          {statusRows === 1 ? "is" : "are"} above, under Needs a person.
        </p>
      )}
      {listed.map(({ kind, count, meaning, examples }) => (
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
          {count > SHOWN && kind !== "unknown-status" && (
            <p class="more">
              {number(count - SHOWN)} more in <a href={REPORT_FILES.problemsCsv}>problems.csv</a>, where
              irregularity_kind is <code>{kind}</code>.
            </p>
          )}
        </section>
      ))}
    </section>
  );
}

const FOUND =
  "What Amazon Connect answered in this run, of each scope its last one, and AWS's documentation does not promise. Answers of earlier runs are not among it. None of it stopped the run, and nothing was dropped in silence.";

/** How often something was met, and how many rows of that stand below: a part of each kind. */
function countsOf(all: readonly IrregularityReport[], listed: readonly IrregularityReport[]): string {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const met = sum(all.map(({ count }) => count));
  const rows = sum(listed.map(({ examples }) => Math.min(examples.length, SHOWN)));
  const times = met === 1 ? "Met once" : `Met ${number(met)} times`;
  return `${times}, in ${all.length === 1 ? "1 kind" : `${number(all.length)} kinds`}; ${rows === 1 ? "1 row is" : `${number(rows)} rows are`} shown here.`;
}

/** Claims no more than what is looked for. */
function nothingIrregular({ status, totals: { references, outcomes } }: Report): string {
  if (status === "no-data") return "None known: there was no answer.";
  const { retrieved, refused, unanswered } = outcomes;
  if (references > 0 && retrieved + refused + unanswered === 0) return "None known: no call about a file was answered.";
  return "None in this run's answers. Looked for: members that are missing, unknown or of another type; sizes, times, names and numbers of tags outside what AWS documents; statuses, use cases and kinds of uploader that it does not name; files that came twice, unasked, or under the ARN of another. What a text says is not judged.";
}

function titleOf(kind: string): string {
  const words = kind.replaceAll("-", " ");
  return `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
}
