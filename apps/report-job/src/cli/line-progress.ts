import type { Progress } from "../run/progress.ts";
import type { Repeat } from "./repeat.ts";
import { seconds } from "./terminal-progress.ts";
import { terminalText } from "./terminal-text.ts";

const LINE_EVERY_MS = 10_000;
const LOOK_EVERY_MS = 1000;

/** Plain lines, for logs and pipes: one when a step begins and ends, and one now and then between, whatever happens. */
export function lineProgress(write: (line: string) => void, now: () => number, repeat: Repeat): Progress {
  let step = { name: "", unit: "", total: undefined as number | undefined, waitsFor: "", done: 0, startedAt: 0 };
  let writtenAt = 0;
  let writtenDone = 0;
  let stop = (): void => {};
  const writeNow = (): void => {
    const of = step.total === undefined ? "" : ` of ${step.total.toLocaleString("en")}`;
    const waiting = step.waitsFor === "" ? "still at work" : `waiting for ${step.waitsFor}`;
    const rest = step.done === writtenDone ? `, ${waiting}` : "";
    const state = `${step.done.toLocaleString("en")}${of} ${step.unit}${rest}`;
    write(`${step.name}: ${state} after ${seconds(now() - step.startedAt)}`);
    writtenAt = now();
    writtenDone = step.done;
  };
  const writeIfDue = (): void => {
    if (now() - writtenAt >= LINE_EVERY_MS) writeNow();
  };
  return {
    begin: (name, unit, total, waitsFor = "") => {
      stop();
      step = { name: terminalText(name), unit, total, waitsFor, done: 0, startedAt: now() };
      writtenAt = now();
      writtenDone = 0;
      write(total === undefined ? step.name : `${step.name}: ${total.toLocaleString("en")} ${unit}`);
      stop = repeat(LOOK_EVERY_MS, writeIfDue);
    },
    advance: (amount) => {
      step.done += amount;
      writeIfDue();
    },
    end: (summary) => {
      stop();
      write(`${step.name}: ${terminalText(summary)} in ${seconds(now() - step.startedAt)}`);
    },
    say: (line) => write(terminalText(line)),
  };
}
