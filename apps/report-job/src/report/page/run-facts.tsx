import type { JSX } from "preact";
import type { Redactable } from "../redaction/redaction.ts";
import type { Report, RunFacts, ScopeReport } from "../report-schema.ts";
import { CaseByCase, caseByCaseNote } from "./case-by-case.tsx";
import { FileLimits } from "./file-limits.tsx";
import { lasted, Moment, number } from "./quantities.tsx";
import { type RecordColumn, RecordsTable } from "./records-table.tsx";
import { ScopeName } from "./scopes-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

type RanScope = ScopeReport & { readonly run: RunFacts };

const COLUMNS: readonly RecordColumn<RanScope>[] = [
  { heading: "Scope", cell: (scope) => <ScopeName scope={scope} /> },
  { heading: "Files found by", cell: ({ run }) => <StrangerText text={run.input} /> },
  { heading: "Started (UTC)", cell: ({ run }) => <Moment at={run.startedAt} /> },
  {
    heading: "Took",
    numeric: true,
    cell: ({ run }) => <span class="nowrap">{lasted(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}</span>,
  },
  { heading: "Calls", numeric: true, cell: ({ run }) => number(run.calls) },
  { heading: "Notes", cell: ({ run }) => <Notes run={run} /> },
];

/** How the run went, for whoever has to trust it or mend it. */
export function RunFactsSection({ report }: { readonly report: Report }): JSX.Element {
  const ran = report.scopes.filter((scope): scope is RanScope => scope.run !== null);
  return (
    <section aria-labelledby="run">
      <h2 id="run">How the run went</h2>
      <RedactedNote kinds={report.redacted ?? []} />
      {ran.length === 0 ? (
        <p class="lead">No run has finished.</p>
      ) : (
        <RecordsTable caption="The run behind each scope's answer" rows={ran} columns={COLUMNS} />
      )}
      <CaseByCase report={report} />
      {ran.length > 0 && <FileLimits report={report} />}
    </section>
  );
}

const REDACTED_WORDS: Readonly<Record<Redactable, string>> = {
  names: "file names",
  uploaders: "uploaders",
  tags: "values of tags",
};

function RedactedNote({ kinds }: { readonly kinds: readonly Redactable[] }): JSX.Element | null {
  if (kinds.length === 0) return null;
  const text = new Intl.ListFormat("en").format(kinds.map((kind) => REDACTED_WORDS[kind]));
  return (
    <p class="lead">
      {`${text[0]?.toUpperCase()}${text.slice(1)} stand as keyed hashes, redacted-…, the same for the same text.`}
    </p>
  );
}

function Notes({ run }: { readonly run: RunFacts }): JSX.Element {
  const notes = [
    run.discoveryFinished ? "the search reached its end" : "the search did not reach its end",
    ...caseByCaseNote(run),
    ...(run.placeChange == null ? [] : ["asked at another place than the run before"]),
    ...(run.resumed ? [`interrupted and continued, ${number(run.attempts)} attempts`] : []),
    ...(run.repeatedReferences > 0 ? [`${number(run.repeatedReferences)} references found again and kept once`] : []),
    ...(run.skippedInputLines > 0 ? [`${number(run.skippedInputLines)} malformed input lines skipped`] : []),
  ];
  const text = notes.join("; ");
  return <>{`${text[0]?.toUpperCase()}${text.slice(1)}.`}</>;
}
