import { durationText } from "../observe/duration-text.ts";
import type { Log } from "../observe/log.ts";
import { isSilent, Step, type StepReading } from "../observe/step.ts";
import { stepMembers } from "../observe/step-members.ts";
import { amountText, leftText, type Moment, partDone, percentText, rateText, waitText } from "../observe/step-text.ts";
import type { Progress } from "../run/progress.ts";
import type { ProgressTimes } from "./progress-times.ts";

const LINE_EVERY_MS = 10_000;
const LOOK_EVERY_MS = 1000;

/** Plain lines, for logs and pipes: one when a step begins and ends, and one now and then between, whatever happens. */
export function lineProgress(log: Log, { now, date, repeat, timeZone }: ProgressTimes): Progress {
  let step = new Step(now, "", "");
  let writtenAt = 0;
  let writtenDone = 0;
  let stop = (): void => {};
  const writeNow = (): void => {
    const reading = step.read();
    const text = stateText(reading, reading.done === writtenDone, { date: date(), timeZone });
    log.info(`${step.name}: ${text}`, { event: "step.progress", ...stepMembers(reading, date()) });
    writtenAt = now();
    writtenDone = reading.done;
  };
  const writeIfDue = (): void => {
    if (now() - writtenAt >= LINE_EVERY_MS) writeNow();
  };
  return {
    begin: (...given) => {
      stop();
      step = new Step(now, ...given);
      writtenAt = now();
      writtenDone = 0;
      const { name, unit, total } = step;
      const text = total === undefined ? name : `${name}: ${total.toLocaleString("en")} ${unit}`;
      log.info(text, { event: "step.begin", step: name, unit, total });
      stop = repeat(LOOK_EVERY_MS, writeIfDue);
    },
    advance: (...amount) => {
      step.advance(...amount);
      writeIfDue();
    },
    end: (summary) => {
      stop();
      const reading = step.read();
      const { leftSeconds: _, until: _until, ...members } = stepMembers(reading, date());
      log.info(`${step.name}: ${summary} in ${durationText(reading.elapsedMs)}`, { event: "step.end", ...members });
    },
    say: (line, { level = "info", ...about } = {}) => log.write(level, line, about),
  };
}

function stateText(reading: StepReading, isQuiet: boolean, moment: Moment): string {
  const { done, total, rate, leftMs, elapsedMs } = reading;
  const waiting = isQuiet || isSilent(reading) ? waitText(reading) : "";
  if (rate === undefined) return `${joined(amountText(reading), waiting)} after ${durationText(elapsedMs)}`;
  const part = total === undefined ? "" : percentText(partDone(done, total));
  const left = leftMs === undefined ? "" : leftText(leftMs, moment);
  return joined(amountText(reading), part, rateText(rate), waiting, left);
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}
