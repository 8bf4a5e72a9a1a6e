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
  end(): void;
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
  if (gauge === undefined) return { answered: () => {}, end: () => {} };
  const elapsedMs = stopwatch(clock);
  const now = () => ({ atMs: elapsedMs(), ...gauge.figures(METADATA_OPERATION) });
  let since = now();
  let isSaid = false;
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
      isSaid = false;
    },
    end,
  };
}
