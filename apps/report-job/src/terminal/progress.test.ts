import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { Log, type LogEntry } from "../observe/log.ts";
import { redaction } from "../observe/secrets.ts";
import { Step } from "../observe/step.ts";
import { textSink } from "../observe/text-sink.ts";
import { lineProgress } from "./line-progress.ts";
import { progressFor } from "./progress-for.ts";
import type { ProgressTimes } from "./progress-times.ts";
import type { Repeat } from "./repeat.ts";
import { barText, terminalProgress } from "./terminal-progress.ts";
import { terminalText } from "./terminal-text.ts";

/** A timer that ticks when the test says so. */
function repeated(): { repeat: Repeat; tick(): void } {
  const works = new Set<() => void>();
  return {
    repeat: (_, work) => {
      works.add(work);
      return () => works.delete(work);
    },
    tick: () => {
      for (const work of works) work();
    },
  };
}

const START = Date.parse("2026-11-24T08:54:00Z");

function times(now: () => number, repeat: Repeat = repeated().repeat): ProgressTimes {
  return { now, date: () => new Date(START + now()), repeat, timeZone: "UTC" };
}

function logTo(lines: string[]): Log {
  return new Log(textSink((text) => lines.push(...text.trimEnd().split("\n")), redaction([])));
}

describe("progress in plain lines", () => {
  it("says when a step begins and ends, and every ten seconds between", () => {
    const lines: string[] = [];
    let now = 0;
    const progress = lineProgress(
      logTo(lines),
      times(() => now, repeated().repeat),
    );
    progress.begin("asking", "files", 2000);
    for (now = 0; now <= 25_000; now += 1000) progress.advance(10);
    progress.end("done");
    expect(lines).toEqual([
      "asking: 2,000 files",
      "asking: 110 of 2,000 files after 10 s",
      "asking: 210 of 2,000 files after 20 s",
      "asking: done in 26 s",
    ]);
  });

  it("says that nobody answers while all that is sent fails, though files are done", () => {
    const lines: string[] = [];
    let now = 0;
    const progress = lineProgress(
      logTo(lines),
      times(() => now, repeated().repeat),
    );
    const rate = {
      requestsPerSecond: 1,
      allowedPerSecond: 1,
      configuredPerSecond: 1,
      burst: 0,
      retries: 0,
      throttles: 0,
      waiting: 0,
    };
    progress.begin("asking", "files", 2000, "answers", { read: () => ({ ...rate, callsLeft: 100 }) });
    for (now = 0; now <= 70_000; now += 1000) progress.advance(10, false);
    expect(lines.filter((line) => line.includes("left, until"))).toEqual([]);
    expect(lines.at(-1)).toBe(
      "asking: 710 of 2,000 files, 35 %, 1.00 requests a second (100 % of the 1.00 allowed), no answer, retrying",
    );
  });

  it("gives a sign of life every ten seconds while nothing is answered, until the step ends", () => {
    const lines: string[] = [];
    const timer = repeated();
    let now = 0;
    const progress = lineProgress(
      logTo(lines),
      times(() => now, timer.repeat),
    );
    const waitUntil = (until: number): void => {
      for (; now < until; now += 1000) timer.tick();
    };
    progress.begin("asking", "files", 63, "answers");
    waitUntil(21_000);
    progress.advance(3);
    waitUntil(41_000);
    progress.end("done");
    progress.begin("writing", "files");
    waitUntil(52_000);
    progress.end("done");
    waitUntil(99_000);
    expect(lines).toEqual([
      "asking: 63 files",
      "asking: 0 of 63 files, waiting for answers after 10 s",
      "asking: 0 of 63 files, waiting for answers after 20 s",
      "asking: 3 of 63 files after 30 s",
      "asking: 3 of 63 files, waiting for answers after 40 s",
      "asking: done in 41 s",
      "writing",
      "writing: 0 files, still at work after 10 s",
      "writing: done in 11 s",
    ]);
  });

  it("tells rate, use of the quota, throttles and what is left, by a gauge", () => {
    const lines: string[] = [];
    const entries: LogEntry[] = [];
    let now = 0;
    const write = logTo(lines);
    const log = new Log((entry) => {
      entries.push(entry);
      write.write(entry.level, entry.lines);
    });
    const reading = {
      requestsPerSecond: 1.484,
      allowedPerSecond: 1.5,
      configuredPerSecond: 1.5,
      burst: 0,
      retries: 0,
      throttles: 3,
    };
    const gauge = { read: () => ({ ...reading, waiting: 1, callsLeft: 4185 }) };
    const progress = lineProgress(
      log,
      times(() => now),
    );
    progress.begin("asking", "files", 5678, "answers", gauge);
    now = 10_000;
    progress.advance(1234);
    progress.end("done");
    expect(lines).toEqual([
      "asking: 5,678 files",
      "asking: 1,234 of 5,678 files, 21 %, 1.48 requests a second (99 % of the 1.50 allowed), 3 throttles, 47 min left, until 09:41",
      "asking: done in 10 s",
    ]);
    expect(entries.map(({ about }) => about)).toMatchObject([
      { event: "step.begin", step: "asking", unit: "files", total: 5678 },
      {
        ...{ event: "step.progress", step: "asking", unit: "files", done: 1234, total: 5678, elapsedSeconds: 10 },
        ...{
          ...reading,
          waiting: 1,
          callsLeft: 4185,
          leftSeconds: 2820,
          until: expect.stringMatching(/^2026-11-24T09:41:10/),
        },
      },
      { event: "step.end", step: "asking", done: 1234, throttles: 3 },
    ]);
  });

  it("says what a quiet step waits for, and goes on telling its rate", () => {
    const lines: string[] = [];
    const timer = repeated();
    let now = 0;
    const reading = {
      requestsPerSecond: 0.1,
      allowedPerSecond: 0.1,
      configuredPerSecond: 1.5,
      burst: 0,
      retries: 0,
      throttles: 0,
    };
    const progress = lineProgress(
      logTo(lines),
      times(() => now, timer.repeat),
    );
    progress.begin("asking", "files", 10, "answers", { read: () => ({ ...reading, waiting: 1, callsLeft: 2 }) });
    now = 10_000;
    timer.tick();
    expect(lines[1]).toBe(
      "asking: 0 of 10 files, 0 %, 0.10 requests a second (100 % of the 0.10 allowed now, of 1.50 configured), waiting for the quota",
    );
  });

  it("passes on how much a line matters, and what it is about", () => {
    const entries: LogEntry[] = [];
    const progress = lineProgress(
      new Log((entry) => entries.push(entry)).of({ scope: "main" }),
      times(() => 0),
    );
    progress.say("not answered", { level: "warn", code: "ThrottlingException" });
    expect(entries).toEqual([
      { level: "warn", lines: ["not answered"], about: { scope: "main", code: "ThrottlingException" } },
    ]);
  });

  it("shows strangers' escapes instead of obeying them", () => {
    const lines: string[] = [];
    const progress = lineProgress(
      logTo(lines),
      times(() => 0, repeated().repeat),
    );
    progress.say("\u001b[2J");
    expect(lines).toEqual(["\\u{1b}[2J"]);
  });
});

