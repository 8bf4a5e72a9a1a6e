import type { JSX } from "preact";
import type { Report } from "../report-schema.ts";
import { PropertyCharts } from "./property-charts.tsx";
import { ScopeCharts } from "./scope-charts.tsx";
import { ScopesTable } from "./scopes-table.tsx";

/** How the files divide. */
export function BreakdownsSection({ report }: { readonly report: Report }): JSX.Element | null {
  if (report.totals.references === 0) return null;
  return (
    <section aria-labelledby="breakdowns">
      <h2 id="breakdowns">Breakdowns</h2>
      <ScopesTable report={report} />
      <ScopeCharts report={report} />
      <PropertyCharts report={report} />
    </section>
  );
}
