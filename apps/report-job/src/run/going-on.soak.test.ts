import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conserves, type FileSource, type ReferencePage, SourceError } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FinishedRun } from "../state/finished-run.ts";
import { markPublished } from "../state/mark-published.ts";
import { openState, type State } from "../state/open-state.ts";
import { aScopeRun, aSearch, CALM } from "../testing/scope-run.ts";
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
const REFUSED = new SourceError("InvalidRequestException", "malformed");

interface Attempt {
  readonly slot?: string;
  readonly pages?: readonly ReferencePage[];
  /** The search ends with it behind its pages. */
  readonly searchTrouble?: SourceError;
  readonly files?: FileSource;
  readonly digest?: string;
  readonly full?: boolean;
  readonly signal?: AbortSignal;
}

/** Refuses the first so many cases that it is asked about, each time; and may end a run at one of its calls. */
function answering(refusedCases = 0, aborting?: { call: number; ending: AbortController }) {
  const refused = new Set<string>();
  return scriptedFileSource((request, call) => {
    if (refused.size < refusedCases) refused.add(request.associatedResourceArn);
    if (refused.has(request.associatedResourceArn)) throw REFUSED;
    if (call === aborting?.call) aborting.ending.abort();
    return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
  });
}

async function attempt({
  slot = "s",
  pages = FILES,
  searchTrouble,
  digest = "same",
  full = false,
  ...given
}: Attempt = {}) {
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
      freshness: { ...CALM.freshness, full },
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
    expect(await attempt({ files: answering(5) })).toMatchObject({
      status: "partial",
      counts: { failed: 15, retrieved: 45 },
    });
    const files = answering();
    const again = await attempt({ files });
    expect(again).toMatchObject({
      status: "complete",
      references: 60,
      counts: { ...NOTHING, retrieved: 60 },
    });
    expect(files.requests).toHaveLength(5);
    expect(said).toContain("main: 15 files not answered: InvalidRequestException: malformed");
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
    // 35, and a neighbour of one of them that a call had room for.
    expect(files.requests.flatMap(({ fileIds }) => fileIds)).toHaveLength(36);
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
    await attempt({ searchTrouble: UNREACHABLE, files: answering(10), full: true });
    const before = await rows("SELECT * FROM outcomes WHERE outcome = 'retrieved'");
    expect(before).toHaveLength(30);
    const again = await attempt({ pages: [], searchTrouble: UNREACHABLE, files: answering(1000) });
    expect(again).toMatchObject({ references: 60, counts: { retrieved: 30, failed: 30 } });
    expect(await rows("SELECT * FROM outcomes WHERE outcome = 'retrieved'")).toEqual(before);
  });

  it("goes on where it is interrupted while it goes on, and stands as it had ended meanwhile", async () => {
    await attempt({ files: answering(10) });
    const ended = await rows("SELECT * FROM runs");
    const ending = new AbortController();
    await expect(attempt({ files: answering(0, { call: 4, ending }), signal: ending.signal })).rejects.toMatchObject({
      code: "interrupted",
    });
    expect(await rows("SELECT * FROM reopened_runs")).toEqual(ended);
    const files = answering();
    expect(await attempt({ files })).toMatchObject({ status: "complete", counts: { retrieved: 60 } });
    expect(files.requests.length).toBeLessThanOrEqual(10 - 3);
  });

  it("keeps what it had learned where it was interrupted and another slot is run", async () => {
    await attempt({ files: answering(10) });
    const ending = new AbortController();
    await attempt({ files: answering(0, { call: 4, ending }), signal: ending.signal }).catch(() => {});
    await attempt({ slot: "another", pages: [], searchTrouble: UNREACHABLE, files: answering(1000) });
    const [run] = await rows("SELECT status, retrieved::INTEGER AS retrieved, trouble_code FROM runs WHERE slot = 's'");
    expect(run).toMatchObject({ status: "partial", trouble_code: "Superseded" });
    expect(run?.retrieved).toBeGreaterThanOrEqual(30 + 3 * 3);
    expect(await rows("SELECT * FROM reopened_runs")).toEqual([]);
    const [standing] = await rows(
      "SELECT count(*)::INTEGER AS known, count(answer)::INTEGER AS answered FROM outcomes",
    );
    expect(standing).toEqual({ known: 60, answered: run?.retrieved });
  });

  it.each([
    [
      "had another input",
      { digest: "another" },
      "was finished before, from another input (a test)",
      "trouble-other-input",
    ],
    [
      "is not the last",
      { slot: "first" },
      "had ended partial, and a later slot's answers have taken the place of its own",
      "reason-other-slot",
    ],
  ])("is left as it is where it %s, and makes no call", async (_, change, why, section) => {
    await attempt({ slot: "first", files: answering(5) });
    await attempt({ files: answering(5) });
    const files = answering();
    const left = await attempt({ files, ...change });
    expect(left).toMatchObject({ status: "partial", counts: { failed: 15 }, leftSection: section });
    expect(files.requests).toEqual([]);
    expect(said.at(-1)).toContain(`${why}; no call made. `);
    expect(said.at(-1)).toMatch(new RegExp(`run a new one, .*attached-files run-book ${section}$`));
  });
});

