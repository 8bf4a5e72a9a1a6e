import type { JSX } from "preact";
import type { Report } from "../report-schema.ts";
import { DayMoment, files, number } from "./quantities.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { StrangerText } from "./stranger-text.tsx";

/** Is the answer complete, and if not, what is missing and why. */
export function Headline({ report }: { readonly report: Report }): JSX.Element {
  const { slot, status, scopes, whyNotComplete, generatedAt } = report;
  return (
    <header class="headline">
      <p class="eyebrow">
        Attached files · slot <StrangerText text={slot} />
      </p>
      <h1>
        <StatusBadge status={status} /> {sentence(report)}
      </h1>
      <p class="when">
        Written <DayMoment at={generatedAt} />
        {scopes.length === 1 ? (
          <>
            {" "}
            for scope <StrangerText text={scopes[0]?.name ?? ""} />
          </>
        ) : (
          ` for ${scopes.length} scopes`
        )}
        .
      </p>
      {whyNotComplete.length > 0 && (
        <section class="missing" aria-labelledby="missing">
          <h2 id="missing">What is missing, and why</h2>
          <ul>
            {whyNotComplete.slice(0, LONGEST_LIST).map((reason) => (
              <li key={`${reason.scope} ${reason.code}`}>
                {scopes.length > 1 && (
                  <strong>
                    <StrangerText text={reason.scope} />:{" "}
                  </strong>
                )}
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
  const { references, notKnown } = totals;
  if (status === "no-data") return "There is nothing to report yet.";
  if (status === "complete") {
    if (references === 0) return "No attached files were found.";
    return references === 1 ? "The one file is accounted for." : `All ${files(references)} are accounted for.`;
  }
  if (notKnown > 0) return `Of ${files(references)}, ${notKnown === 1 ? "1 is" : `${number(notKnown)} are`} not known.`;
  if (whyNotComplete.some((reason) => reason.code === "discovery-unfinished")) {
    return `${files(references)} found, and there may be more.`;
  }
  return `${files(references)} reported, but not for all scopes at this slot.`;
}
