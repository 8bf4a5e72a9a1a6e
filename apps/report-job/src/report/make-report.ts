import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Policy } from "@attached-files/core";
import type { FileRules } from "./file-rules.ts";
import { jsonText } from "./json-text.ts";
import { type ManifestFacts, writeManifest } from "./manifest/write-manifest.ts";
import { hasFullSearch, policyNumbers } from "./model/policy-numbers.ts";
import { policyReport } from "./model/policy-report.ts";
import { type ReportFindings, type ReportModel, reportModel } from "./model/report-model.ts";
import { renderPage } from "./page/render-page.tsx";
import { previousCompleteReport } from "./publish/previous-report.ts";
import type { ReportScope } from "./query/attach-scopes.ts";
import type { FinishedRunRow } from "./query/finished-run.ts";
import { withReportDatabase } from "./query/report-database.ts";
import { countStuckAges } from "./query/stuck-ages.ts";
import type { Redaction } from "./redaction/redaction.ts";
import { REPORT_FILES } from "./report-files.ts";
import { markdownSummary } from "./summary/markdown-summary.ts";
import { writeReportWorkbook } from "./workbook/report-workbook.ts";
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
  /** What of people's texts is replaced in every output. @default nothing */
  readonly redaction?: Redaction;
  /** Thresholds that its numbers are held against. @default none */
  readonly policy?: Policy;
  /** What is demanded of files and cases. @default AWS's own limits */
  readonly rules?: FileRules;
  /** Where sorts spill to. @default beside the report */
  readonly temporaryFolder?: string;
  /** @default 512 */
  readonly memoryLimitMb?: number;
  /** The most rows of a sheet of the workbook, from 1 to 1,048,575. @default 200,000 */
  readonly workbookRows?: number;
}

/** A report whose files stand in a folder, and what it was made of. */
export interface MadeReport extends ReportModel {
  readonly manifest: ManifestFacts;
  /** Scopes whose state holds this slot's run, and has no note that its report was published. */
  readonly unpublished: readonly string[];
  /** Scopes' runs of this slot whose answers a state has not any more. */
  readonly past: readonly PastRun[];
}

/** A run of which a state knows how it ended, and no answers any more. */
export interface PastRun {
  readonly scope: string;
  readonly run: FinishedRunRow;
}

/**
 * Makes the files of a report in a folder that nobody sees yet, its manifest last.
 *
 * @throws {ConservationError} a state contradicts itself.
 */
export async function makeReport(input: ReportInput, folder: string): Promise<MadeReport> {
  const { findings, model } = await readAndWriteTables(input, folder);
  await writeFile(join(folder, REPORT_FILES.report), `${jsonText(model.report)}\n`);
  await writeFile(join(folder, REPORT_FILES.page), renderPage(model));
  await writeFile(join(folder, REPORT_FILES.summary), markdownSummary(model.report));
  const manifest = await writeManifest(folder, model.report);
  const unpublished = findings.scopes.filter(
    (scope) => "run" in scope && scope.run.slot === input.slot && !scope.run.isPublished,
  );
  const past = findings.scopes.flatMap((scope) =>
    "run" in scope && scope.past !== undefined ? [{ scope: scope.name, run: scope.past }] : [],
  );
  return { ...model, manifest, unpublished: unpublished.map((scope) => scope.name), past };
}

/** The same report, with what came of the thresholds. */
async function withPolicy(
  model: ReportModel,
  { policy = [], folder }: ReportInput,
  stuckOlderThan: ReadonlyMap<number, number>,
): Promise<ReportModel> {
  if (policy.length === 0) return model;
  const { report } = model;
  const isSearched = hasFullSearch(report);
  const isCompared = policy.some(({ condition }) => condition.metric.kind === "change");
  const previous = isCompared ? await previousCompleteReport(folder, report) : undefined;
  return {
    ...model,
    report: { ...report, policy: policyReport(policy, policyNumbers(report, stuckOlderThan, previous), isSearched) },
  };
}

interface Written {
  readonly findings: ReportFindings;
  readonly model: ReportModel;
}

async function readAndWriteTables(input: ReportInput, folder: string): Promise<Written> {
  const temporaryFolder = await mkdtemp(join(input.temporaryFolder ?? folder, "attached-files-"));
  const { memoryLimitMb, workbookRows } = input;
  try {
    return await withReportDatabase({ temporaryFolder, memoryLimitMb }, async (connection, beside) => {
      const findings = await writeTables(connection, beside, input, folder);
      const stuckOlderThan = await countStuckAges(connection, input.policy ?? []);
      const model = await withPolicy(reportModel(findings), input, stuckOlderThan);
      const workbook = await writeReportWorkbook(connection, model.report, folder, workbookRows);
      return { findings, model: { ...model, report: { ...model.report, workbook } } };
    });
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}