describe("files that are known from the last run", () => {
  it("stay known, as they are, where the search does not finish", async () => {
    await attempt({ slot: "before" });
    const known = await rows("SELECT * REPLACE ('carried' AS outcome) FROM outcomes");
    for (const slot of ["failing", "failing again"]) {
      const run = await attempt({ slot, pages: [], searchTrouble: UNREACHABLE });
      expect(run).toMatchObject({ status: "partial", references: 60, counts: { ...NOTHING, carried: 60 } });
      expect(await rows("SELECT * EXCLUDE (number) FROM outcomes")).toEqual(known.map(({ number, ...row }) => row));
    }
    expect(await attempt({ slot: "failing again" })).toMatchObject({ status: "complete", counts: { carried: 60 } });
  });

  it("are kept beside those that the search came to, in the order of all", async () => {
    await attempt({ slot: "before" });
    const run = await attempt({ pages: pagesOf(25, 3).slice(2, 3), searchTrouble: UNREACHABLE });
    expect(run).toMatchObject({ references: 75, newFiles: 15, counts: { ...NOTHING, retrieved: 15, carried: 60 } });
    const keys = (await rows("SELECT associated_resource_arn, file_id FROM outcomes")).map((row) =>
      Object.values(row).join(),
    );
    expect(keys).toEqual(keys.toSorted());
  });

  it("keep their metadata where a call about them fails, and say with what", async () => {
    await attempt({ slot: "before" });
    await attempt({ files: answering(1000), full: true });
    const [row] = await rows("SELECT DISTINCT outcome, file_status, error_code FROM outcomes");
    expect(row).toEqual({ outcome: "failed", file_status: "APPROVED", error_code: "InvalidRequestException" });
  });

  it("vanish where a full search ends without them and nobody answers with them, in one report", async () => {
    await attempt({ slot: "before" });
    const gone = scriptedFileSource((request) => {
      throw new SourceError("ResourceNotFoundException", `no ${request.associatedResourceArn}`);
    });
    const vanishing = await attempt({ pages: FILES.slice(0, 1), files: gone });
    expect(vanishing).toMatchObject({ status: "complete", references: 60, vanishedFiles: 35 });
    // One file that is there stands in the case of others, whose call told of it, too.
    expect(vanishing.counts).toMatchObject({ carried: 24, refused: 36 });
    expect(await attempt({ slot: "next", pages: FILES.slice(0, 1) })).toMatchObject({
      references: 25,
      vanishedFiles: 0,
      counts: { carried: 24, retrieved: 1 },
    });
    const back = await attempt({ slot: "back" });
    expect(back).toMatchObject({
      references: 60,
      newFiles: 0,
      reappearedFiles: 35,
      counts: { retrieved: 36, carried: 24 },
    });
    expect(await rows("SELECT DISTINCT from_run, until_run, answer FROM past_versions WHERE vanished")).toEqual([
      { from_run: 1, until_run: 2, answer: "retrieved" },
    ]);
  });

  it("stay known where a full search ends without them, and they are answered with: a deletion hid them", async () => {
    await attempt({ slot: "before" });
    const run = await attempt({ pages: FILES.slice(0, 1) });
    expect(run).toMatchObject({ references: 60, vanishedFiles: 0, counts: { carried: 24, retrieved: 36 } });
    expect(await attempt({ slot: "next", pages: FILES.slice(0, 1) })).toMatchObject({ references: 60, due: 35 });
  });

  it("are no answer for another input", async () => {
    await attempt({ slot: "before" });
    const run = await attempt({ digest: "another", pages: FILES.slice(0, 1), searchTrouble: UNREACHABLE });
    expect(run).toMatchObject({
      status: "partial",
      references: 25,
      newFiles: 25,
      counts: { ...NOTHING, retrieved: 25 },
    });
  });
});
