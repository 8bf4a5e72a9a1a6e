import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conserves, type FileSource, type ReferencePage, SourceError } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FinishedRun } from "../state/finished-run.ts";
import { markPublished } from "../state/mark-published.ts";
import { openState, type State } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { answeredFile, pagesOf, scriptedFileSource, scriptedReferenceSource } from "../testing/scripted-sources.ts";
import { runScope } from "./run-scope.ts";

let folder: string;
let minute: number;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-going-on-"));
  minute = 0;
  said = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const clock = { now: () => new Date(Date.UTC(2026, 10, 24, 6, minute)), sleep: async () => {} };
const FILES = pagesOf(20, 3);
const UNREACHABLE = new SourceError("SourceUnreachable", "connect ECONNREFUSED");
const BROKEN = new SourceError("InternalServiceException", "broken");

interface Attempt {
  readonly slot?: string;
  readonly pages?: readonly ReferencePage[];
  /** The search ends with it behind its pages. */
  readonly searchTrouble?: SourceError;
  readonly files?: FileSource;
  readonly digest?: string;
  readonly signal?: AbortSignal;
}

function answering(answersFrom = 1, aborting?: { call: number; ending: AbortController }) {
  return scriptedFileSource((request, call) => {
    if (call < answersFrom) throw BROKEN;
    if (call === aborting?.call) aborting.ending.abort();
    return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
  });
}

/** Each attempt begins a minute after the one before, and publishes. */
async function attempt({ slot = "s", pages = FILES, searchTrouble, digest = "same", ...given }: Attempt = {}) {
  minute += 1;
  const source = scriptedReferenceSource(pages);
  const discover = async function* (options = {}) {
    yield* source.discover(options);
    if (searchTrouble !== undefined) throw searchTrouble;
  };
  const run = await runScope(
    aScopeRun({
      slot,
      stateFolder: folder,
      references: aSearch({ ...source, discover }, { digest, sourceDigest: digest }),
      files: given.files ?? answering(),
      clock,
      progress: { begin: () => {}, advance: () => {}, end: () => {}, say: (line) => said.push(line) },
      signal: given.signal ?? new AbortController().signal,
    }),
  );
  expect(conserves(run.references, run.counts)).toBe(true);
  await markPublished(folder, "main", slot, clock.now());
  return run;
}

async function inState<T>(work: (state: State) => Promise<T>): Promise<T> {
  const state = await openState(folder, "main");
  try {
    return await work(state);
  } finally {
    await state.close();
  }
}

function rows(sql: string): Promise<Record<string, unknown>[]> {
  return inState(async ({ connection }) => (await connection.runAndReadAll(sql)).getRowObjectsJS());
}

const NOTHING: FinishedRun["counts"] = {
  retrieved: 0,
  refused: 0,
  unanswered: 0,
  failed: 0,
  carried: 0,
  deferred: 0,
};

