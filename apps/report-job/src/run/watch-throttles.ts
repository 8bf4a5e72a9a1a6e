import { durationText } from "../observe/duration-text.ts";
import { errorSection, sectionHint } from "../run-book/section-ids.ts";
import { stopwatch } from "./clock.ts";
import type { ScopeRun } from "./scope-run.ts";
import { METADATA_OPERATION } from "./step-gauge.ts";

/** So long nothing but throttles may come before it is said. */
const SAID_AFTER_MS = 60_000;

export interface ThrottleWatch {
  /** A file was answered: what comes now is counted anew. */
  answered(): void;
  /**
   * That no file was answered since it began, and each request that was answered was throttled; undefined where that is not so.
   *
   * @param answered how many requests were answered, throttles among them. @default all that were sent
   */
  isAll(answered?: number): Throttled | undefined;
  end(): void;
}

/** How many requests were sent, and throttled. */
export interface Throttled {
  readonly requests: number;
  readonly throttles: number;
}

/** Throttles as what ended a step of a run: it is not the time that was wanting. */
export function throttleTrouble({ requests, throttles }: Throttled, ended: string) {
  const noun = `${requests === 1 ? "request" : "requests"} of ${METADATA_OPERATION}`;
  const were = throttles === 1 ? "was" : "were";
  const message = `${throttles} of ${requests} ${noun} ${were} throttled, and no file was answered; then ${ended}`;
  return { code: "ThrottlingException", message, operation: METADATA_OPERATION } as const;
}

/**
 * Says once, and once more after each answer, that for a minute most requests were throttled and no file was answered: the run goes on,
 * slower and slower, and without a time box nobody else would hear of it for long. It looks whenever a request begins or ends to wait.
 */
export function watchThrottles({
  scope,
  gauge,
  clock,
  progress,
}: Pick<ScopeRun, "scope" | "gauge" | "clock" | "progress">): ThrottleWatch {
  if (gauge === undefined) return { answered: () => {}, isAll: () => undefined, end: () => {} };
  const elapsedMs = stopwatch(clock);
  const now = () => ({ atMs: elapsedMs(), ...gauge.figures(METADATA_OPERATION) });
  const begun = now();
  let since = begun;
  let [isSaid, isAnswered] = [false, false];
  const look = (): void => {
    if (isSaid || elapsedMs() - since.atMs < SAID_AFTER_MS) return;
    const { atMs, attempts, throttles } = now();
    const [sent, refused] = [attempts - since.attempts, throttles - since.throttles];
    if (refused * 2 <= sent) return;
    isSaid = true;
    const text = `no file was answered for ${durationText(atMs - since.atMs)}: ${refused} of ${sent} requests were throttled. The run goes on, slower.`;
    progress.say(`${scope}: ${text} ${sectionHint(errorSection("ThrottlingException"))}`, {
      level: "warn",
      code: "ThrottlingException",
    });
  };
  const end = gauge.onChange(look);
  return {
    answered: () => {
      since = now();
      [isSaid, isAnswered] = [false, true];
    },
    isAll: (answered) => {
      const { attempts, throttles: all } = now();
      const [requests, throttles] = [attempts - begun.attempts, all - begun.throttles];
      const isOther = isAnswered || throttles === 0 || throttles < (answered ?? requests);
      return isOther ? undefined : { requests, throttles };
    },
    end,
  };
}
