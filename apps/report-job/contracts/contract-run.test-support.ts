import type { ConfigurationSource, FileSource, ReferenceSource } from "@attached-files/core";
import { runScope } from "../src/run/run-scope.ts";
import type { FinishedRun } from "../src/state/finished-run.ts";
import { openState } from "../src/state/open-state.ts";

/** A synchronous message as Pact hands it to a test. */
export interface SynchronousMessage {
  readonly Request: { readonly content: unknown };
  readonly Response: readonly { readonly content: unknown }[];
}

/** What a message holds, however Pact hands it over. */
export function contentOf(message: SynchronousMessage["Request"] | undefined): unknown {
  const content = message?.content;
  return Buffer.isBuffer(content) || typeof content === "string" ? JSON.parse(content.toString()) : content;
}

/** What a run of the contract came to. */
export interface RunResult {
  readonly run: FinishedRun;
  readonly rows: readonly Record<string, unknown>[];
  /** What is remembered of the instance's limits. */
  readonly limits: readonly Record<string, unknown>[];
}

let slots = 0;

/** The job's own run, whole: find, ask, record; each of a scope and an input of its own. */
export async function runJob(
  folder: string,
  files: FileSource,
  references: ReferenceSource,
  configurations?: ConfigurationSource,
): Promise<RunResult> {
  const slot = `slot-${++slots}`;
  const run = await runScope({
    scope: slot,
    slot,
    stateFolder: folder,
    references: {
      description: "a test",
      digest: slot,
      source: references,
      sourceDigest: slot,
      isList: false,
      skippedLines: 0,
    },
    files,
    ...(configurations === undefined ? {} : { configurations }),
    clock: { now: () => new Date("2026-11-24T06:00:00.000Z"), sleep: async () => {} },
    progress: { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} },
    signal: new AbortController().signal,
    commit: { units: 100, seconds: 60 },
    stopAfterFailures: 100,
    waitMs: 0,
    freshness: { recheckAfterSeconds: 86_400, full: false },
    searches: { sweepAfterSeconds: 86_400, overlapSeconds: 3600 },
  });
  const state = await openState(folder, slot);
  const read = await state.connection.runAndReadAll("SELECT * FROM outcomes ORDER BY file_id");
  const rows = read.getRowObjectsJS();
  const limits = (await state.connection.runAndReadAll("SELECT * FROM instance_limits")).getRowObjectsJS();
  await state.close();
  return { run, rows, limits };
}
