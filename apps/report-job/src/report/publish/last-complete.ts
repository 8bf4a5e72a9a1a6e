import { join } from "node:path";
import type { Report } from "../report-schema.ts";
import { finishedAt } from "./latest.ts";
import { newestFirst } from "./previous-report.ts";
import { standingReport } from "./standing-report.ts";

/** More are never opened at the end of a run. */
const MOST_READ = 20;

/**
 * When the runs of the last complete report of these scopes ended: by the reports that stand, and by what the newest report tells of
 * runs before it, of which it knows when they began. Undefined where neither knows of one.
 */
export async function lastCompleteAt(
  folder: string,
  scopes: readonly string[],
  newest: Report | undefined,
): Promise<Date | undefined> {
  const isWhole = (report: Report): boolean =>
    report.status === "complete" && scopes.every((scope) => report.scopes.some(({ name }) => name === scope));
  if (newest !== undefined && isWhole(newest)) return new Date(finishedAt(newest));
  const times = (newest?.trends?.runs ?? [])
    .filter(({ status }) => status === "complete")
    .map(({ startedAt }) => Date.parse(startedAt));
  for (const name of (await newestFirst(folder)).slice(0, MOST_READ)) {
    const standing = await standingReport(join(folder, name));
    if (standing !== undefined && isWhole(standing)) times.push(finishedAt(standing));
  }
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}
