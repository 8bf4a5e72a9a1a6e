import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { REPORT_FILES } from "../report-files.ts";
import type { Report } from "../report-schema.ts";
import { finishedAt } from "./latest.ts";
import { standingReport } from "./standing-report.ts";

/** More are never opened: who publishes every minute and grows has it between the newest ones. */
const MOST_READ = 100;

/**
 * The complete report of the same scopes whose runs finished last before those of this one; nothing where none stands. One
 * that is not complete tells no number to grow from.
 */
export async function previousCompleteReport(folder: string, report: Report): Promise<Report | undefined> {
  const own = finishedAt(report);
  let previous: Report | undefined;
  for (const name of await newestFirst(folder)) {
    const standing = await standingReport(join(folder, name));
    if (standing === undefined || standing.slot === report.slot || finishedAt(standing) >= own) continue;
    if (standing.status !== "complete" || scopeNames(standing) !== scopeNames(report)) continue;
    if (previous === undefined || finishedAt(standing) > finishedAt(previous)) previous = standing;
  }
  return previous;
}

/** The reports of a folder by their names, those that were written last first. */
export async function newestFirst(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map(({ name }) => name);
  const dated = await Promise.all(
    names.map(async (name) => {
      const report = await stat(join(folder, name, REPORT_FILES.report)).catch(() => undefined);
      return { name, writtenMs: report?.mtimeMs };
    }),
  );
  return dated
    .filter(({ writtenMs }) => writtenMs !== undefined)
    .toSorted((one, other) => (other.writtenMs ?? 0) - (one.writtenMs ?? 0))
    .slice(0, MOST_READ)
    .map(({ name }) => name);
}

function scopeNames({ scopes }: Report): string {
  return JSON.stringify(scopes.map(({ name }) => name).toSorted());
}
