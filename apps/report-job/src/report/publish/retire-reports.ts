import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { KeepConfig } from "../../config/publish-section.ts";
import { outdatedReports } from "../../publish/outdated-reports.ts";
import { finishedAt, latestName } from "./latest.ts";
import { strangeInTarget } from "./own-report.ts";
import { slotFolderName } from "./slot-folder-name.ts";
import { stagingPath } from "./staging.ts";
import { standingReport } from "./standing-report.ts";

/** What became of the reports that nothing keeps. */
export interface RetiredReports {
  /** Names of the folders that were removed. */
  readonly removed: readonly string[];
  /** Folders that were left because they hold what is not ours, each with what. */
  readonly left: readonly string[];
}

/**
 * Removes the reports of a folder that nothing keeps, whole: a reader never finds a part of one. What this program did not
 * write, or cannot read, stays; so do the newest report, the one that `latest` points to, and those of `protectedSlots`.
 */
export async function retireReports(
  folder: string,
  keep: KeepConfig,
  protectedSlots: readonly string[],
  now: Date,
): Promise<RetiredReports> {
  const reports: { readonly name: string; readonly slot: string; readonly finishedAtMs: number }[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const report = entry.isDirectory() ? await standingReport(join(folder, entry.name)) : undefined;
    if (report === undefined || !isNamedAfter(entry.name, report.slot)) continue;
    reports.push({ name: entry.name, slot: report.slot, finishedAtMs: finishedAt(report) });
  }
  const kept = new Set([...protectedSlots.map(slotFolderName), (await latestName(folder)) ?? ""]);
  const removed: string[] = [];
  const left: string[] = [];
  for (const { name, slot: itsSlot } of outdatedReports(reports, keep, now, kept)) {
    const strange = await strangeInTarget(join(folder, name), itsSlot);
    if (strange !== undefined) {
      left.push(`${name} ${strange}`);
      continue;
    }
    // Under a name of ours that nobody reads, so that what a process leaves that dies meanwhile is removed by the next one.
    const leaving = stagingPath(folder);
    await rename(join(folder, name), leaving);
    await rm(leaving, { recursive: true, force: true });
    removed.push(name);
  }
  return { removed, left };
}

function isNamedAfter(name: string, slot: string): boolean {
  try {
    return slotFolderName(slot) === name;
  } catch {
    return false;
  }
}
