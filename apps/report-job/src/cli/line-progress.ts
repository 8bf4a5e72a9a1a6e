import type { Progress } from "../run/progress.ts";
import { seconds } from "./terminal-progress.ts";
import { terminalText } from "./terminal-text.ts";

const LINE_EVERY_MS = 10_000;

/** Plain lines, for logs and pipes: one when a step begins and ends, and one now and then between. */
export function lineProgress(write: (line: string) => void, now: () => number): Progress {
  let step = { name: "", unit: "", total: undefined as number | undefined, done: 0, startedAt: 0 };
  let writtenAt = 0;
  return {
    begin: (name, unit, total) => {
      step = { name: terminalText(name), unit, total, done: 0, startedAt: now() };
      writtenAt = now();
      write(total === undefined ? step.name : `${step.name}: ${total.toLocaleString("en")} ${unit}`);
    },
    advance: (amount) => {
      step.done += amount;
      if (now() - writtenAt < LINE_EVERY_MS) return;
      writtenAt = now();
      const of = step.total === undefined ? "" : ` of ${step.total.toLocaleString("en")}`;
      write(
        `${step.name}: ${step.done.toLocaleString("en")}${of} ${step.unit} after ${seconds(now() - step.startedAt)}`,
      );
    },
    end: (summary) => write(`${step.name}: ${terminalText(summary)} in ${seconds(now() - step.startedAt)}`),
    say: (line) => write(terminalText(line)),
  };
}
