import { describe, expect, it } from "vitest";
import { JobError } from "../exit-code.ts";
import { Log, type LogEntry } from "../observe/log.ts";
import type { Io } from "../process/io.ts";
import { scheduledRun } from "./scheduled-run.ts";

function watched() {
  const lines: string[] = [];
  const entries: LogEntry[] = [];
  const log = new Log((entry) => {
    entries.push(entry);
    lines.push(entry.lines.join("\n"));
  });
  const io = {
    log,
    say: (line: string) => lines.push(line),
    progress: {
      begin: (step: string) => lines.push(`begin ${step}`),
      advance: (...amount: unknown[]) => lines.push(`advance ${amount.join(" ")}`),
      end: (summary: string) => lines.push(`end ${summary}`),
      say: (line: string, about?: object) =>
        lines.push(about === undefined ? line : `${line} ${JSON.stringify(about)}`),
    },
  } as unknown as Io;
  return { io, lines, entries };
}

describe("a run of a schedule", () => {
  it("answers with its exit code, and tells what it tells", async () => {
    const { io, lines } = watched();
    const run = async ({ progress }: Io): Promise<3> => {
      progress.begin("work", "files");
      progress.advance(2);
      progress.advance(3, false);
      progress.say("half", { level: "warn", code: "x" });
      progress.end("done");
      return 3;
    };
    expect(await scheduledRun(run, io)).toBe(3);
    expect(lines).toEqual([
      "begin work",
      "advance 2",
      "advance 3 false",
      'half {"level":"warn","code":"x"}',
      "end done",
    ]);
  });

  it.each([
    ["usage", 2],
    ["unavailable", 4],
    ["interrupted", 3],
  ] as const)(
    "that could not go on (%s) is told as an error with its place in the run book, and ends with %d",
    async (code, exitCode) => {
      const { io, lines, entries } = watched();
      expect(await scheduledRun(() => Promise.reject(new JobError(code, "why\nand how")), io)).toBe(exitCode);
      expect(lines.join("\n")).toMatch(/^why\nand how/);
      expect(entries).toMatchObject([{ level: "error", about: { code, exitCode, runBook: `exit-code-${exitCode}` } }]);
    },
  );

  it("that met a defect is told with its place, and ends with 1", async () => {
    const { io, lines } = watched();
    expect(await scheduledRun(() => Promise.reject(new TypeError("x is not y")), io)).toBe(1);
    expect(lines.join("\n")).toMatch(/A defect in attached-files: TypeError: x is not y\n.*scheduled-run\.test\.ts/);
    expect(lines.join("\n")).toContain("The schedule goes on.");
  });

  it("leaves no step open, whose lines would be written for ever", async () => {
    const { io, lines } = watched();
    const run = async ({ progress }: Io): Promise<never> => {
      progress.begin("work", "files");
      throw new JobError("unavailable", "no");
    };
    await scheduledRun(run, io);
    expect(lines).toEqual(["begin work", "end left", expect.stringMatching(/^no/)]);
    const open = async ({ progress }: Io): Promise<4> => {
      progress.begin("other work", "files");
      return 4;
    };
    await scheduledRun(open, io);
    expect(lines.slice(3)).toEqual(["begin other work", "end left"]);
  });
});
