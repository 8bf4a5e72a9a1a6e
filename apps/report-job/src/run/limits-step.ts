import { type ConfigurationSource, InvalidInputError, isSourceError } from "@attached-files/core";
import { instancesToAsk, type LimitsAnswer, noteLimits, noteLimitsSpent } from "../state/instance-limits.ts";
import type { Spent } from "../state/journal-rows.ts";
import type { OpenRun } from "../state/open-run.ts";
import type { State } from "../state/open-state.ts";
import { outsideSentence } from "./outside-text.ts";
import type { ScopeRun } from "./scope-run.ts";
import { spentOf, spentSince } from "./spending.ts";
import { LIMITS_OPERATION } from "./step-gauge.ts";
import type { TimeBox } from "./time-box.ts";

/** The files wait for it, and it is a small call: with its retries and waits it may take so long, in milliseconds. */
const MOST_WAIT_MS = 30_000;
/** The part of a time box that it may take, where that is less. */
const MOST_OF_BOX = 0.1;
/** Accounts have few instances; lists may name any number of them. */
export const MOST_INSTANCES = 20;

/**
 * Asks each instance of the run's files what it allows of them, once for the run. Whatever comes of it is noted and told;
 * it never ends the run, and never makes it partial.
 */
export async function limitsStep(run: ScopeRun, state: State, open: OpenRun, box: TimeBox): Promise<void> {
  const { configurations } = run;
  if (configurations === undefined) return;
  for (const instanceId of await instancesToAsk(state, MOST_INSTANCES)) {
    if (run.signal.aborted) return;
    const before = spentSoFar(run);
    const askedAt = run.clock.now();
    const outcome = box.over.aborted
      ? { errorCode: "TimeBox", message: "the time for this run ended" }
      : await ask(configurations, instanceId, run, box);
    const spent = spentSince(before, spentSoFar(run));
    if (outcome === undefined) {
      // Asked to end: the next process asks.
      await noteLimitsSpent(state.connection, open.slot, spent);
      return;
    }
    await noteLimits(state, open.slot, { instanceId, runNumber: open.number, askedAt, outcome, spent });
    tell(run, outcome);
  }
}

async function ask(
  source: ConfigurationSource,
  instanceId: string,
  { clock, signal }: ScopeRun,
  box: TimeBox,
): Promise<LimitsAnswer["outcome"] | undefined> {
  const [late, answered] = [new AbortController(), new AbortController()];
  const mostMs = Math.min(MOST_WAIT_MS, (box.leftMs() ?? Number.POSITIVE_INFINITY) * MOST_OF_BOX);
  clock.sleep(mostMs, answered.signal).then(
    () => late.abort(),
    () => {},
  );
  try {
    return await source.getConfigurations(instanceId, { signal: AbortSignal.any([signal, box.over, late.signal]) });
  } catch (error) {
    if (error instanceof InvalidInputError) return { errorCode: "InvalidRequestException", message: error.message };
    if (!isSourceError(error)) throw error;
    if (error.code !== "Aborted") return { errorCode: error.code, message: error.message };
    if (signal.aborted) return undefined;
    if (box.over.aborted) return { errorCode: "TimeBox", message: "the time for this run ended" };
    return { errorCode: "SourceTimeout", message: `no answer within ${(mostMs / 1000).toFixed(1)} seconds` };
  } finally {
    answered.abort();
  }
}

function tell({ scope, progress }: ScopeRun, outcome: LimitsAnswer["outcome"]): void {
  if ("errorCode" in outcome) {
    const { errorCode: code, message } = outcome;
    const text = `what Amazon Connect allows of attached files was not learnt: ${code}: ${outsideSentence(message)}`;
    progress.say(`${scope}: ${text} Nothing else depends on it.`, { level: "warn", code });
  } else if (!outcome.isPermitted) {
    const text = `what Amazon Connect allows of attached files may not be asked (connect:${LIMITS_OPERATION})`;
    progress.say(`${scope}: ${text}. Nothing else depends on it.`, { code: "AccessDeniedException" });
  }
}

function spentSoFar({ gauge }: ScopeRun): Spent {
  return spentOf(gauge, () => [LIMITS_OPERATION]);
}
