import type { JSX } from "preact";
import type { Report } from "../report-schema.ts";
import { answerTone, headlineSentence } from "./headline-words.ts";
import { NotAtAws } from "./not-at-aws.tsx";
import { DayMoment, number } from "./quantities.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { StrangerText } from "./stranger-text.tsx";

/** Is the answer complete, and if not, what is missing and why. */
export function Headline({ report }: { readonly report: Report }): JSX.Element {
  const { slot, status, scopes, whyNotComplete, generatedAt } = report;
  return (
    <header class="headline">
      <p class="eyebrow">
        Attached files · slot <StrangerText text={slot} />, {slotMeaning(slot)}
      </p>
      <h1>
        <StatusBadge status={status} tone={answerTone(status, report.totals)} /> {headlineSentence(report)}
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
      <Meaning report={report} />
      <NotAtAws report={report} />
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
                <StrangerText text={reason.text} longest={400} />
              </li>
            ))}
          </ul>
          {whyNotComplete.length > LONGEST_LIST && <p>All {whyNotComplete.length} reasons are in report.json.</p>}
        </section>
      )}
    </header>
  );
}

const LONGEST_LIST = 30;

/** A slot is named by a moment, by a day, or by whatever the scheduler has a name for. */
function slotMeaning(slot: string): string {
  if (/^\d{4}-\d{2}-\d{2}[T_]\d{2}/.test(slot)) return "the moment that this report is for";
  if (/^\d{4}-\d{2}-\d{2}$/.test(slot)) return "the day that this report is for";
  return "the name of the run that this report is for";
}

/** What 'complete' does not say, in view; what it does say, for whoever asks. */
function Meaning({ report: { status, totals } }: { readonly report: Report }): JSX.Element | null {
  if (status !== "complete" || totals.references === 0) return null;
  const undescribed = totals.references - totals.filesDescribed;
  const { refused, unanswered } = totals.outcomes;
  return (
    <>
      {undescribed > 0 && (
        <p class="lead">
          Not all is known: {undescribed === 1 ? "1 file has" : `${number(undescribed)} files have`} no metadata.
          {refused > 0 && (
            <>
              {" "}
              <a href="#refused">{number(refused)} refused</a>.
            </>
          )}
          {unanswered > 0 && (
            <>
              {" "}
              <a href="#unanswered">{number(unanswered)} unanswered</a>.
            </>
          )}
        </p>
      )}
      <details>
        <summary>What complete means</summary>
        <p>
          The search for files reached its end, and every file it found is accounted for: it was asked about and the
          call succeeded, or it was not due.
        </p>
      </details>
    </>
  );
}
