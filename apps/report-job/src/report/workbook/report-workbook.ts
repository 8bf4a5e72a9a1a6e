import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { FILE_COLUMNS, PROBLEM_COLUMNS } from "../columns.ts";
import { toBytes } from "../model/bytes.ts";
import { REPORT_FILES } from "../report-files.ts";
import type { Report } from "../report-schema.ts";
import { summarySheet } from "./summary-sheet.ts";
import { tableSheet } from "./table-sheet.ts";
import type { WorkbookReport } from "./workbook-schema.ts";
import { FORMAT_ROWS, writeWorkbook } from "./write-workbook.ts";

/** Programs open so many rows of this width in some seconds; the format itself takes five times as many. */
export const WORKBOOK_ROWS = 200_000;

/**
 * Writes the report as a workbook: a summary, the problems, and the files where they are not more than a sheet is given.
 * Problems beyond that are cut off; both is said on the summary.
 *
 * @param rowLimit the most rows of a sheet, from 1 to 1,048,575. @default 200,000
 * @throws {RangeError} another limit.
 */
export async function writeReportWorkbook(
  connection: DuckDBConnection,
  report: Report,
  folder: string,
  rowLimit: number = WORKBOOK_ROWS,
): Promise<WorkbookReport> {
  if (!Number.isInteger(rowLimit) || rowLimit < 1 || rowLimit >= FORMAT_ROWS) {
    throw new RangeError(`the most rows of a sheet are ${rowLimit}, not a whole number from 1 to ${FORMAT_ROWS - 1}`);
  }
  const problems = rowsOf(report, REPORT_FILES.problemsCsv);
  const files = rowsOf(report, REPORT_FILES.filesCsv);
  const sheets = [
    { name: "problems", rows: Math.min(problems, rowLimit), tableRows: problems },
    { name: "files", rows: files <= rowLimit ? files : 0, tableRows: files },
  ];
  const path = join(folder, REPORT_FILES.workbook);
  await writeWorkbook(path, [
    summarySheet(report, sheets, rowLimit),
    tableSheet(connection, "problems", PROBLEM_COLUMNS, Math.min(problems, rowLimit)),
    ...(files <= rowLimit ? [tableSheet(connection, "files", FILE_COLUMNS, files)] : []),
  ]);
  const { size } = await stat(path, { bigint: true });
  return { file: REPORT_FILES.workbook, sizeBytes: toBytes(size), rowLimit, sheets };
}

function rowsOf({ tables }: Report, file: string): number {
  const table = tables.find((one) => one.file === file);
  if (table === undefined) throw new Error(`a report without ${file}`);
  return table.rows;
}
