import { describe, expect, it } from "vitest";
import { JobError } from "../exit-code.ts";
import { Log, type LogEntry } from "../observe/log.ts";
import { reportEnd } from "./report-end.ts";

function ended(error: unknown): { exitCode: number; lines: readonly string[]; about: LogEntry["about"] } {
  const entries: LogEntry[] = [];
  const exitCode = reportEnd("1.2.3", error, new Log((entry) => entries.push(entry)));
  const [entry] = entries;
  return { exitCode, lines: entry?.lines ?? [], about: entry?.about ?? {} };
}

describe("what ends a command names its section of the run book, in text as in JSON", () => {
  it.each([
    ["wrong usage", new JobError("usage", "--limit is 0"), 2, "exit-code-2"],
    ["trouble", new JobError("unavailable", "the disk is full"), 4, "exit-code-4"],
    [
      "trouble with a section of its own",
      new JobError("unavailable", "x", undefined, "trouble-lease-lost"),
      4,
      "trouble-lease-lost",
    ],
    ["a defect", new TypeError("x is not a function"), 1, "exit-code-1"],
  ] as const)("%s", (_, error, exitCode, section) => {
    const { lines, about, ...rest } = ended(error);
    expect(rest).toEqual({ exitCode });
    expect(lines.at(-1)).toBe(`What to do: attached-files run-book ${section}`);
    expect(about).toMatchObject({ exitCode, runBook: section });
  });

  it("but for a command that was asked to end: who asked knows", () => {
    expect(ended(new JobError("interrupted", "It goes on.")).lines).toEqual(["It goes on."]);
  });
});
