import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FileSource, SourceError } from "@attached-files/core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openState } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { answeredFile, pagesOf, scriptedFileSource, scriptedReferenceSource } from "../testing/scripted-sources.ts";
import { runScope } from "./run-scope.ts";
import type { ScopeRun } from "./scope-run.ts";

let stateFolder: string;
beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), "attached-files-taken-up-"));
});
afterEach(async () => {
  await rm(stateFolder, { recursive: true, force: true });
});

function aRun(change: Partial<ScopeRun>): ScopeRun {
  return aScopeRun({ stateFolder, references: aSearch(scriptedReferenceSource(pagesOf(20, 1))), ...change });
}

/** Refuses the first so many cases that it is asked about, each time, and may end the run at one of its calls. */
function answering(refusedCases = 0, end?: { readonly at: number; readonly ending: AbortController }) {
  const refused = new Set<string>();
  const source = scriptedFileSource((request, call) => {
    if (call === end?.at) end.ending.abort();
    if (refused.size < refusedCases) for (const id of request.fileIds) refused.add(id);
    if (request.fileIds.some((id) => refused.has(id))) throw new SourceError("InvalidRequestException", "refused then");
    return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
  });
  return Object.assign(source, { refused });
}

/** Of 20 files 12 or more are asked for, the first four with failure. Tells which failed. */
async function interrupt(change: Partial<ScopeRun> = {}): Promise<readonly string[]> {
  const ending = new AbortController();
  const files = answering(4, { at: 12, ending });
  await expect(runScope(aRun({ files, signal: ending.signal, ...change }))).rejects.toMatchObject({
    code: "interrupted",
  });
  return [...files.refused];
}

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  const state = await openState(stateFolder, "main");
  try {
    return (await state.connection.runAndReadAll(sql)).getRowObjectsJS();
  } finally {
    await state.close();
  }
}

const idsOf = (files: FileSource & { requests: readonly { fileIds: readonly string[] }[] }) =>
  files.requests.flatMap(({ fileIds }) => fileIds);

it("a run that goes on asks once more for what failed before it was interrupted, and is complete", async () => {
  const failed = await interrupt();
  expect(failed).toHaveLength(4);
  const files = answering();
  const run = await runScope(aRun({ files }));
  expect(run).toMatchObject({ status: "complete", counts: { retrieved: 20, failed: 0 } });
  expect(idsOf(files)).toEqual(expect.arrayContaining([...failed]));
  // The call that was under way when the end came may have been cut off; the others were answered.
  expect(idsOf(files).length).toBeLessThanOrEqual(20 - 7);
});

it("a run that goes on asks once more, and not again and again, for what fails again", async () => {
  await interrupt();
  const files = answering(20);
  const run = await runScope(aRun({ files }));
  expect(run).toMatchObject({ status: "partial", counts: { failed: idsOf(files).length } });
  expect(new Set(idsOf(files)).size).toBe(run.counts.failed);
});

it("what failed before an interruption stays failed, and is not deferred, where the time is over before it is asked again", async () => {
  await interrupt();
  const over = new Date("2026-11-24T05:59:00.000Z");
  const run = await runScope(aRun({ files: answering(), deadline: over }));
  expect(run).toMatchObject({ status: "partial", counts: { failed: 4 } });
  expect(await rowsOf("SELECT DISTINCT error_code, error_message FROM outcomes WHERE outcome = 'failed'")).toEqual([
    { error_code: "InvalidRequestException", error_message: "refused then" },
  ]);
});

it("a run that is under way, or whose process died, has the id of the process that took it up last", async () => {
  const running = () => rowsOf("SELECT status, run_id FROM runs");
  await interrupt({ runId: "first" });
  expect(await running()).toEqual([{ status: "running", run_id: "first" }]);
  const ending = new AbortController();
  const files = answering(0, { at: 2, ending });
  const second = aRun({ files, signal: ending.signal, runId: "second" });
  await expect(runScope(second)).rejects.toMatchObject({ code: "interrupted" });
  expect(await running()).toEqual([{ status: "running", run_id: "second" }]);
  // Another slot ends it; its lines are in the log of the process that worked on it.
  await runScope(aRun({ slot: "2026-11-25", runId: "third" }));
  expect(await rowsOf("SELECT slot, status, run_id FROM runs ORDER BY number")).toEqual([
    { slot: "2026-11-24", status: "partial", run_id: "second" },
    { slot: "2026-11-25", status: "complete", run_id: "third" },
  ]);
});
