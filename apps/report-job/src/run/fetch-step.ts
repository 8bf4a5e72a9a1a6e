import type { SourceErrorCode } from "@attached-files/core";
import type { Journal } from "../state/journal.ts";
import { callRows, type Spent, spentRows } from "../state/journal-rows.ts";
import { loadJournals } from "../state/load-journals.ts";
import type { State } from "../state/open-state.ts";
import { dueRequests } from "../state/plan/due-requests.ts";
import type { PlanCounts } from "../state/plan/plan-references.ts";
import { counted } from "./counted.ts";
import type { CallCost } from "./fetch/fetch-options.ts";
import { type FetchEnd, fetchDue } from "./fetch-due.ts";
import type { ScopeRun } from "./scope-run.ts";
import { shortText } from "./short-text.ts";
import { type Silence, silenceTrouble } from "./silence.ts";
import { METADATA_OPERATION, stepGauge } from "./step-gauge.ts";
import type { TimeBox } from "./time-box.ts";
import { type Throttled, throttleTrouble, watchThrottles } from "./watch-throttles.ts";
import { withJournal } from "./with-journal.ts";

const TIME_ENDED = "the time for this run ended";
const NEVER = new AbortController().signal;

export interface FetchStepEnd {
  /** What ended it before every due file was asked for. */
  readonly trouble?: {
    readonly code: SourceErrorCode | "TimeBox";
    readonly message: string;
    readonly operation?: string;
  };
}

/** Asks for what is due, the most valuable first, until nothing is, the time is over, or the source is given up. */
export async function fetchStep(run: ScopeRun, state: State, plan: PlanCounts, box: TimeBox): Promise<FetchStepEnd> {
  const { scope, progress } = run;
  if (plan.due === 0) return {};
  let callsLeft = plan.calls;
  const gauge = stepGauge(
    run.gauge,
    () => [METADATA_OPERATION],
    run.clock,
    () => callsLeft,
  );
  const silence = run.hearing?.files.listen() ?? (() => undefined);
  progress.begin(`${scope}: asking for metadata`, "files", plan.asked, "answers", gauge);
  const throttles = watchThrottles(run);
  const ask = async (journal: Journal): Promise<FetchEnd> => {
    const ended = await fetchDue(run.files, dueRequests(state), journal, run.clock, {
      stopAfterFailures: run.stopAfterFailures,
      signal: NEVER,
      // Calls under way may finish; whoever does not want to wait for them ends the process.
      stop: AbortSignal.any([run.signal, box.over]),
      onCall: (files, isAnswered) => {
        progress.advance(files, isAnswered);
        if (isAnswered) throttles.answered();
      },
      rowsOf: (request, { outcomes, irregularities, spent }, at) => {
        callsLeft = Math.max(0, callsLeft - 1);
        return callRows(request, outcomes, irregularities, at, spentOnCalls(spent));
      },
      ...(run.gauge === undefined ? {} : { gauge: run.gauge }),
    });
    await journal.append(spentRows(spentOnCalls(ended.spent)));
    return ended;
  };
  const end = await withJournal(run, state, ask, silence).finally(throttles.end);
  await loadJournals(state, run.slot);
  for (const [code, { files, message }] of end.failed) {
    progress.say(`${scope}: ${counted(files, "file")} not answered: ${code}: ${shortText(message)}`, {
      level: "warn",
      code,
    });
  }
  if (end.gaveUp !== undefined) {
    progress.end(`gave up: ${end.gaveUp}`);
    return { trouble: { code: end.gaveUp, message: end.gaveUpBecause ?? "gave up", operation: METADATA_OPERATION } };
  }
  progress.end(end.isStopped ? "stopped where the time ended" : `${counted(plan.asked, "file")} asked for`);
  if (!end.isStopped) return {};
  const trouble = outage(silence(), throttles.isAll(run.hearing?.files.answered()));
  if (trouble === undefined) return { trouble: { code: "TimeBox", message: TIME_ENDED } };
  progress.say(`${scope}: ${trouble.message}`, { level: "warn", code: trouble.code });
  return { trouble };
}

/** What was the matter all the time, if that was the same: it is not the time that was wanting. */
function outage(silent: Silence | undefined, throttled: Throttled | undefined): FetchStepEnd["trouble"] {
  if (silent !== undefined) return { ...silenceTrouble(silent, TIME_ENDED), operation: METADATA_OPERATION };
  return throttled === undefined ? undefined : throttleTrouble(throttled, TIME_ENDED);
}

function spentOnCalls({ attempts, retries, throttles }: CallCost): Spent {
  return { requests: attempts, retries, throttles };
}
