import { randomUUID } from "node:crypto";
import { readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "../report-schema.ts";
import { knowsNothing } from "./choose-publication.ts";
import { LATEST } from "./own-report.ts";
import { standingReport } from "./standing-report.ts";

/**
 * Points `latest` to a report, unless it points to one whose run finished later: it only ever moves forward. One that knows nothing, as
 * where a state was lost while nobody answered, takes the place of none that does.
 */
export async function advanceLatest(folder: string, name: string, report: Report): Promise<void> {
  const current = await latestName(folder);
  const standing = current === undefined || current === name ? undefined : await standingReport(join(folder, current));
  if (standing !== undefined && finishedAt(standing) > finishedAt(report)) return;
  if (standing !== undefined && knowsNothing(report) && !knowsNothing(standing)) return;
  await pointLatest(folder, name);
}

/** When the last run of a report's own slot finished; 0 where there is none. */
export function finishedAt({ slot, scopes }: Report): number {
  return Math.max(0, ...scopes.map(({ run }) => (run?.slot === slot ? Date.parse(run.finishedAt) : 0)));
}

/** What `latest` points to; nothing where there is none. */
export async function latestName(folder: string): Promise<string | undefined> {
  return await readlink(join(folder, LATEST.link)).catch(async () => {
    const text = await readFile(join(folder, LATEST.text), "utf8").catch(() => undefined);
    return text?.trim();
  });
}

/**
 * Points `latest` to a report: a relative symbolic link, replaced in one step. Where the system has none, `latest.txt`
 * holds the folder's name instead.
 *
 * @returns the link's path, or that of the text file.
 */
export async function pointLatest(folder: string, name: string): Promise<string> {
  const waiting = join(folder, `.latest-${randomUUID()}`);
  const link = join(folder, LATEST.link);
  const text = join(folder, LATEST.text);
  try {
    await symlink(name, waiting);
    await rename(waiting, link);
    await rm(text, { force: true });
    return link;
  } catch {
    await rm(waiting, { force: true });
  }
  await writeFile(waiting, `${name}\n`);
  await rename(waiting, text);
  return text;
}
