import type { JSX } from "preact";
import type { ReportModel } from "../model/report-model.ts";
import { BreakdownsSection } from "./breakdowns.tsx";
import { ChangesSection } from "./changes.tsx";
import { FilesSection } from "./files/files-section.tsx";
import { Headline } from "./headline.tsx";
import { Irregularities } from "./irregularities.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { NeedsAPerson, NotKnown } from "./needs-a-person.tsx";
import { PolicySection } from "./policy.tsx";
import { RunFactsSection } from "./run-facts.tsx";
import { STATUS_WORDS } from "./status-words.ts";
import { strangerTitle } from "./stranger-text.tsx";
import { TrendsSection } from "./trends.tsx";
import { Triage } from "./triage.tsx";

interface ReportPageProps {
  readonly model: ReportModel;
  readonly style: string;
  readonly script: string;
  readonly contentSecurityPolicy: string;
}

/** The whole page, in the order in which it is read. */
export function ReportPage({ model, style, script, contentSecurityPolicy }: ReportPageProps): JSX.Element {
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
        {/* Constants of ours, as the script at the end; the only texts on the page that are not escaped. */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#report">
          Skip to the report
        </a>
        <Contents model={model} />
        <main id="report">
          <Headline report={report} />
          <PolicySection report={report} />
          <KeyFigures report={report} />
          <ChangesSection report={report} />
          <Triage report={report} />
          <NeedsAPerson model={model} />
          <NotKnown model={model} />
          <Irregularities report={report} />
          <TrendsSection report={report} />
          <BreakdownsSection report={report} />
          <FilesSection model={model} />
          <RunFactsSection report={report} />
        </main>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

function Contents({ model }: { readonly model: ReportModel }): JSX.Element {
  const { totals, triage } = model.report;
  const entries = [
    ...(model.report.changes === undefined || model.report.status === "no-data" ? [] : [["changes", "What changed"]]),
    ...((triage?.findings.length ?? 0) > 0 ? [["triage", "Why rejected"]] : []),
    ["person", "Needs a person"],
    ...(totals.notKnown > 0 ? [["not-known", "Not known"]] : []),
    ["irregularities", "Irregular answers"],
    ...(model.report.trends === undefined ? [] : [["trends", "Trends"]]),
    ...(totals.references > 0 ? [["breakdowns", "Breakdowns"]] : []),
    ["files", "The files"],
    ["run", "The run"],
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
