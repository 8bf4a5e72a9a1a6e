import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { type HTMLElement, parse as parseHtml } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeReport } from "../make-report.ts";
import { buildState, SLOT } from "../testing/build-state.ts";
import { aPartialRun } from "../testing/example-states.ts";

// Nothing of the report's own code judges here: the page is read as HTML, and files.csv is counted row by row.
type Row = Readonly<Record<string, string>>;

let folder: string;
let page: HTMLElement;
let rows: readonly Row[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-recount-"));
  const stateFile = join(folder, "main.duckdb");
  await buildState(stateFile, aPartialRun());
  const scopes = [{ name: "main", region: "eu-central-1", stateFile }];
  await makeReport({ slot: SLOT, scopes, folder, generatedAt: new Date(SLOT), stuckAfterSeconds: 3600 }, folder);
  page = parseHtml(await readFile(join(folder, "report.html"), "utf8"), {
    blockTextElements: { script: false, style: false },
  });
  rows = parse(await readFile(join(folder, "files.csv"), "utf8"), { columns: true }) as Row[];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const text = (element: HTMLElement | null) => (element?.text ?? "").replaceAll(/\s+/g, " ").trim();
const plain = (element: HTMLElement | null) => Number(text(element).replaceAll(",", ""));
const exact = (element: HTMLElement | null) => Number(element?.querySelector("data")?.getAttribute("value"));
const described = () => rows.filter((row) => row.file_name !== "" || row.file_status !== "");
const bytesOf = (some: readonly Row[]) => some.reduce((sum, row) => sum + Number(row.file_size_bytes), 0);
const isStuck = (row: Row) =>
  row.file_status === "PROCESSING" &&
  Date.parse(row.checked_at ?? "") - Date.parse(row.creation_time_utc ?? "") > 3_600_000;

const PROBLEMS: Readonly<Record<string, (row: Row) => boolean>> = {
  rejected: (row) => row.file_status === "REJECTED",
  "file-failed": (row) => row.file_status === "FAILED",
  stuck: isStuck,
  refused: (row) => row.outcome === "refused",
  unanswered: (row) => row.outcome === "unanswered",
  "unknown-status": (row) => row.file_status === "UPLOAD_EXPIRED",
};
const needingAPerson = () => rows.filter((row) => Object.values(PROBLEMS).some((has) => has(row)));

function figure(name: string): HTMLElement | null {
  const found = page.querySelectorAll(".figure").find((each) => text(each.querySelector("dt")) === name);
  return found?.querySelector(".amount") ?? null;
}

/** A breakdown's rows by their first word or words: files and bytes. */
function breakdown(id: string): Record<string, readonly [files: number, bytes: number]> {
  const found = page.querySelectorAll(".chart").find((each) => each.querySelector(`#${id}`) !== null);
  const entries = (found?.querySelectorAll("tbody tr") ?? []).map((row) => {
    const [files, , size] = row.querySelectorAll("td");
    return [text(row.querySelector("th")), [plain(files ?? null), exact(size ?? null)] as const] as const;
  });
  return Object.fromEntries(entries);
}

function counted(groupOf: (row: Row) => readonly string[]): Record<string, readonly [number, number]> {
  const groups = Map.groupBy(
    described().flatMap((row) => groupOf(row).map((group) => ({ group, row }))),
    ({ group }) => group,
  );
  return Object.fromEntries(
    [...groups].map(([group, some]) => [group, [some.length, bytesOf(some.map(({ row }) => row))] as const]),
  );
}

describe("every number on the page, counted again from files.csv", () => {
  it("the headline and the figures", () => {
    expect(plain(figure("Files"))).toBe(rows.length);
    expect(plain(figure("Need a person"))).toBe(needingAPerson().length);
    expect(plain(figure("Not described"))).toBe(rows.length - described().length);
    const kept = described().filter((row) => row.file_status !== "REJECTED");
    expect(exact(figure("Total size"))).toBe(bytesOf(kept));
    const notKnown = rows.filter(({ outcome }) => outcome === "failed" || outcome === "deferred").length;
    expect(text(page.querySelector("h1"))).toContain(
      `${described().length} of ${rows.length} files described, ${rows.length - described().length} not described, and ${notKnown} are not known.`,
    );
  });

  it("the problems", () => {
    for (const [problem, has] of Object.entries(PROBLEMS)) {
      expect(plain(page.querySelector(`#${problem} .count`)), problem).toBe(rows.filter(has).length);
    }
  });

  it("the scopes and outcomes", () => {
    const cells = page.querySelectorAll("#by-scope ~ .scroll tbody td");
    const numbers = Object.fromEntries(cells.map((cell) => [cell.getAttribute("data-heading"), plain(cell)]));
    expect(numbers.Files).toBe(rows.length);
    for (const outcome of ["retrieved", "refused", "unanswered", "failed", "carried", "deferred"]) {
      const heading = `${outcome[0]?.toUpperCase()}${outcome.slice(1)}`;
      expect(numbers[heading], outcome).toBe(rows.filter((row) => row.outcome === outcome).length);
    }
  });

  it("the breakdowns", () => {
    const known = ["APPROVED", "REJECTED", "PROCESSING", "FAILED"];
    expect(breakdown("by-status")).toEqual(
      counted(({ file_status: status = "" }) => [known.includes(status) ? status : `${status} not documented`]),
    );
    expect(breakdown("by-use-case")).toEqual(counted((row) => [row.file_use_case_type ?? ""]));
    const tagKeys = (tags = "") => {
      const keys = Object.keys(tags === "" ? {} : (JSON.parse(tags) as object));
      return keys.length === 0 ? ["no tag"] : keys;
    };
    expect(breakdown("by-tag")).toEqual(counted((row) => tagKeys(row.tags)));
    const uploaders = counted((row) => [(row.created_by ?? "").split(/instance\/[^/]*\//)[1] ?? ""]);
    expect(breakdown("by-uploader")).toEqual(uploaders);
  });

  it("the list of files: every one that needs a person, with its size", () => {
    const listed = page.querySelectorAll("#files-table tbody tr").map((row) => ({
      id: text(row.querySelector("th .id")),
      bytes: row.querySelector("[data-heading=Size]")?.getAttribute("data-key"),
    }));
    const expected = needingAPerson().map((row) => ({ id: row.file_id, bytes: row.file_size_bytes }));
    const byId = (a: { id?: string | undefined }, b: { id?: string | undefined }) =>
      (a.id ?? "").localeCompare(b.id ?? "");
    expect(listed.toSorted(byId)).toEqual(expected.toSorted(byId));
  });
});
