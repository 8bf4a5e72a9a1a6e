import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FileReference, type ReferencePage, SourceError } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openState } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { answeredFile, pagesOf, scriptedFileSource, scriptedReferenceSource } from "../testing/scripted-sources.ts";
import { runScope } from "./run-scope.ts";
import type { ReferenceInput, ScopeRun } from "./scope-run.ts";

let stateFolder: string;
beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), "attached-files-searches-"));
});
afterEach(() => rm(stateFolder, { recursive: true, force: true }));

const ELSEWHERE = { digest: "other", sourceDigest: "other" };
const ATTACHED = "2026-11-20T06:00:00.000Z";
const own: readonly FileReference[] = pagesOf(3, 2)
  .flatMap(({ references }) => references)
  .map((reference) => ({ ...reference, associationTime: ATTACHED }));
const page = (references: readonly FileReference[]): ReferencePage => ({ references, irregularities: [] });

function search(references: readonly FileReference[], change: Partial<ReferenceInput> = {}): ReferenceInput {
  return aSearch(scriptedReferenceSource([page(references)]), change);
}

async function run(day: number, references: ReferenceInput, change: Partial<ScopeRun> = {}) {
  const now = new Date(`2026-11-${day}T06:00:00.000Z`);
  const clock = { now: () => now, sleep: async () => {} };
  return await runScope(aScopeRun({ stateFolder, slot: `2026-11-${day}`, references, clock, ...change }));
}

/** Runs until it was asked to end in the middle of its calls. */
async function killed(day: number, references: ReferenceInput): Promise<void> {
  const ending = new AbortController();
  const files = scriptedFileSource((request) => {
    ending.abort();
    return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
  });
  await expect(run(day, references, { files, signal: ending.signal })).rejects.toMatchObject({ code: "interrupted" });
}

async function rowsOf(sql: string): Promise<unknown[]> {
  const state = await openState(stateFolder, "main");
  try {
    return (await state.connection.runAndReadAll(sql)).getRowObjectsJS();
  } finally {
    await state.close();
  }
}
const searches = (): Promise<unknown[]> => rowsOf("SELECT * FROM discovery");
const searched = (day: number): Promise<unknown[]> =>
  rowsOf(`SELECT search_since, sweep FROM runs WHERE slot = '2026-11-${day}'`);
const SINCE = { search_since: "2026-11-20T05:00:00.000Z", sweep: null };

describe("what is remembered of searches", () => {
  test("is as it was where a run at another place was given up, so that the next one searches for new files alone", async () => {
    await run(24, search(own));
    const before = await searches();
    expect(before).toHaveLength(1);
    await expect(run(25, search([], ELSEWHERE))).rejects.toMatchObject({ section: "error-nothing-found" });
    expect(await searches()).toEqual(before);
    await run(26, search([]));
    expect(await searched(26)).toEqual([SINCE]);
  });

  test("lets the next full search tell that a file is gone, as if no run had been given up", async () => {
    const gone = own[5]?.fileId;
    const refresh = { searches: { sweepAfterSeconds: 86_400, overlapSeconds: 3600 } };
    for (const day of [22, 23, 24]) await run(day, search(own), refresh);
    await expect(run(25, search([], ELSEWHERE), refresh)).rejects.toThrow("another place");
    const files = scriptedFileSource((request) => ({
      Files: request.fileIds.filter((id) => id !== gone).map((id) => answeredFile(request, id)),
      Errors: request.fileIds
        .filter((id) => id === gone)
        .map((FileId) => ({ FileId, ErrorCode: "RESOURCE_NOT_FOUND" })),
    }));
    const next = await run(26, search(own.slice(0, 5)), { ...refresh, files });
    expect(next).toMatchObject({ status: "complete", vanishedFiles: 1 });
  });

  test("is as it was where another place's run was killed, and the right one begins", async () => {
    await run(24, search(own));
    const before = await searches();
    await killed(25, search(own, ELSEWHERE));
    expect(await searches()).not.toEqual(before);
    await run(26, search([]));
    expect(await searched(26)).toEqual([SINCE]);
    expect(await searches()).toHaveLength(1);
  });

  test("does not go on behind files that a run had found that was killed and given up", async () => {
    await run(24, search(own));
    const fresh = { ...(own[0] as FileReference), fileId: "f-new", associationTime: "2026-11-24T20:00:00.000Z" };
    await killed(25, search([fresh]));
    await expect(run(26, search([], ELSEWHERE))).rejects.toThrow("stands: 6 files");
    expect(await run(27, search([fresh]))).toMatchObject({ references: 7, newFiles: 1 });
    expect(await searched(27)).toEqual([SINCE]);
  });

  test("is nothing of another place's once a run of this one has ended, nor of a search once a list was read", async () => {
    await run(24, search(own));
    await run(25, search(own.slice(0, 1), ELSEWHERE));
    expect(await searches()).toEqual([expect.objectContaining({ source_digest: "other" })]);
    const list = { digest: "a list", sourceDigest: "lists", isList: true };
    await run(26, search(own.slice(0, 1), list));
    expect(await searches()).toEqual([]);
    expect(await run(27, search(own, ELSEWHERE))).toMatchObject({ references: 6 });
    expect(await searched(27)).toEqual([{ search_since: null, sweep: 1 }]);
  });

  test("is as it was, too, where a run that had ended was opened again, killed, and given up", async () => {
    const files = scriptedFileSource((request) => {
      const isRefused = request.associatedResourceArn === own[0]?.associatedResourceArn;
      if (isRefused) throw new SourceError("InvalidRequestException", "refused then");
      return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
    });
    expect(await run(24, search(own), { files })).toMatchObject({ status: "partial" });
    // Published, or it would not be asked for again.
    await rowsOf("UPDATE runs SET published_at = finished_at");
    const before = await searches();
    await killed(24, search(own));
    await expect(run(25, search([], ELSEWHERE))).rejects.toThrow("stands: 6 files");
    expect(await searches()).toEqual(before);
  });
});
