import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OutcomeCounts } from "@attached-files/core";
import { type ReportFindings, type ReportModel, reportModel } from "./model/report-model.ts";
import { unavailableIfOutside } from "./outside-trouble.ts";
import { renderPage } from "./page/render-page.tsx";
import { pointLatest } from "./publish/latest.ts";
import { replaceFolder } from "./publish/replace-folder.ts";
import { slotFolderName } from "./publish/slot-folder-name.ts";
import { openStaging } from "./publish/staging.ts";
import type { ReportScope } from "./query/attach-scopes.ts";
import { withReportDatabase } from "./query/report-database.ts";
import { REPORT_FILES } from "./report-files.ts";
import type { Bytes, ReportStatus } from "./report-schema.ts";
import { writeTables } from "./write-tables.ts";

export type { ReportScope } from "./query/attach-scopes.ts";
export type { ReportStatus } from "./report-schema.ts";

export interface ReportInput {
  /** The moment that the report is for; scopes whose state is of another slot are reported as partial. */
  readonly slot: string;
  readonly scopes: readonly ReportScope[];
  /** Where the reports stand, each in a folder of its slot's name. */
  readonly folder: string;
  readonly generatedAt: Date;
  /** A file in PROCESSING for longer needs a person. */
  readonly stuckAfterSeconds: number;
  /** Where sorts spill to. @default beside the report */
  readonly temporaryFolder?: string;
  /** @default 512 */
  readonly memoryLimitMb?: number;
}

export interface WrittenReport {
  readonly folder: string;
  /** The files, by what they are for. */
  readonly paths: Readonly<Record<keyof typeof REPORT_FILES, string>>;
  /** The link to the newest report, or the text file that names it. */
  readonly latest: string;
  readonly status: ReportStatus;
  readonly references: number;
  readonly outcomes: OutcomeCounts;
  readonly sizeBytes: Bytes;
  readonly needsAPerson: number;
  readonly notKnown: number;
  readonly irregularities: number;
  /** Why it is not complete, for people; may hold strangers' text. */
  readonly whyNotComplete: readonly { readonly scope: string; readonly text: string }[];
}

/**
 * Writes the report of a slot from the scopes' states, and puts it in the place of an earlier one of the same slot.
 *
 * @throws {ConservationError} a state contradicts itself; nothing is published.
 * @throws {JobError} the folder cannot be written.
 */
export async function writeReport(input: ReportInput): Promise<WrittenReport> {
  const name = slotFolderName(input.slot);
  return unavailableIfOutside(input.folder, async () => {
    const staging = await openStaging(input.folder);
    try {
      const model = await makeReport(input, staging.folder);
      await staging.flush();
      const target = join(input.folder, name);
      await replaceFolder(staging.folder, target);
      return writtenReport(model, target, await pointLatest(input.folder, name));
    } finally {
      await staging.discard();
    }
  });
}

async function makeReport(input: ReportInput, folder: string): Promise<ReportModel> {
  const model = reportModel(await readFindings(input, folder));
  await writeFile(join(folder, REPORT_FILES.manifest), `${JSON.stringify(model.report, undefined, 2)}\n`);
  await writeFile(join(folder, REPORT_FILES.page), renderPage(model));
  return model;
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

function writtenReport({ report }: ReportModel, folder: string, latest: string): WrittenReport {
  const { status, totals, irregularities, whyNotComplete } = report;
  return {
    folder,
    paths: Object.fromEntries(
      Object.entries(REPORT_FILES).map(([key, file]) => [key, join(folder, file)]),
    ) as WrittenReport["paths"],
    latest,
    status,
    references: totals.references,
    outcomes: totals.outcomes,
    sizeBytes: totals.sizeBytes,
    needsAPerson: totals.needsAPerson,
    notKnown: totals.notKnown,
    irregularities: irregularities.reduce((sum, { count }) => sum + count, 0),
    whyNotComplete: whyNotComplete.map(({ scope, text }) => ({ scope, text })),
  };
}
