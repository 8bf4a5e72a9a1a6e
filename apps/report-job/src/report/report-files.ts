/** The files of one report, by what they are for. Their names are part of the published contract. */
export const REPORT_FILES = {
  page: "report.html",
  report: "report.json",
  summary: "summary.md",
  workbook: "report.xlsx",
  filesCsv: "files.csv",
  filesParquet: "files.parquet",
  filesNdjson: "files.ndjson",
  problemsCsv: "problems.csv",
  problemsParquet: "problems.parquet",
  manifest: "manifest.json",
} as const;
