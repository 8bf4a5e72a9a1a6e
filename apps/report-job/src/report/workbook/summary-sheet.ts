import { OUTCOME_KINDS } from "@attached-files/core";
import { leftOutWords } from "../model/not-known-words.ts";
import type { Bytes, Report } from "../report-schema.ts";
import type { CellValue } from "./cell-xml.ts";
import type { WorkbookReport } from "./workbook-schema.ts";
import type { Sheet } from "./write-workbook.ts";

type Row = readonly [what: string, value: CellValue, meaning: string | null];

const CONVENTION =
  "Texts are as they were answered, with these exceptions: control characters and those that turn text around stand as \\uXXXX, a backslash before u as \\u005C, and a text of more than 32,000 characters keeps its first 5,000. Numbers of more than 15 digits are texts. Moments are in UTC.";

/** The first sheet: is the answer complete, its numbers, and what is not in this workbook. */
export function summarySheet(report: Report, sheets: WorkbookReport["sheets"], rowLimit: number): Sheet {
  const rows = [...statusRows(report), ...numberRows(report), ...sheets.map((sheet) => sheetRow(sheet, rowLimit))];
  rows.push(["About the cells", null, CONVENTION]);
  return {
    name: "summary",
    columns: [
      { header: "What", width: 32 },
      { header: "Value", width: 28 },
      { header: "Meaning", width: 100 },
    ],
    rowCount: rows.length,
    wraps: true,
    rows: async function* () {
      yield rows;
    },
  };
}

function statusRows({ status, slot, generatedAt, whyNotComplete }: Report): Row[] {
  return [
    ["Status", status, "complete: nothing failed or was left for later, and the search for files reached its end."],
    ["Slot", slot, "The moment, or the name, that the report is for."],
    ["Generated at", new Date(generatedAt), null],
    ...whyNotComplete.map(({ scope, files, text }): Row => [`Why not complete: ${scope}`, files, text]),
  ];
}

function numberRows({ totals, problems }: Report): Row[] {
  return [
    ["Files known", totals.references, "References: files that are known to exist or to have existed."],
    ...OUTCOME_KINDS.map((kind): Row => [`Outcome: ${kind}`, totals.outcomes[kind], null]),
    ["Files described", totals.filesDescribed, "References whose metadata is known."],
    [
      "Bytes",
      bytesCell(totals.sizeBytes),
      "Of the described files that have a size, with those of rejected files, which are deleted.",
    ],
    [
      "Need a person",
      totals.needsAPerson,
      `Files with at least one problem that somebody has to look into${leftOutWords(totals)}.`,
    ],
    ["Not known", totals.notKnown, "Files about which no call succeeded, or none was made."],
    ...problems.map(
      ({ problem, rows, meaning, whatToDo }): Row => [`Problem: ${problem}`, rows, `${meaning} ${whatToDo}`],
    ),
  ];
}

function bytesCell(bytes: Bytes): CellValue {
  return typeof bytes === "string" ? BigInt(bytes) : bytes;
}

function sheetRow({ name, rows, tableRows }: WorkbookReport["sheets"][number], rowLimit: number): Row {
  const limit = `A sheet of this workbook is given at most ${rowLimit.toLocaleString("en")} rows (report.workbook.rowLimit)`;
  const all = `All ${tableRows.toLocaleString("en")} are in ${name}.csv and ${name}.parquet.`;
  const isWhole = rows === tableRows;
  const missing = rows === 0 ? `${limit}, so there is no sheet of the files.` : `${limit}; the others are not here.`;
  return [`Rows of the sheet ${name}`, rows, isWhole ? `All rows of ${name}.csv.` : `${missing} ${all}`];
}
