import type { JSX } from "preact";
import type { CasesNearQuota } from "../file-rules.ts";
import type { Report } from "../report-schema.ts";
import { ArnText } from "./arn-text.tsx";
import { ByteCount, number } from "./quantities.tsx";
import { type RecordColumn, RecordsTable } from "./records-table.tsx";
import { StrangerText } from "./stranger-text.tsx";

type Case = CasesNearQuota["examples"][number];

const SHOWN = 10;

const COLUMNS: readonly RecordColumn<Case>[] = [
  { heading: "Case", cell: ({ associatedResourceArn }) => <ArnText arn={associatedResourceArn} /> },
  { heading: "Scope", cell: ({ scope }) => <StrangerText text={scope} longest={64} /> },
  { heading: "Files", numeric: true, cell: ({ files }) => number(files) },
  { heading: "Size", numeric: true, cell: ({ sizeBytes }) => <ByteCount bytes={sizeBytes} /> },
];

/** Cases that will soon take no more files; there only where there are some. */
export function CasesNearQuotaGroup({ report }: { readonly report: Report }): JSX.Element | null {
  const { casesNearQuota, rules } = report;
  if (casesNearQuota === undefined || rules === undefined || casesNearQuota.cases === 0) return null;
  const { cases, atLeast, examples } = casesNearQuota;
  const shown = examples.slice(0, SHOWN);
  return (
    <section class="group" aria-labelledby="case-near-quota">
      <h3 id="case-near-quota">
        Cases near their quota of files <span class="count">{number(cases)}</span>
      </h3>
      <p>
        {number(atLeast)} files or more, where a case may have {number(rules.filesPerCase.most)}. Files that have
        vanished are not counted, rejected ones are.
      </p>
      <p>
        <strong>What to do:</strong> Delete what is not needed, go on in a new case, or ask AWS for a higher quota and
        configure it.
      </p>
      <RecordsTable
        caption={
          cases > shown.length
            ? `${shown.length} of ${number(cases)} cases, most files first`
            : "Cases, most files first"
        }
        rows={shown}
        columns={COLUMNS}
      />
      {cases > shown.length && <p class="more">Up to 50 of them are in report.json, as casesNearQuota.</p>}
    </section>
  );
}
