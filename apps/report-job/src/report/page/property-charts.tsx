import { isKnownFileStatus, isKnownFileUseCaseType } from "@attached-files/core";
import type { JSX } from "preact";
import type { Report } from "../report-schema.ts";
import { ArnText, shortArn } from "./arn-text.tsx";
import { BreakdownChart } from "./breakdown-chart.tsx";
import type { SeriesFill } from "./charts/series-fill.tsx";
import { DayMoment, files, monthInWords } from "./quantities.tsx";
import { StrangerText } from "./stranger-text.tsx";

/** How the described files divide by what was answered of them. */
export function PropertyCharts({ report: { breakdowns, totals } }: { readonly report: Report }): JSX.Element {
  const whole = totals.filesDescribed;
  if (whole === 0) return <p class="lead">No file is described, so nothing is known of what else they divide by.</p>;
  return (
    <section class="group" aria-labelledby="by-property">
      <h3 id="by-property">
        Of the {files(whole)} that {whole === 1 ? "is" : "are"} described
      </h3>
      <div class="charts">
        <div class="stack">
          <BreakdownChart
            id="by-status"
            title="By status"
            heading="Status"
            breakdown={breakdowns.status}
            whole={whole}
            absent="no status"
            textOf={(value) => named(value, isKnownFileStatus(value))}
            label={(value) => <Named value={value} isKnown={isKnownFileStatus(value)} />}
            fillOf={(value) => STATUS_FILLS.get(value) ?? "lines"}
          />
          <BreakdownChart
            id="by-type"
            title="By type"
            heading="Extension of the name"
            breakdown={breakdowns.fileType}
            whole={whole}
            absent="no extension"
            textOf={(value) => `.${value}`}
            label={(value) => <StrangerText text={`.${value}`} />}
          />
          <BreakdownChart
            id="by-age"
            title="By age"
            heading="Since its creation"
            breakdown={breakdowns.age}
            whole={whole}
            absent="no readable date"
            note={
              breakdowns.agesAt !== undefined && (
                <>
                  From creation to <DayMoment at={breakdowns.agesAt} />.
                </>
              )
            }
            label={(value) => value}
          />
          <BreakdownChart
            id="by-uploader"
            title="By uploader"
            heading="Uploader"
            breakdown={breakdowns.uploader}
            whole={whole}
            absent="not told"
            textOf={shortArn}
            label={(value, kind) => <Uploader value={value} kind={kind} />}
          />
        </div>
        <div class="stack">
          <BreakdownChart
            id="by-use-case"
            title="By use case"
            heading="Use case"
            breakdown={breakdowns.useCase}
            whole={whole}
            absent="no use case"
            textOf={(value) => named(value, isKnownFileUseCaseType(value))}
            label={(value) => <Named value={value} isKnown={isKnownFileUseCaseType(value)} />}
          />
          <BreakdownChart
            id="by-size"
            title="By size"
            heading="Size of the file"
            breakdown={breakdowns.sizeBand}
            whole={whole}
            absent="no size"
            label={(value) => value}
          />
          <BreakdownChart
            id="by-month"
            title="By month of creation"
            heading="Month (UTC)"
            breakdown={breakdowns.createdMonth}
            whole={whole}
            absent="no readable date"
            textOf={monthInWords}
            label={(value) => <time dateTime={value}>{monthInWords(value)}</time>}
          />
          <BreakdownChart
            id="by-tag"
            title="By tag"
            heading="Tag key"
            breakdown={breakdowns.tagKey}
            whole={whole}
            absent="no tag"
            note="A file with several tags is counted once for each."
            label={(value) => <StrangerText text={value} longest={60} />}
          />
        </div>
      </div>
    </section>
  );
}

/** As in the trends. */
const STATUS_FILLS: ReadonlyMap<string, SeriesFill> = new Map([
  ["APPROVED", "solid"],
  ["REJECTED", "diagonal"],
  ["PROCESSING", "dots"],
  ["FAILED", "cross"],
]);

function named(value: string, isKnown: boolean): string {
  return isKnown ? value : `${value} (unknown)`;
}

function Named({ value, isKnown }: { readonly value: string; readonly isKnown: boolean }): JSX.Element {
  return (
    <>
      <StrangerText text={value} longest={60} />
      {!isKnown && <span class="absent"> not documented</span>}
    </>
  );
}

function Uploader({ value, kind }: { readonly value: string; readonly kind: string | null }): JSX.Element {
  const isKnown = kind === "ConnectUserArn" || kind === "AWSIdentityArn";
  return (
    <>
      <ArnText arn={value} />
      {kind !== null && !isKnown && (
        <span class="absent">
          {" "}
          <StrangerText text={kind} longest={40} />
        </span>
      )}
    </>
  );
}
