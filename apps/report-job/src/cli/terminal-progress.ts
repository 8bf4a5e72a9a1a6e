import { createLogUpdate } from "log-update";
import type { Progress } from "../run/progress.ts";
import type { Repeat } from "./repeat.ts";
import { terminalText } from "./terminal-text.ts";

const BAR_WIDTH = 24;
const REDRAW_MS = 100;
const LOOK_EVERY_MS = 1000;
/** Nobody wonders about a shorter wait. */
const QUIET_MS = 2000;

/** A bar that is redrawn in place, for a person who watches. */
export function terminalProgress(
  stream: NodeJS.WritableStream & { isTTY?: boolean },
  now: () => number,
  repeat: Repeat,
): Progress {
  const draw = createLogUpdate(stream as NodeJS.WriteStream, { showCursor: true });
  let step = { name: "", unit: "", total: undefined as number | undefined, waitsFor: "", done: 0, startedAt: 0 };
  let drawnAt = 0;
  let advancedAt = 0;
  let stop = (): void => {};
  const drawWait = (): void => {
    const quietMs = now() - advancedAt;
    if (quietMs < QUIET_MS) return;
    const waiting = `${step.waitsFor === "" ? "at work" : `waiting for ${step.waitsFor}`}: ${seconds(quietMs)}`;
    draw(`${step.name}  ${barText(step.done, step.total, step.unit, now() - step.startedAt, waiting)}`);
  };
  return {
    begin: (name, unit, total, waitsFor = "") => {
      stop();
      step = { name: terminalText(name), unit, total, waitsFor, done: 0, startedAt: now() };
      advancedAt = now();
      draw(`${step.name} …`);
      stop = repeat(LOOK_EVERY_MS, drawWait);
    },
    advance: (amount) => {
      step.done += amount;
      advancedAt = now();
      if (now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      draw(`${step.name}  ${barText(step.done, step.total, step.unit, now() - step.startedAt)}`);
    },
    end: (summary) => {
      stop();
      draw(`${step.name}: ${terminalText(summary)} in ${seconds(now() - step.startedAt)}`);
      draw.done();
    },
    say: (line) => {
      draw.clear();
      stream.write(`${terminalText(line)}\n`);
    },
  };
}

/** `[████░░░░] 1,234 of 5,678 files, 21 %, 310 a second, 14 s left`, or what is waited for instead of the speed. */
export function barText(
  done: number,
  total: number | undefined,
  unit: string,
  elapsedMs: number,
  waiting?: string,
): string {
  const rate = elapsedMs > 0 ? (done * 1000) / elapsedMs : 0;
  const rateText = waiting ?? `${rate >= 10 ? Math.round(rate).toLocaleString("en") : rate.toFixed(1)} a second`;
  if (total === undefined) return `${done.toLocaleString("en")} ${unit}, ${rateText}`;
  const part = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.round(part * BAR_WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  const left = rate > 0 && waiting === undefined ? `, ${seconds(((total - done) / rate) * 1000)} left` : "";
  return `[${bar}] ${done.toLocaleString("en")} of ${total.toLocaleString("en")} ${unit}, ${Math.floor(part * 100)} %, ${rateText}${left}`;
}

export function seconds(durationMs: number): string {
  const total = durationMs / 1000;
  if (total < 10) return `${total.toFixed(1)} s`;
  if (total < 90) return `${Math.round(total)} s`;
  if (total < 5400) return `${Math.round(total / 60)} min`;
  return `${(total / 3600).toFixed(1)} h`;
}
