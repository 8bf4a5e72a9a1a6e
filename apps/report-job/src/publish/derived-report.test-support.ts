import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeManifest } from "../report/manifest/write-manifest.ts";
import { slotFolderName } from "../report/publish/slot-folder-name.ts";
import type { Report } from "../report/report-schema.ts";
import type { PublishedReport } from "../report/write-report.ts";

/** The report of another slot beside one that was made: its copy, for tests that look at no more than when it was. */
export async function derivedReport(
  { folder, report }: PublishedReport,
  slot: string,
  finishedAt: string,
): Promise<{ readonly folder: string; readonly report: Report }> {
  const scopes = report.scopes.map((scope) =>
    scope.run === null ? scope : { ...scope, run: { ...scope.run, slot, finishedAt } },
  );
  const derived = { ...report, slot, scopes };
  const target = join(folder, "..", slotFolderName(slot));
  if (target !== join(folder)) await cp(folder, target, { recursive: true });
  const file = join(target, "report.json");
  const text = await readFile(file, "utf8");
  await writeFile(file, `${JSON.stringify({ ...JSON.parse(text), slot, scopes })}\n`);
  await rm(join(target, "manifest.json"), { force: true });
  await writeManifest(target, derived);
  return { folder: target, report: derived };
}
