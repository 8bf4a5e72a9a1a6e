import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileRules } from "./file-rules.ts";
import { jsonText } from "./json-text.ts";
import { type ReportFindings, type ReportModel, reportModel } from "./model/report-model.ts";
import { renderPage } from "./page/render-page.tsx";
import type { ReportScope } from "./query/attach-scopes.ts";
import { withReportDatabase } from "./query/report-database.ts";
import { REPORT_FILES } from "./report-files.ts";
import { writeTables } from "./write-tables.ts";

export interface ReportInput {
  /** The moment that the report is for; scopes whose state is of another slot are reported as partial. */
  readonly slot: string;
  readonly scopes: readonly ReportScope[];
  /** Where the reports stand, each in a folder of its slot's name. */
  readonly folder: string;
  readonly generatedAt: Date;
  /** A file that was in PROCESSING so long after its creation needs a person. */
  readonly stuckAfterSeconds: number;
  /** What is demanded of files and cases. @default AWS's own limits */
  readonly rules?: FileRules;
  /** Where sorts spill to. @default beside the report */
  readonly temporaryFolder?: string;
  /** @default 512 */
  readonly memoryLimitMb?: number;
}

/** A report whose files stand in a folder, and what it was made of. */
export interface MadeReport extends ReportModel {
  /** Scopes whose state holds this slot's run, and has no note that its report was published. */
  readonly unpublished: readonly string[];
}

/**
 * Makes the files of a report in a folder that nobody sees yet.
 *
 * @throws {ConservationError} a state contradicts itself.
 */
export async function makeReport(input: ReportInput, folder: string): Promise<MadeReport> {
  const findings = await readFindings(input, folder);
  const model = reportModel(findings);
  await writeFile(join(folder, REPORT_FILES.manifest), `${jsonText(model.report)}\n`);
  await writeFile(join(folder, REPORT_FILES.page), renderPage(model));
  const unpublished = findings.scopes.filter(
    (scope) => "run" in scope && scope.run.slot === input.slot && !scope.run.isPublished,
  );
  return { ...model, unpublished: unpublished.map((scope) => scope.name) };
}

async function readFindings(input: ReportInput, folder: string): Promise<ReportFindings> {
  const temporaryFolder = await mkdtemp(join(input.temporaryFolder ?? folder, "attached-files-"));
  const { memoryLimitMb } = input;
  try {
    return await withReportDatabase({ temporaryFolder, memoryLimitMb }, (connection) =>
      writeTables(connection, input, folder),
    );
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}
