import { isKnownFileStatus, isKnownFileUseCaseType } from "@attached-files/core";
import type { JSX } from "preact";
import type { Report } from "../report-schema.ts";
import { ArnText } from "./arn-text.tsx";
import { BreakdownTable } from "./breakdown-table.tsx";
import { monthInWords } from "./quantities.tsx";
import { ScopesTable } from "./scopes-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

/** How the files divide. */
export function BreakdownsSection({ report }: { readonly report: Report }): JSX.Element | null {
  const { breakdowns, totals } = report;
  if (totals.references === 0) return null;
  const whole = totals.filesDescribed;
  return (
    <section aria-labelledby="breakdowns">
      <h2 id="breakdowns">Breakdowns</h2>
      <ScopesTable report={report} />
      <div class="columns">
        <BreakdownTable
          id="by-status"
          title="By status"
          heading="Status"
          breakdown={breakdowns.status}
          whole={whole}
          absent="no status"
          label={(value) => <Named value={value} isKnown={isKnownFileStatus(value)} />}
        />
        <BreakdownTable
          id="by-use-case"
          title="By use case"
          heading="Use case"
          breakdown={breakdowns.useCase}
          whole={whole}
          absent="no use case"
          label={(value) => <Named value={value} isKnown={isKnownFileUseCaseType(value)} />}
        />
        <BreakdownTable
          id="by-size"
          title="By size"
          heading="Size of the file"
          breakdown={breakdowns.sizeBand}
          whole={whole}
          absent="no size"
          label={(value) => value}
        />
        <BreakdownTable
          id="by-month"
          title="By month of creation"
          heading="Month (UTC)"
          breakdown={breakdowns.createdMonth}
          whole={whole}
          absent="no readable date"
          label={(value) => <time dateTime={value}>{monthInWords(value)}</time>}
        />
        <BreakdownTable
          id="by-uploader"
          title="By uploader"
          heading="Uploader"
          breakdown={breakdowns.uploader}
          whole={whole}
          absent="not told"
          label={(value, kind) => <Uploader value={value} kind={kind} />}
        />
        <BreakdownTable
          id="by-tag"
          title="By tag"
          heading="Tag key"
          breakdown={breakdowns.tagKey}
          whole={whole}
          absent="no tag"
          note="A file with several tags is in several rows."
          label={(value) => <StrangerText text={value} longest={60} />}
        />
      </div>
    </section>
  );
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
