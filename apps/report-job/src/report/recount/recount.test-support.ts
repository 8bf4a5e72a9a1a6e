import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Claim } from "./claim.test-support.ts";
import { type FileLine, readLines, unknownMembers } from "./files-table.test-support.ts";
import { GIVEN } from "./given.test-support.ts";
import { arnEnd } from "./human-text.test-support.ts";
import { PageNumbers } from "./page-numbers.test-support.ts";
import type { RichReports } from "./rich-reports.test-support.ts";

/** What the numbers of the last report's page are counted again from. */
export interface Recount extends RichReports {
  readonly page: PageNumbers;
  /** Lines of all reports' `files.ndjson`, by day. */
  readonly days: readonly (readonly FileLine[])[];
  /** Lines of the last one. */
  readonly lines: readonly FileLine[];
  /** Rows of `problems.csv`. */
  readonly problemRows: readonly Readonly<Record<string, string>>[];
  /** The folder of the last report. */
  readonly last: string;
}

/** Numbers of a section of the page, each with what was counted again. */
export type Claims = (recount: Recount) => readonly Claim[];

/** Reads what a report's page is held against. */
export async function readRecount(reports: RichReports): Promise<Recount> {
  const days = await Promise.all(reports.reports.map(readLines));
  const lines = days.at(-1) ?? [];
  const last = reports.reports.at(-1) ?? "";
  const html = await readFile(join(last, "report.html"), "utf8");
  const problems = await readFile(join(last, "problems.csv"), "utf8");
  const problemRows = parse(problems, { columns: true }) as Record<string, string>[];
  return {
    ...reports,
    days,
    lines,
    last,
    page: new PageNumbers(html, strangersTexts(days.flat(), problemRows)),
    problemRows,
  };
}

/** All texts that stand in files' lines, the ends of ARNs among them, and what was found in irregular answers. */
function strangersTexts(lines: readonly FileLine[], problems: Recount["problemRows"]): ReadonlySet<string> {
  const texts = new Set(problems.map(({ irregularity_detail: detail = "" }) => detail));
  const take = (value: unknown): void => {
    if (typeof value === "string") texts.add(value).add(arnEnd(value));
    else if (value !== null && typeof value === "object") Object.entries(value).flat().forEach(take);
  };
  for (const { line, uploader } of lines) take([line, uploader]);
  return texts;
}

type Has = (line: FileLine) => boolean;

/** Whether a file waits for its verdict for too long, seen from when it was asked about. */
export function isStuckFor(seconds: number): Has {
  return ({ status, createdMs, checkedMs }) =>
    status === "PROCESSING" &&
    (createdMs === undefined || checkedMs === undefined || checkedMs - createdMs > seconds * 1000);
}

/** What needs a person, in the order in which the page tells it. */
export const PERSON: Readonly<Record<string, Has>> = {
  rejected: ({ status }) => status === "REJECTED",
  "file-failed": ({ status }) => status === "FAILED",
  stuck: isStuckFor(GIVEN.stuckAfterSeconds),
  refused: ({ outcome }) => outcome === "refused",
  unanswered: ({ outcome }) => outcome === "unanswered",
  vanished: ({ presence }) => presence === "vanished",
  "too-large": ({ bytes = 0 }) => bytes > GIVEN.rules.maxFileSizeBytes,
  "extension-not-allowed": ({ name }) =>
    name !== undefined && !GIVEN.rules.allowedExtensions.some((each) => name.toLowerCase().endsWith(`.${each}`)),
  "missing-tags": ({ isDescribed, tags }) => isDescribed && !Object.hasOwn(tags ?? {}, "department"),
  "unknown-status": ({ status }) =>
    status !== undefined && !["APPROVED", "REJECTED", "PROCESSING", "FAILED"].includes(status),
  "unknown-members": (line) => unknownMembers(line).length > 0,
};

/** What this run learned nothing of. */
export const NOT_KNOWN: Readonly<Record<string, Has>> = {
  "call-failed": ({ outcome }) => outcome === "failed",
  deferred: ({ outcome }) => outcome === "deferred",
};

export function needsAPerson(line: FileLine): boolean {
  return Object.values(PERSON).some((has) => has(line));
}

/** The type of a file by its extension. */
export function typeOf({ name }: FileLine): string | undefined {
  return /\.([\w-]{1,10})$/.exec(name ?? "")?.[1]?.toLowerCase();
}
