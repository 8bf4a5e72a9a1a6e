import type { JSX } from "preact";
import type { Report } from "../report-schema.ts";
import { DayMoment, files } from "./quantities.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { StrangerText } from "./stranger-text.tsx";

/** Is the answer complete, and if not, what is missing and why. */
export function Headline({ report }: { readonly report: Report }): JSX.Element {
  const { slot, status, scopes, whyNotComplete, generatedAt } = report;
  return (
    <header class="headline">
      <p class="eyebrow">Attached files · slot <StrangerText text={slot} /></p>
      <h1>
        <StatusBadge status={status} /> {sentence(report)}
      </h1>
      <p class="when">
        Written <DayMoment at={generatedAt} />
        {scopes.length === 1 ? <> for scope <StrangerText text={scopes[0]?.name ?? ""} /></> : ` for ${scopes.length} scopes`}.
      </p>
      {whyNotComplete.length > 0 && (
        <section class="missing" aria-labelledby="missing">
          <h2 id="missing">What is missing, and why</h2>
          <ul>
            {whyNotComplete.slice(0, LONGEST_LIST).map((reason) => (
              <li key={`${reason.scope} ${reason.code}`}>
                {scopes.length > 1 && <strong><StrangerText text={reason.scope} />: </strong>}
                <StrangerText text={reason.text} longest={600} />
              </li>
            ))}
          </ul>
          {whyNotComplete.length > LONGEST_LIST && <p>All {whyNotComplete.length} reasons are in report.json.</p>}
        </section>
      )}
    </header>
  );
}

const LONGEST_LIST = 50;

function sentence({ status, totals, whyNotComplete }: Report): string {
  if (status === "no-data") return "There is nothing to report yet.";
  if (status === "complete") {
    return totals.references === 0 ? "There are no attached files." : `${totals.references === 1 ? "The one file is" : `All ${files(totals.references)} are`} accounted for.`;
  }
  if (totals.notKnown > 0) return `Of ${files(totals.references)}, ${totals.notKnown === 1 ? "one is" : `${files(totals.notKnown).replace(/ files?$/, "")} are`} not known.`;
  const codes = new Set(whyNotComplete.map((reason) => reason.code));
  if (codes.has("discovery-unfinished")) return `${files(totals.references)} found, and there may be more.`;
  return `${files(totals.references)} reported, but not all for this slot.`;
}
