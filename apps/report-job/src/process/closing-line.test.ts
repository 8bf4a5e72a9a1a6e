import { describe, expect, it } from "vitest";
import { EXIT_CODE } from "../exit-code.ts";
import { Log, type LogEntry } from "../observe/log.ts";
import { closingLine } from "./closing-line.ts";

function closed(exitCode: Parameters<typeof closingLine>[0]): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  closingLine(exitCode, "a-section", new Log((entry) => entries.push(entry)));
  return entries;
}

describe("the last line of a run", () => {
  it("is an error with code, text and section where nothing was answered", () => {
    expect(closed(EXIT_CODE.unavailable)).toEqual([
      {
        level: "error",
        lines: ["Exit code 4: nothing was answered. What to do: attached-files run-book a-section"],
        about: { code: "unavailable", exitCode: 4, runBook: "a-section" },
      },
    ]);
  });

  it.each([EXIT_CODE.partial, EXIT_CODE.thresholdCrossed])(
    "is a warning where there is an answer, with %i",
    (exitCode) => {
      expect(closed(exitCode)).toMatchObject([{ level: "warn", about: { exitCode, runBook: "a-section" } }]);
    },
  );

  it("is none after a success", () => {
    expect(closed(EXIT_CODE.complete)).toEqual([]);
  });
});
