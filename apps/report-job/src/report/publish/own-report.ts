import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { JobError } from "../../exit-code.ts";
import { REPORT_FILES } from "../report-files.ts";
import { slotFolderName } from "./slot-folder-name.ts";

/** The names under which a folder of reports tells which one is the newest. */
export const LATEST = { link: "latest", text: "latest.txt" } as const;

const WRITTEN: ReadonlySet<string> = new Set(Object.values(REPORT_FILES));

/**
 * Makes sure that publishing a slot replaces nothing but what this program wrote itself: a report of the slot with none
 * but its own files, and a `latest` that points to a report.
 *
 * @param flag what names another folder, in the command that asks. @default --report-folder
 * @throws {JobError} usage: something else stands there. It is left alone.
 */
export async function refuseStrangers(folder: string, slot: string, flag = "--report-folder"): Promise<void> {
  const target = join(folder, slotFolderName(slot));
  const found = await strangeInTarget(target, slot);
  if (found !== undefined) {
    throw new JobError("usage", `${target} ${found}. It was left as it is: move it away, or name another --slot.`);
  }
  if (await isStrangeLatest(folder)) {
    const place = join(folder, LATEST.link);
    throw new JobError(
      "usage",
      `${place} was not made by this program. It was left as it is: move it away, or name another ${flag}.`,
    );
  }
}

const LOOKS = 10;

/** What is wrong with what stands where a report is to be; nothing where it is a report, or nothing is there. */
export async function strangeInTarget(target: string, slot: string): Promise<string | undefined> {
  for (let look = 1; ; look += 1) {
    const entry = await lstat(target).catch(() => undefined);
    if (entry === undefined) return undefined;
    const found = await strangeIn(target, entry.isDirectory(), slot);
    if (found === undefined) return undefined;
    // Another process may put its report of the slot here meanwhile: what was seen is half of one folder, half of another.
    const after = await lstat(target).catch(() => undefined);
    if ((after?.ino === entry.ino && after.dev === entry.dev) || look === LOOKS) return found;
  }
}

async function strangeIn(target: string, isDirectory: boolean, slot: string): Promise<string | undefined> {
  if (!isDirectory) return "stands where the report is to be, and is no report";
  const entries = await readdir(target, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const own = await readOwnNames(target);
  if (own?.slot !== slot) return "stands where the report is to be, and was not written by this program";
  const strange = entries
    .filter((each) => each.isDirectory() || !(WRITTEN.has(each.name) || own.files.includes(each.name)))
    .map(({ name }) => name);
  if (strange.length === 0) return undefined;
  const more = strange.length > 3 ? ` and ${strange.length - 3} more` : "";
  return `holds what this program did not write: ${strange.slice(0, 3).join(", ")}${more}`;
}

/**
 * The slot and the files that a report names, whichever version wrote it: one of an earlier version has no manifest, and
 * one of a later version may have files that this one does not know.
 */
async function readOwnNames(target: string): Promise<{ slot: unknown; files: readonly unknown[] } | undefined> {
  const report = await readJson(join(target, REPORT_FILES.report));
  if (typeof report?.schemaVersion !== "number") return undefined;
  const manifest = await readJson(join(target, REPORT_FILES.manifest));
  return { slot: report.slot, files: [...namedFiles(report.tables), ...namedFiles(manifest?.files)] };
}

async function readJson(path: string): Promise<Record<string, unknown> | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) ?? undefined;
  } catch {
    return undefined;
  }
}

function namedFiles(entries: unknown): readonly unknown[] {
  return Array.isArray(entries) ? entries.map((entry) => entry?.file) : [];
}

/** Ours is a link, or a line of text, that names a folder beside it. */
async function isStrangeLatest(folder: string): Promise<boolean> {
  const link = join(folder, LATEST.link);
  if ((await lstat(link).catch(() => undefined)) !== undefined) {
    const to = await readlink(link).catch(() => undefined);
    if (to === undefined || !isName(to)) return true;
  }
  const text = join(folder, LATEST.text);
  if ((await lstat(text).catch(() => undefined)) === undefined) return false;
  const line = await readFile(text, "utf8").catch(() => undefined);
  return line === undefined || !isName(line.trimEnd());
}

function isName(text: string): boolean {
  return /^[A-Za-z0-9~][A-Za-z0-9~.+_-]{0,64}$/.test(text);
}
