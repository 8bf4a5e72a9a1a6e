import type { FileSource, ReferenceSource } from "@attached-files/core";
import type { PacerGauge } from "../pacing/pacer-gauge.ts";
import { finishRun } from "../state/finish-run.ts";
import { type FinishedRun, finishedRun } from "../state/finished-run.ts";
import type { CommitInterval } from "../state/journal.ts";
import { loadJournals } from "../state/load-journals.ts";
import { openRun, type RunInput, rewindReferences } from "../state/open-run.ts";
import { openState, type State, type StateLimits } from "../state/open-state.ts";
import { countReferences, dueRequests, settleReferences } from "../state/references.ts";
import type { Clock } from "./clock.ts";
import { counted } from "./counted.ts";
import { type DiscoveryEnd, discover } from "./discover.ts";
import { type FetchEnd, fetchDue } from "./fetch-due.ts";
import type { Progress } from "./progress.ts";
import { shortText } from "./short-text.ts";
import { whyLeft } from "./why-left.ts";
import { withJournal } from "./with-journal.ts";

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
  readonly stopAfterFailures: number;
  /** Of the pacer that `files` asks. */
  readonly gauge?: PacerGauge;
  readonly limits?: StateLimits;
}

/**
 * One scope's part of a run, from where an earlier process left it: discover, fetch, finish.
 * A slot that was complete is not run again; one that was partial goes on.
 *
 * @throws {JobError} the state cannot be used, or the run was interrupted.
 */
export async function runScope(run: ScopeRun): Promise<FinishedRun> {
  const state = await openState(run.stateFolder, run.scope, run.limits);
  try {
    const before = await finishedRun(state, run.slot);
    if (before === undefined) return await runOpenScope(run, state);
    const why = whyLeft(before, run.references.digest);
    if (why !== undefined) {
      run.progress.say(`${run.scope}: slot ${run.slot} ${why}; no call made`);
      return before;
    }
    run.progress.say(`${run.scope}: slot ${run.slot} was partial; what failed or was deferred is asked for again`);
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
  const fetched = await fetchStep(run, state);
  await loadJournals(state, run.slot);
  const trouble =
    discovery.trouble ?? (fetched?.gaveUp && { code: fetched.gaveUp, message: fetched.gaveUpBecause ?? "gave up" });
  return await finishRun(state, run.slot, {
    finishedAt: run.clock.now(),
    ...(trouble === undefined ? {} : { trouble }),
  });
}

async function discoverStep(run: ScopeRun, state: State, resumeToken: string | undefined): Promise<DiscoveryEnd> {
  const { progress, references } = run;
  progress.begin(`${run.scope}: finding files (${references.description})`, "files", undefined, "answers");
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
  progress.end(end.finished ? `${counted(found.distinct, "file")} known` : `${counted(found.distinct, "file")} found`);
  if (end.trouble !== undefined) {
    const text = `the search for files did not finish: ${end.trouble.code}: ${shortText(end.trouble.message)}`;
    progress.say(`${run.scope}: ${text}. Files that were known before are kept.`);
  }
  return end;
}

async function fetchStep(run: ScopeRun, state: State): Promise<FetchEnd | undefined> {
  const { due } = await countReferences(state);
  if (due === 0) return undefined;
  run.progress.begin(`${run.scope}: asking for metadata`, "files", due, "answers");
  const end = await withJournal(run, state, (journal) =>
    fetchDue(run.files, dueRequests(state), journal, run.clock, {
      stopAfterFailures: run.stopAfterFailures,
      signal: run.signal,
      onCall: (files) => run.progress.advance(files),
      ...(run.gauge === undefined ? {} : { gauge: run.gauge }),
    }),
  );
  for (const [code, { files, message }] of end.failed) {
    const text = `${counted(files, "file")} not answered: ${code}: ${shortText(message)}`;
    run.progress.say(`${run.scope}: ${text}`);
  }
  run.progress.end(end.gaveUp === undefined ? `${counted(due, "file")} asked for` : `gave up: ${end.gaveUp}`);
  return end;
}