describe("the progress of a process", () => {
  async function begun(stream: PassThrough & { isTTY?: boolean; columns?: number }) {
    const lines: string[] = [];
    const progress = await progressFor(
      stream,
      logTo(lines),
      times(() => 1000),
      terminalText,
    );
    progress.begin("asking", "files", 10);
    progress.advance(5);
    return { drawn: String(stream.read() ?? ""), lines };
  }

  it("is a bar on a terminal", async () => {
    const { drawn, lines } = await begun(Object.assign(new PassThrough(), { isTTY: true, columns: 80 }));
    expect(drawn).toContain("5 of 10 files");
    expect(lines).toEqual([]);
  });

  it.each([
    ["in a pipe or file", {}],
    ["on a terminal that says it has no width", { isTTY: true, columns: 0 }],
  ])("is plain lines %s", async (_, stream) => {
    expect(await begun(Object.assign(new PassThrough(), stream))).toEqual({ drawn: "", lines: ["asking: 10 files"] });
  });
});

describe("progress on a terminal", () => {
  function drawn(done: number, total: number | undefined, elapsedMs: number): string {
    let now = 0;
    const step = new Step(() => now, "asking", "files", total);
    now = elapsedMs;
    step.advance(done);
    return barText(step.read(), { date: new Date(START), timeZone: "UTC" });
  }

  it("draws a bar with what is done, how fast, and what is left", () => {
    expect(drawn(500, 2000, 10_000)).toBe(
      "[██████░░░░░░░░░░░░░░░░░░] 500 of 2,000 files, 25 %, 50 a second, 30 s left, until 08:54",
    );
    expect(drawn(2000, 2000, 10_000)).toContain("100 %");
    expect(drawn(0, 0, 0)).toContain("0 of 0 files, 100 %");
  });

  it("draws no bar where the total is not known", () => {
    expect(drawn(50, undefined, 10_000)).toBe("50 files, 5.0 a second");
  });

  it("draws rate, quota and what is left by a gauge, and what is waited for beside them", () => {
    let now = 0;
    const reading = {
      requestsPerSecond: 1.5,
      allowedPerSecond: 1.5,
      configuredPerSecond: 1.5,
      burst: 0,
      retries: 0,
      throttles: 0,
    };
    const gauge = { read: () => ({ ...reading, waiting: 2, callsLeft: 90 }) };
    const step = new Step(() => now, "asking", "files", 10, "answers", gauge);
    step.advance(5);
    const text = (): string => barText(step.read(), { date: new Date(START), timeZone: "UTC" });
    const speed = "[████████████░░░░░░░░░░░░] 5 of 10 files, 50 %, 1.50 requests a second (100 % of the 1.50 allowed)";
    expect(text()).toBe(`${speed}, 60 s left, until 08:55`);
    now = 3000;
    expect(text()).toBe(`${speed}, waiting for the quota: 3.0 s, 60 s left, until 08:55`);
  });

  it("redraws the bar in its place while the work goes on, not more than ten times a second", () => {
    const stream = Object.assign(new PassThrough(), { columns: 120 });
    let now = 0;
    const timer = repeated();
    const progress = terminalProgress(
      stream,
      times(() => now, timer.repeat),
      terminalText,
    );
    const drawn = (): string => String(stream.read() ?? "");
    progress.begin("asking", "files", 10, "answers");
    expect(drawn()).toContain("asking …");
    now = 1000;
    progress.advance(5);
    expect(drawn()).toContain("asking  [████████████░░░░░░░░░░░░] 5 of 10 files, 50 %");
    now = 1050;
    progress.advance(1);
    expect(drawn()).toBe("");
    now = 1100;
    progress.advance(1);
    expect(drawn()).toContain("7 of 10 files, 70 %");
    now = 1200;
    timer.tick();
    expect(drawn()).toBe("");
    now = 14_100;
    timer.tick();
    expect(drawn()).toContain("waiting for answers: 13 s");
    now = 14_500;
    progress.end("10 files asked for");
    expect(drawn()).toContain("asking: 10 files asked for in 15 s");
  });
});
