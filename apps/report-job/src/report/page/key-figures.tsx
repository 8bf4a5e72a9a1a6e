import type { ComponentChildren, JSX } from "preact";
import { leftOutWords, whyNotKnown } from "../model/not-known-words.ts";
import type { Report } from "../report-schema.ts";
import { ByteCount, files, keptBytes, number, share } from "./quantities.tsx";

/** The numbers that people ask for first; none where there is no data. */
export function KeyFigures({ report }: { readonly report: Report }): JSX.Element | null {
  const { totals, irregularities, status } = report;
  // Zeros would look like an answer.
  if (status === "no-data") return null;
  const undescribed = totals.references - totals.filesDescribed;
  const irregular = irregularities.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers" class="unseen">
        The numbers
      </h2>
      <dl class="figures">
        <Figure
          name="Need a person"
          tone={totals.needsAPerson > 0 ? "warn" : undefined}
          note={`${partOf(totals.needsAPerson, totals.references)}${leftOutWords(totals)}`}
        >
          {totals.needsAPerson > 0 ? <a href="#person">{number(totals.needsAPerson)}</a> : "0"}
        </Figure>
        <Figure name="Not described" tone={toneOf(totals)} note={undescribedNote(totals)}>
          {totals.notKnown > 0 ? <a href="#not-known">{number(undescribed)}</a> : number(undescribed)}
        </Figure>
        <Figure name="Irregularities" note="in this run's answers">
          {irregular > 0 ? <a href="#irregularities">{number(irregular)}</a> : "0"}
        </Figure>
        <Figure
          name="Files"
          note={totals.references === 0 ? "none found" : `${number(totals.filesDescribed)} described`}
        >
          {number(totals.references)}
        </Figure>
        <Figure name="Total size" note={sizeNote(totals)}>
          <ByteCount bytes={keptBytes(totals)} />
        </Figure>
      </dl>
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly note: ComponentChildren;
  readonly tone?: "warn" | "bad" | undefined;
  readonly children: ComponentChildren;
}

function Figure({ name, note, tone, children }: FigureProps): JSX.Element {
  return (
    <div class={tone === undefined ? "figure" : `figure ${tone}`}>
      <dt>{name}</dt>
      <dd>
        <span class="amount">{children}</span>
        <span class="note">{note}</span>
      </dd>
    </div>
  );
}

function sizeNote(totals: Report["totals"]): ComponentChildren {
  const rejected = BigInt(totals.rejectedSizeBytes ?? 0);
  return (
    <>
      {rejected > 0n ? (
        <>
          without the <ByteCount bytes={rejected} /> of rejected files, which are deleted
        </>
      ) : (
        "of the files described"
      )}
      {totals.filesWithoutSize > 0 && `; ${files(totals.filesWithoutSize)} without a size`}
    </>
  );
}

function toneOf({ references, filesDescribed, notKnown }: Report["totals"]): "warn" | "bad" | undefined {
  if (notKnown > 0) return "bad";
  return filesDescribed < references ? "warn" : undefined;
}

function undescribedNote({ references, filesDescribed, notKnown, outcomes }: Report["totals"]): string {
  if (notKnown > 0) return `${number(notKnown)} not known: ${whyNotKnown(outcomes)}`;
  return filesDescribed < references ? "answered, but without metadata" : "none";
}

function partOf(part: number, whole: number): string {
  return part === 0 ? "none" : `${share(part, whole)} of all files`;
}
