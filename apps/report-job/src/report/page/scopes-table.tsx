import { OUTCOME_KINDS } from "@attached-files/core";
import type { ComponentChildren, JSX } from "preact";
import { OUTCOME_MEANINGS } from "../model/outcome-words.ts";
import type { Report, ScopeReport } from "../report-schema.ts";
import { answerTone } from "./headline-words.ts";
import { ByteCount, keptBytes, number } from "./quantities.tsx";
import { type RecordColumn, RecordsTable } from "./records-table.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { StrangerText } from "./stranger-text.tsx";

const COLUMNS: readonly RecordColumn<ScopeReport>[] = [
  { heading: "Scope", cell: (scope) => <ScopeName scope={scope} /> },
  { heading: "Answer", cell: (scope) => <StatusBadge status={scope.status} tone={answerTone(scope.status, scope)} /> },
  { heading: "Files", numeric: true, cell: (scope) => known(scope, number(scope.references)) },
  ...OUTCOME_KINDS.map((kind) => ({
    heading: titleOf(kind),
    numeric: true,
    cell: (scope: ScopeReport) =>
      known(
        scope,
        <span class={scope.outcomes[kind] === 0 ? "absent" : undefined}>{number(scope.outcomes[kind])}</span>,
      ),
  })),
  { heading: "Size", numeric: true, cell: (scope) => known(scope, <ByteCount bytes={keptBytes(scope)} />) },
];

/** What the run learned of the files of each scope; the outcomes of a row add up to its files. */
export function ScopesTable({ report }: { readonly report: Report }): JSX.Element {
  return (
    <section class="breakdown" aria-labelledby="by-scope">
      <h3 id="by-scope">By scope and outcome</h3>
      <RecordsTable
        caption="Every file has exactly one outcome. Sizes leave rejected files out."
        rows={report.scopes}
        columns={COLUMNS}
      />
    </section>
  );
}

/** What each outcome means. */
export function OutcomeWords(): JSX.Element {
  return (
    <dl class="words">
      {OUTCOME_KINDS.map((kind) => (
        <div key={kind}>
          <dt>{titleOf(kind)}</dt>
          <dd>{OUTCOME_MEANINGS[kind]}</dd>
        </div>
      ))}
    </dl>
  );
}

export function titleOf(kind: string): string {
  return `${kind[0]?.toUpperCase() ?? ""}${kind.slice(1)}`;
}

/** A scope without data has no numbers; zeros would look like an answer. */
function known(scope: ScopeReport, numbers: ComponentChildren): ComponentChildren {
  return scope.status === "no-data" ? <span class="absent">–</span> : numbers;
}

/** A scope by its name, its Region below. */
export function ScopeName({ scope }: { readonly scope: ScopeReport }): JSX.Element {
  return (
    <>
      <span class="name">
        <StrangerText text={scope.name} />
      </span>
      {scope.region !== null && (
        <span class="id">
          <StrangerText text={scope.region} />
        </span>
      )}
    </>
  );
}
