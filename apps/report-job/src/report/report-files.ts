/** The files of one report, by what they are for. Their names are part of the published contract. */
export const REPORT_FILES = {
  page: "report.html",
  manifest: "report.json",
  filesCsv: "files.csv",
  filesParquet: "files.parquet",
  problemsCsv: "problems.csv",
} as const;