describe("a slot that is started again", () => {
  it("asks again for what failed, and for nothing else, and becomes complete", async () => {
    expect(await attempt({ files: answering(6) })).toMatchObject({
      status: "partial",
      counts: { failed: 15, retrieved: 45 },
    });
    const files = answering();
    const again = await attempt({ files });
    expect(again).toMatchObject({
      status: "complete",
      references: 60,
      calls: 25,
      counts: { ...NOTHING, retrieved: 60 },
    });
    expect(files.requests).toHaveLength(5);
    expect(said).toContain("main: 15 files not answered: InternalServiceException: broken");
    expect(said).toContain("main: slot s was partial; what failed or was deferred is asked for again");
    // A complete one answers from what it has.
    const more = answering();
    expect(await attempt({ files: more })).toEqual({ ...again, isPublished: true });
    expect(more.requests).toEqual([]);
  });

  it("searches again where the search had not finished, keeps what was answered, and counts nothing as repeated", async () => {
    expect(await attempt({ pages: FILES.slice(0, 1), searchTrouble: UNREACHABLE })).toMatchObject({
      status: "partial",
      references: 25,
      troubleCode: "SourceUnreachable",
    });
    const files = answering();
    const again = await attempt({ files });
    expect(again).toMatchObject({ status: "complete", references: 60, counts: { ...NOTHING, retrieved: 60 } });
    expect(again.troubleCode).toBeUndefined();
    expect(files.requests.flatMap(({ fileIds }) => fileIds)).toHaveLength(35);
    expect(await rows("SELECT repeated, attempts, discovery_finished FROM runs")).toEqual([
      { repeated: 0n, attempts: 2, discovery_finished: true },
    ]);
    expect(await rows("SELECT * FROM reopened_runs")).toEqual([]);
  });

  it("notes what a search held once, however often it is made", async () => {
    const irregular = [
      { ...FILES[0], irregularities: [{ kind: "null-entry", path: "x[0]", detail: "null" }] },
    ] as ReferencePage[];
    await attempt({ pages: irregular, searchTrouble: UNREACHABLE });
    await attempt({ pages: irregular });
    expect(await rows("SELECT kind FROM irregularities")).toEqual([{ kind: "null-entry" }]);
  });

  it("never ends with less than it had", async () => {
    await attempt({ slot: "before" });
    await attempt({ searchTrouble: UNREACHABLE, files: answering(11) });
    const before = await rows("SELECT * FROM outcomes WHERE outcome = 'retrieved'");
    expect(before).toHaveLength(30);
    const again = await attempt({ pages: [], searchTrouble: UNREACHABLE, files: answering(1000) });
    expect(again).toMatchObject({ references: 60, counts: { retrieved: 30, deferred: 30 } });
    expect(await rows("SELECT * FROM outcomes WHERE outcome = 'retrieved'")).toEqual(before);
  });

  it("goes on where it is interrupted while it goes on, and stands as it had ended meanwhile", async () => {
    await attempt({ files: answering(11) });
    const ended = await rows("SELECT * FROM runs");
    const ending = new AbortController();
    await expect(attempt({ files: answering(1, { call: 4, ending }), signal: ending.signal })).rejects.toMatchObject({
      code: "interrupted",
    });
    expect(await rows("SELECT * FROM reopened_runs")).toEqual(ended);
    const files = answering();
    expect(await attempt({ files })).toMatchObject({ status: "complete", counts: { retrieved: 60 } });
    expect(files.requests.length).toBeLessThanOrEqual(10 - 3);
  });

  it("is left as it had ended where it was interrupted and another slot is run", async () => {
    await attempt({ files: answering(11) });
    const ended = await rows("SELECT * FROM runs");
    const ending = new AbortController();
    await attempt({ files: answering(1, { call: 4, ending }), signal: ending.signal }).catch(() => {});
    await attempt({ slot: "another", pages: [], searchTrouble: UNREACHABLE });
    expect(await rows("SELECT * FROM runs WHERE slot = 's'")).toEqual(ended);
    expect(await rows("SELECT count(*) AS known FROM outcomes")).toEqual([{ known: 60n }]);
  });

  it.each([
    ["had another input", { digest: "another" }, "from another input (a test)"],
    ["is not the last", { slot: "first" }, "partial, and a later slot's answers have taken the place of its own"],
  ])("is left as it is where it %s, and makes no call", async (_, change, why) => {
    await attempt({ slot: "first", files: answering(6) });
    await attempt({ files: answering(6) });
    const files = answering();
    expect(await attempt({ files, ...change })).toMatchObject({ status: "partial", counts: { failed: 15 } });
    expect(files.requests).toEqual([]);
    expect(said.at(-1)).toContain(`was finished before, ${why}; no call made`);
  });
});

describe("files that are known from the last run", () => {
  it("stay known, as deferred and with their metadata, where the search does not finish", async () => {
    await attempt({ slot: "before" });
    const known = await rows("SELECT * REPLACE ('deferred' AS outcome) FROM outcomes");
    for (const slot of ["failing", "failing again"]) {
      const run = await attempt({ slot, pages: [], searchTrouble: UNREACHABLE });
      expect(run).toMatchObject({ status: "partial", references: 60, counts: { ...NOTHING, deferred: 60 } });
      expect(await rows("SELECT * FROM outcomes")).toEqual(known);
    }
    expect(await attempt({ slot: "failing again" })).toMatchObject({ status: "complete", counts: { retrieved: 60 } });
  });

  it("are kept beside those that the search came to, in the order of all", async () => {
    await attempt({ slot: "before" });
    const run = await attempt({ pages: FILES.slice(1, 2), searchTrouble: UNREACHABLE });
    expect(run).toMatchObject({ references: 60, counts: { ...NOTHING, retrieved: 25, deferred: 35 } });
    const keys = (await rows("SELECT associated_resource_arn, file_id FROM outcomes")).map((row) =>
      Object.values(row).join(),
    );
    expect(keys).toEqual(keys.toSorted());
  });

  it("keep their metadata where a call about them fails, and say with what", async () => {
    await attempt({ slot: "before" });
    await attempt({ files: answering(1000) });
    const [row] = await rows("SELECT DISTINCT outcome, file_status, error_code FROM outcomes");
    expect(row).toEqual({ outcome: "failed", file_status: "APPROVED", error_code: "InternalServiceException" });
  });

  it("are gone where the search finishes without them", async () => {
    await attempt({ slot: "before" });
    expect(await attempt({ pages: FILES.slice(0, 1) })).toMatchObject({ status: "complete", references: 25 });
    await attempt({ slot: "failing", pages: [], searchTrouble: UNREACHABLE });
    expect(await rows("SELECT count(*) AS known FROM outcomes")).toEqual([{ known: 25n }]);
    expect(await attempt({ slot: "failing", pages: [] })).toMatchObject({ status: "complete", references: 0 });
  });

  it("are no answer for another input", async () => {
    await attempt({ slot: "before" });
    const run = await attempt({ digest: "another", pages: [], searchTrouble: UNREACHABLE });
    expect(run).toMatchObject({ status: "partial", references: 0 });
  });
});
