import type { JSX } from "preact";
import type { ReportModel } from "../model/report-model.ts";
import { BreakdownsSection } from "./breakdowns.tsx";
import { ChangesSection } from "./changes.tsx";
import { Headline } from "./headline.tsx";
import { Irregularities } from "./irregularities.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { NeedsAPerson, NotKnown } from "./needs-a-person.tsx";
import { RunFactsSection } from "./run-facts.tsx";
import { STATUS_WORDS } from "./status-words.ts";
import { strangerTitle } from "./stranger-text.tsx";
import { TablesList } from "./tables-list.tsx";
import { TrendsSection } from "./trends.tsx";

interface ReportPageProps {
  readonly model: ReportModel;
  readonly style: string;
  readonly contentSecurityPolicy: string;
}

/** The whole page, in the order in which it is read. */
export function ReportPage({ model, style, contentSecurityPolicy }: ReportPageProps): JSX.Element {
  const { report } = model;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`Attached files, ${strangerTitle(report.slot)}: ${STATUS_WORDS[report.status].word.toLowerCase()}`}</title>
        {/* A constant of ours; the only text on the page that is not escaped. */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#report">
          Skip to the report
        </a>
        <Contents model={model} />
        <main id="report">
          <Headline report={report} />
          <KeyFigures report={report} />
          <ChangesSection report={report} />
          <NeedsAPerson model={model} />
          <NotKnown model={model} />
          <TrendsSection report={report} />
          <BreakdownsSection report={report} />
          <Irregularities report={report} />
          <RunFactsSection report={report} />
          <TablesList report={report} />
        </main>
      </body>
    </html>
  );
}

function Contents({ model }: { readonly model: ReportModel }): JSX.Element {
  const { totals } = model.report;
  const entries = [
    ...(model.report.changes === undefined || model.report.status === "no-data" ? [] : [["changes", "What changed"]]),
    ["person", "Needs a person"],
    ...(totals.notKnown > 0 ? [["not-known", "Not known"]] : []),
    ...(model.report.trends === undefined ? [] : [["trends", "Trends"]]),
    ...(totals.references > 0 ? [["breakdowns", "Breakdowns"]] : []),
    ["irregularities", "Irregular answers"],
    ["run", "The run"],
    ["tables", "All the rows"],
  ];
  return (
    <nav aria-label="Sections of the report">
      <ul>
        {entries.map(([id, text]) => (
          <li key={id}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
