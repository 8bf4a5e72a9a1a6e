import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FileSource, type ReferenceSource, SourceError } from "@attached-files/core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { countedPacer } from "../pacing/counted-pacer.ts";
import type { GaugedPacer } from "../pacing/pacer-gauge.ts";
import { openState } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import {
  answeredFile,
  pagesOf,
  scriptedConfigurationSource,
  scriptedFileSource,
  scriptedReferenceSource,
} from "../testing/scripted-sources.ts";
import { runScope } from "./run-scope.ts";
import type { ScopeRun } from "./scope-run.ts";

const [SEARCH, LIST, LIMITS, BATCH] = [
  "SearchAllRelatedItems",
  "ListDomains",
  "ListAttachedFilesConfigurations",
  "BatchGetAttachedFileMetadata",
] as const;

const clock = { now: () => new Date("2026-11-24T06:00:00.000Z"), sleep: async () => {} };
let folder: string;
let pacer: GaugedPacer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-spending-"));
  const unlimited = { requestsPerSecond: "unlimited", configuredRequestsPerSecond: "unlimited" } as const;
  pacer = countedPacer({ acquire: async () => {}, throttled: () => {}, rates: () => unlimited }, clock);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Attempts of one call: so many, all but the last one throttled; with the last one, too, where nobody waits for its answer. */
async function attempts(operation: string, count: number, signal?: AbortSignal, throttles = count - 1): Promise<void> {
  for (let attempt = 1; attempt <= count; attempt += 1) {
    await pacer.acquire(operation, signal, attempt);
    if (attempt <= throttles) pacer.throttled(operation, 0);
  }
}

async function run(change: Partial<ScopeRun>): Promise<void> {
  await runScope(aScopeRun({ stateFolder: folder, clock, gauge: pacer, ...change }));
}

/** What the run's row tells, and what the pacer has counted: the one is kept, the other goes to metrics. */
async function bothCounts(): Promise<readonly [unknown, unknown]> {
  const state = await openState(folder, "main");
  try {
    const rows = await state.connection.runAndReadAll(
      "SELECT requests::INTEGER, retries::INTEGER, throttles::INTEGER FROM runs",
    );
    const figures = pacer.operations().map((operation) => pacer.figures(operation));
    const sum = (member: "attempts" | "retries" | "throttles") => figures.reduce((all, each) => all + each[member], 0);
    return [rows.getRowsJS()[0], [sum("attempts"), sum("retries"), sum("throttles")]];
  } finally {
    await state.close();
  }
}

function searching(before: (page: number) => Promise<void>): ScopeRun["references"] {
  const source: ReferenceSource = {
    discover: async function* () {
      await attempts(LIST, 1);
      for (const [number, page] of pagesOf(4, 2).entries()) {
        await before(number);
        yield page;
      }
    },
    close: async () => {},
  };
  return aSearch(source);
}

const answering: FileSource["getMetadata"] = async (request) => {
  await attempts(BATCH, 1);
  return await scripted.getMetadata(request);
};
const scripted = scriptedFileSource((request) => ({ Files: request.fileIds.map((id) => answeredFile(request, id)) }));
const files = (getMetadata: FileSource["getMetadata"]): FileSource => ({ getMetadata, close: async () => {} });

it("a run in which nothing is asked twice has no retries, whatever it asked", async () => {
  const configurations = scriptedConfigurationSource(async () => {
    await attempts(LIMITS, 1);
    return { isPermitted: true, configurations: [], irregularities: [] };
  });
  await run({ references: searching(() => attempts(SEARCH, 1)), files: files(answering), configurations });
  const [kept, counted] = await bothCounts();
  expect(kept).toEqual(counted);
  expect(pacer.operations().toSorted()).toEqual([LIMITS, BATCH, LIST, SEARCH].toSorted());
  expect(kept).toMatchObject({ 1: 0, 2: 0 });
});

it("calls that were cut off are counted, with their retries and throttles", async () => {
  const stopped = new AbortController();
  const cutOff = files(async (request, { signal } = {}) => {
    if (!stopped.signal.aborted) return await answering(request);
    await attempts(BATCH, 2, undefined, 2);
    throw new SourceError("Aborted", "cut off", { cause: signal });
  });
  let asked = 0;
  const source = files(async (request, options) => {
    asked += 1;
    if (asked === 2) {
      await attempts(BATCH, 3, undefined, 3);
      stopped.abort();
      throw new SourceError("Aborted", "cut off");
    }
    return await cutOff.getMetadata(request, options);
  });
  await expect(run({ files: source, signal: stopped.signal })).rejects.toMatchObject({ code: "interrupted" });
  // What the next process finds in the journal is counted into the run when it goes on.
  await run({ files: files(answering) });
  const [kept, counted] = await bothCounts();
  expect(kept).toEqual(counted);
  expect(kept).toMatchObject({ 1: 2, 2: 3 });
});

it("a search that ends early is counted to its end", async () => {
  const references = searching(async (page) => {
    await attempts(SEARCH, page === 0 ? 3 : 1, undefined, page === 0 ? 3 : 0);
    if (page === 0) throw new SourceError("ThrottlingException", "slow down");
  });
  await run({ references, files: files(answering) });
  const [kept, counted] = await bothCounts();
  expect(kept).toEqual(counted);
  expect(kept).toMatchObject({ 1: 2, 2: 3 });
});

it("asking for limits that nobody waits for any longer is counted", async () => {
  const stopped = new AbortController();
  const configurations = scriptedConfigurationSource(async () => {
    await attempts(LIMITS, 2, undefined, 2);
    stopped.abort();
    throw new SourceError("Aborted", "cut off");
  });
  const references = aSearch(scriptedReferenceSource(pagesOf(4, 2)));
  await expect(
    run({ references, files: files(answering), configurations, signal: stopped.signal }),
  ).rejects.toMatchObject({ code: "interrupted" });
  const [kept, counted] = await bothCounts();
  expect(kept).toEqual(counted);
  expect(kept).toEqual([2, 1, 2]);
});
