import { inSpan } from "../observe/telemetry/in-span.ts";
import { unlessDiskRefuses } from "../state/disk-trouble.ts";
import { askFailedAgain, restoreFailed } from "../state/failed-before.ts";
import { finishRun } from "../state/finish-run.ts";
import { type FinishedRun, finishedRun } from "../state/finished-run.ts";
import { type OpenRun, openRun } from "../state/open-run.ts";
import type { State } from "../state/open-state.ts";
import { countDueReasons, countPlan } from "../state/plan/plan-references.ts";
import { stopwatch } from "./clock.ts";
import { closeUnfinished } from "./close-unfinished.ts";
import { discoverStep } from "./discover-step.ts";
import { endedBy } from "./ended-by.ts";
import { fetchStep } from "./fetch-step.ts";
import { limitsStep } from "./limits-step.ts";
import { refuseUnanswered } from "./refuse-unanswered.ts";
import type { ScopeRun, ScopeRunEnd } from "./scope-run.ts";
import { openTimeBox, type TimeBox } from "./time-box.ts";
import { waitForState } from "./wait-for-state.ts";
import { leftText, whyLeft } from "./why-left.ts";

/**
 * One scope's part of a run, from where an earlier process left it: discover, settle what is due, fetch, finish.
 * A slot that was complete is not run again; one that was partial goes on.
 *
 * @throws {JobError} the state cannot be used, or the run was interrupted.
 */
export async function runScope(given: ScopeRun): Promise<ScopeRunEnd> {
  const { keeper, signal } = given;
  const run = keeper === undefined ? given : { ...given, signal: AbortSignal.any([signal, keeper.lost]) };
  const state = await waitForState(run);
  try {
    const finished = await unlessDiskRefuses(state.folder, () => runInState(run, state));
    keeper?.lost.throwIfAborted();
    return finished;
  } catch (error) {
    throw keeper?.lost.aborted === true ? keeper.lost.reason : error;
  } finally {
    await state.close();
  }
}

async function runInState(run: ScopeRun, state: State): Promise<ScopeRunEnd> {
  const before = await finishedRun(state, run.slot);
  if (before === undefined) return await runOpenScope(run, state);
  const left = whyLeft(before, run.references.digest);
  if (left !== undefined) {
    const text = `slot ${run.slot} ${leftText(left)}`;
    run.progress.say(`${run.scope}: ${text}`);
    return left.next === undefined ? before : { ...before, leftSection: left.next.section, leftText: text };
  }
  const goesOn =
    before.inputDigest === run.references.digest
      ? "was partial; what failed or was deferred is asked for again"
      : `had ended without a file, from another input (${before.input}), and begins anew`;
  run.progress.say(`${run.scope}: slot ${run.slot} ${goesOn}`);
  return await runOpenScope(run, state);
}

async function runOpenScope(run: ScopeRun, state: State): Promise<FinishedRun> {
  await closeUnfinished(run, state);
  const open = await openRun(state, run.slot, run.references, {
    now: run.clock.now(),
    full: run.freshness.full,
    isBoxed: run.deadline !== undefined,
    rules: run.searches,
    ...(run.runId === undefined ? {} : { runId: run.runId }),
  });
  if (open.attempts > 1) {
    run.progress.say(`${run.scope}: going on with slot ${run.slot}, begun ${open.startedAt.toISOString()}`);
    await askFailedAgain(state);
  }
  const box = openTimeBox(run.deadline, run.clock);
  try {
    await run.keeper?.checkpoint(state);
    return await workOn(run, state, open, box);
  } finally {
    box.close();
  }
}

async function workOn(run: ScopeRun, state: State, open: OpenRun, box: TimeBox): Promise<FinishedRun> {
  const elapsedMs = stopwatch(run.clock);
  const startedMs = elapsedMs();
  const discovery = open.planned
    ? undefined
    : await inSpan("list", async (span) => {
        const end = await discoverStep(run, state, open, box);
        if (end.trouble !== undefined) span.note({ "error.type": end.trouble.code });
        return end;
      });
  await inSpan("limits", () => limitsStep(run, state, open, box));
  await run.keeper?.checkpoint(state);
  const plan = await inSpan("plan", async () => {
    run.meters?.due(await countDueReasons(state.connection));
    return await countPlan(state.connection);
  });
  const fetched = await inSpan("ask", async (span) => {
    const end = await fetchStep(run, state, plan, box);
    if (end.trouble !== undefined) span.note({ "error.type": end.trouble.code });
    return end;
  });
  if (open.attempts > 1) await restoreFailed(state);
  const trouble = endedBy(discovery?.trouble, fetched.trouble);
  await refuseUnanswered(run, state, open, trouble);
  const workedMs = elapsedMs() - startedMs;
  const finished = await inSpan("commit", () =>
    finishRun(state, open, {
      finishedAt: run.clock.now(),
      workedMs,
      ...(run.runId === undefined ? {} : { runId: run.runId }),
      ...(trouble === undefined ? {} : { trouble }),
    }),
  );
  run.meters?.outcomes(finished.counts);
  run.meters?.runEnded({ status: finished.status, durationMs: elapsedMs() - startedMs });
  return finished;
}
