import type { JSX } from "preact";
import { REPORT_FILES } from "../report-files.ts";
import type { Report } from "../report-schema.ts";
import { ByteCount, number } from "./quantities.tsx";

const WHAT_FOR: Readonly<Record<string, string>> = {
  [REPORT_FILES.filesCsv]: "Every file, for a spreadsheet",
  [REPORT_FILES.filesParquet]: "Every file, exact and typed, for Athena, Spark or DuckDB",
  [REPORT_FILES.filesNdjson]: "Every file, a line of JSON in the operation's own member names",
  [REPORT_FILES.problemsCsv]: "A row for each problem of a file, and for each irregular answer",
  [REPORT_FILES.problemsParquet]: "The same, exact and typed",
};

/** Where all the rows are. */
export function TablesList({ report }: { readonly report: Report }): JSX.Element {
  return (
    <section class="group" aria-labelledby="tables">
      <h3 id="tables">All the rows</h3>
      <p class="lead">The tables beside this page hold every file, not only those that need a person.</p>
      <ul class="downloads">
        {report.tables.map(({ file, rows, sizeBytes }) => (
          <li key={file}>
            <a href={file}>{file}</a>
            <span>{WHAT_FOR[file]}</span>
            <span class="note">
              {number(rows)} {rows === 1 ? "row" : "rows"}, <ByteCount bytes={sizeBytes} />
            </span>
          </li>
        ))}
        {report.workbook === undefined ? null : (
          <li>
            <a href={report.workbook.file}>{report.workbook.file}</a>
            <span>{workbookWords(report.workbook)}</span>
            <span class="note">
              <ByteCount bytes={report.workbook.sizeBytes} />
            </span>
          </li>
        )}
        <li>
          <a href={REPORT_FILES.report}>{REPORT_FILES.report}</a>
          <span>This report for programs, with the meaning of every column</span>
        </li>
      </ul>
    </section>
  );
}

function workbookWords({ sheets, rowLimit }: NonNullable<Report["workbook"]>): string {
  const parts = sheets.map(({ name, rows, tableRows }) => {
    if (rows === tableRows) return `all ${name}`;
    return rows === 0 ? `no ${name}, they are too many` : `the first ${number(rows)} ${name}`;
  });
  const isWhole = sheets.every(({ rows, tableRows }) => rows === tableRows);
  const limit = isWhole ? "" : `. A sheet is given at most ${number(rowLimit)} rows; the tables above hold all`;
  return `For Excel and LibreOffice: a summary, ${parts.join(", ")}${limit}`;
}
