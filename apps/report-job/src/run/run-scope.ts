import type { FileSource, ReferenceSource, SourceErrorCode } from "@attached-files/core";
import { JobError } from "../exit-code.ts";
import { finishRun } from "../state/finish-run.ts";
import { type FinishedRun, finishedRun } from "../state/finished-run.ts";
import { type CommitInterval, type Journal, openJournal } from "../state/journal.ts";
import { loadJournals, nextJournalPath } from "../state/load-journals.ts";
import { openRun, type RunInput, rewindReferences } from "../state/open-run.ts";
import { openState, type State, type StateLimits } from "../state/open-state.ts";
import { countReferences, dueRequests, settleReferences } from "../state/references.ts";
import type { Clock } from "./clock.ts";
import { counted } from "./counted.ts";
import { type DiscoveryEnd, discover } from "./discover.ts";
import { fetchDue } from "./fetch-due.ts";
import type { Progress } from "./progress.ts";

/** Where a scope's references come from. */
export interface ReferenceInput extends RunInput {
  readonly source: ReferenceSource;
  /** Lists are read from their beginning again by a run that goes on; discoveries resume. */
  readonly rereadOnResume: boolean;
  /** Malformed lines that a person chose to leave out. */
  readonly skippedLines: number;
}

export interface ScopeRun {
  readonly scope: string;
  readonly slot: string;
  readonly stateFolder: string;
  readonly references: ReferenceInput;
  readonly files: FileSource;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly commit: CommitInterval;
  readonly concurrency: number;
  readonly stopAfterFailures: number;
  readonly limits?: StateLimits;
}

/**
 * One scope's part of a run, from where an earlier process left it: discover, fetch, finish.
 * A slot that was finished before is not run again.
 *
 * @throws {JobError} the state cannot be used, or the run was interrupted.
 */
export async function runScope(run: ScopeRun): Promise<FinishedRun> {
  const state = await openState(run.stateFolder, run.scope, run.limits);
  try {
    const before = await finishedRun(state, run.slot);
    if (before !== undefined) {
      const other = before.inputDigest === run.references.digest ? "" : `, from another input (${before.input})`;
      run.progress.say(`${run.scope}: slot ${run.slot} was finished before${other}; no call made`);
      return before;
    }
    return await runOpenScope(run, state);
  } finally {
    await state.close();
  }
}

async function runOpenScope(run: ScopeRun, state: State): Promise<FinishedRun> {
  const open = await openRun(state, run.slot, run.references, run.clock.now());
  if (open.givenUp !== undefined) {
    const { slot, input, otherInput } = open.givenUp;
    const why = otherInput ? `its input was another one (${input})` : `this run is for slot ${run.slot}`;
    run.progress.say(`${run.scope}: the unfinished run of slot ${slot} is given up: ${why}`);
  }
  if (open.attempts > 1) {
    run.progress.say(`${run.scope}: going on with slot ${run.slot}, begun ${open.startedAt.toISOString()}`);
  }
  let discovery: DiscoveryEnd = { finished: true };
  if (!open.discoveryFinished) {
    if (run.references.rereadOnResume) await rewindReferences(state, run.slot);
    discovery = await discoverStep(run, state, open.resumeToken);
  }
  const gaveUp = await fetchStep(run, state);
  await loadJournals(state, run.slot);
  const trouble =
    discovery.trouble ??
    (gaveUp && { code: gaveUp, message: `gave up after ${run.stopAfterFailures} calls in a row failed` });
  return await finishRun(state, run.slot, {
    finishedAt: run.clock.now(),
    ...(trouble === undefined ? {} : { trouble }),
  });
}

async function discoverStep(run: ScopeRun, state: State, resumeToken: string | undefined): Promise<DiscoveryEnd> {
  const { progress, references } = run;
  progress.begin(`${run.scope}: finding files (${references.description})`, "files");
  const end = await withJournal(run, state, (journal) =>
    discover(references.source, journal, {
      signal: run.signal,
      onPage: (found) => progress.advance(found),
      ...(resumeToken === undefined || references.rereadOnResume ? {} : { resumeToken }),
    }),
  );
  await loadJournals(state, run.slot);
  const found = await settleReferences(state, run.slot, {
    finished: end.finished,
    skippedLines: references.skippedLines,
  });
  progress.end(`${counted(found.distinct, "file")} known`);
  if (end.trouble !== undefined) {
    progress.say(`${run.scope}: the search for files ended early: ${end.trouble.code}: ${end.trouble.message}`);
  }
  return end;
}

async function fetchStep(run: ScopeRun, state: State): Promise<SourceErrorCode | undefined> {
  const { due } = await countReferences(state);
  if (due === 0) return undefined;
  run.progress.begin(`${run.scope}: asking for metadata`, "files", due);
  const end = await withJournal(run, state, (journal) =>
    fetchDue(run.files, dueRequests(state), journal, run.clock, {
      concurrency: run.concurrency,
      stopAfterFailures: run.stopAfterFailures,
      signal: run.signal,
      onCall: (files) => run.progress.advance(files),
    }),
  );
  run.progress.end(end.gaveUp === undefined ? `${counted(due, "file")} asked for` : `gave up: ${end.gaveUp}`);
  return end.gaveUp;
}

/** Work under way is committed however it ends, and an interruption says what to do next. */
async function withJournal<T>(run: ScopeRun, state: State, work: (journal: Journal) => Promise<T>): Promise<T> {
  const journal = await openJournal(await nextJournalPath(state), run.commit);
  let result: T;
  try {
    result = await work(journal);
  } catch (error) {
    await journal.close().catch(() => {});
    if (!run.signal.aborted) throw error;
    throw new JobError(
      "interrupted",
      `Interrupted. What was done is kept: the same command goes on with slot ${run.slot}.`,
      error,
    );
  }
  await journal.close();
  if (run.signal.aborted) {
    throw new JobError(
      "interrupted",
      `Interrupted. What was done is kept: the same command goes on with slot ${run.slot}.`,
    );
  }
  return result;
}
