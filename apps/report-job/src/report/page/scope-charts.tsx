import { OUTCOME_KINDS } from "@attached-files/core";
import type { JSX } from "preact";
import type { Report } from "../report-schema.ts";
import { BreakdownChart } from "./breakdown-chart.tsx";
import { BarChart } from "./charts/bar-chart.tsx";
import type { SeriesFill } from "./charts/series-fill.tsx";
import { keptBytes, number } from "./quantities.tsx";
import { OutcomeWords, titleOf } from "./scopes-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

const FILLS: Readonly<Record<(typeof OUTCOME_KINDS)[number], SeriesFill>> = {
  retrieved: "solid",
  carried: "light",
  refused: "lines",
  unanswered: "dots",
  failed: "diagonal",
  deferred: "cross",
};

/** All files by what the run learned of them, and by scope where there are several. */
export function ScopeCharts({ report: { scopes, totals } }: { readonly report: Report }): JSX.Element {
  const known = scopes.filter(({ status }) => status !== "no-data");
  const silent = scopes.length - known.length;
  const entries = known
    .map((scope) => ({ value: scope.name, kind: null, files: scope.references, sizeBytes: String(keptBytes(scope)) }))
    .toSorted((one, other) => other.files - one.files);
  const isOne = scopes.length === 1;
  return (
    <div class="charts">
      <div class="stack">
        <BarChart
          id="by-outcome"
          title="All files by outcome"
          heading="Outcome"
          measure="Files"
          amount="files"
          whole={totals.references}
          bars={OUTCOME_KINDS.filter((kind) => totals.outcomes[kind] > 0).map((kind) => ({
            label: titleOf(kind),
            value: totals.outcomes[kind],
            fill: FILLS[kind],
          }))}
        />
        {!isOne && <OutcomeWords />}
      </div>
      {isOne ? (
        <OutcomeWords />
      ) : (
        <BreakdownChart
          id="by-scope-files"
          title="All files by scope"
          heading="Scope"
          breakdown={{ entries, others: null }}
          whole={totals.references}
          absent="–"
          note={
            silent > 0 &&
            `Without the ${silent === 1 ? "one scope" : `${number(silent)} scopes`} that nothing is known of.`
          }
          label={(value) => <StrangerText text={value} longest={64} />}
        />
      )}
    </div>
  );
}
