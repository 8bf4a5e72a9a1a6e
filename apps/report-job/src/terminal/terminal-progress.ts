import { createLogUpdate } from "log-update";
import { durationText } from "../observe/duration-text.ts";
import { isSilent, Step, type StepReading } from "../observe/step.ts";
import { amountText, leftText, type Moment, partDone, percentText, rateText, waitText } from "../observe/step-text.ts";
import type { Progress } from "../run/progress.ts";
import type { ProgressTimes } from "./progress-times.ts";

const BAR_WIDTH = 24;
const REDRAW_MS = 100;
const LOOK_EVERY_MS = 1000;
/** Nobody wonders about a shorter wait. */
const QUIET_MS = 2000;

/**
 * A bar that is redrawn in place, for a person who watches.
 *
 * @param shown makes other people's text fit to be seen.
 */
export function terminalProgress(
  stream: NodeJS.WritableStream & { isTTY?: boolean },
  { now, date, repeat, timeZone }: ProgressTimes,
  shown: (text: string) => string,
): Progress {
  const draw = createLogUpdate(stream as NodeJS.WriteStream, { showCursor: true });
  let step = new Step(now, "", "");
  let drawnAt = 0;
  let stop = (): void => {};
  const drawStep = (reading: StepReading): void => {
    draw(`${step.name}  ${barText(reading, { date: date(), timeZone })}`);
  };
  const drawWait = (): void => {
    const reading = step.read();
    if (reading.quietMs >= QUIET_MS) drawStep(reading);
  };
  return {
    begin: (name, ...given) => {
      stop();
      step = new Step(now, shown(name), ...given);
      draw(`${step.name} …`);
      stop = repeat(LOOK_EVERY_MS, drawWait);
    },
    advance: (...amount) => {
      step.advance(...amount);
      if (now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      drawStep(step.read());
    },
    end: (summary) => {
      stop();
      draw(`${step.name}: ${shown(summary)} in ${durationText(step.read().elapsedMs)}`);
      draw.done();
    },
    say: (line) => {
      draw.clear();
      stream.write(`${shown(line)}\n`);
    },
  };
}

/** `[████░░░░] 1,234 of 5,678 files, 21 %, 310 a second, 14 s left, until 09:41`, or what is waited for instead of the speed. */
export function barText(reading: StepReading, moment: Moment): string {
  const { done, total, leftMs, rate } = reading;
  const quietMs = isSilent(reading) ? reading.silentMs : reading.quietMs;
  const waiting = quietMs < QUIET_MS ? "" : `${waitText(reading)}: ${durationText(quietMs)}`;
  const parts = [amountText(reading)];
  if (total !== undefined) {
    const part = partDone(done, total);
    const filled = Math.round(part * BAR_WIDTH);
    parts[0] = `[${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)}] ${parts[0]}`;
    parts.push(percentText(part));
  }
  if (rate !== undefined) parts.push(rateText(rate), waiting);
  else parts.push(waiting === "" ? speedText(reading) : waiting);
  // Without a gauge, a wait makes the speed so far mean nothing.
  if (leftMs !== undefined && (rate !== undefined || waiting === "")) parts.push(leftText(leftMs, moment));
  return parts.filter((part) => part !== "").join(", ");
}

function speedText({ done, elapsedMs }: StepReading): string {
  const rate = elapsedMs > 0 ? (done * 1000) / elapsedMs : 0;
  return `${rate >= 10 ? Math.round(rate).toLocaleString("en") : rate.toFixed(1)} a second`;
}
