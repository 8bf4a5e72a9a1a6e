import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Policy } from "@attached-files/core";
import { jsonText } from "./json-text.ts";
import { policyNumbers } from "./model/policy-numbers.ts";
import { policyReport } from "./model/policy-report.ts";
import { type ReportFindings, type ReportModel, reportModel } from "./model/report-model.ts";
import { renderPage } from "./page/render-page.tsx";
import { previousReport } from "./publish/previous-report.ts";
import type { ReportScope } from "./query/attach-scopes.ts";
import { withReportDatabase } from "./query/report-database.ts";
import { countStuckAges } from "./query/stuck-ages.ts";
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
  /** Thresholds that its numbers are held against. @default none */
  readonly policy?: Policy;
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
  const { findings, stuckOlderThan } = await readFindings(input, folder);
  const model = await withPolicy(reportModel(findings), input, stuckOlderThan);
  await writeFile(join(folder, REPORT_FILES.manifest), `${jsonText(model.report)}\n`);
  await writeFile(join(folder, REPORT_FILES.page), renderPage(model));
  const unpublished = findings.scopes.filter(
    (scope) => "run" in scope && scope.run.slot === input.slot && !scope.run.isPublished,
  );
  return { ...model, unpublished: unpublished.map((scope) => scope.name) };
}

/** The same report, with what came of the thresholds. */
async function withPolicy(
  model: ReportModel,
  { policy = [], folder }: ReportInput,
  stuckOlderThan: ReadonlyMap<number, number>,
): Promise<ReportModel> {
  if (policy.length === 0) return model;
  const { report } = model;
  const isCompared = policy.some(({ condition }) => condition.metric.kind === "change");
  const previous = isCompared ? await previousReport(folder, report) : undefined;
  return {
    ...model,
    report: { ...report, policy: policyReport(policy, policyNumbers(report, stuckOlderThan, previous)) },
  };
}

async function readFindings(
  input: ReportInput,
  folder: string,
): Promise<{ readonly findings: ReportFindings; readonly stuckOlderThan: ReadonlyMap<number, number> }> {
  const temporaryFolder = await mkdtemp(join(input.temporaryFolder ?? folder, "attached-files-"));
  const { memoryLimitMb } = input;
  try {
    return await withReportDatabase({ temporaryFolder, memoryLimitMb }, async (connection) => {
      const findings = await writeTables(connection, input, folder);
      return { findings, stuckOlderThan: await countStuckAges(connection, input.policy ?? []) };
    });
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}
