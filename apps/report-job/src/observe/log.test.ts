import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { immediateLines, jsonSink } from "./json-sink.ts";
import { Log, type LogAbout } from "./log.ts";
import { redaction } from "./secrets.ts";
import { textSink } from "./text-sink.ts";

const RUN_ID = "3f2c9a6e-0000-4000-8000-000000000000";
const NOW = new Date("2026-11-24T06:00:00.000Z");

function jsonLog(): { log: Log; written: string[] } {
  const written: string[] = [];
  const to = { write: (line: string) => void written.push(line) };
  return { log: new Log(jsonSink({ runId: RUN_ID, date: () => NOW, redact: redaction([]), to })), written };
}

function textLog(): { log: Log; written: string[] } {
  const written: string[] = [];
  return { log: new Log(textSink((text) => written.push(text), redaction([]))), written };
}

/** Characters that a terminal, JSON or a format string could take for more than a character. */
const STRANGE = [
  "a",
  "é",
  "漢",
  "😀",
  "\ud800",
  "\u001b",
  "\u202e",
  "\n",
  "\r",
  '"',
  "\\",
  "%",
  "\u0085",
  "\u2028",
  "\ufeff",
  "\0",
];

describe("a log in JSON", () => {
  it("holds time, level, run, what the line is about, and the message", () => {
    const { log, written } = jsonLog();
    log.of({ scope: "main", slot: "s1" }).warn("3 files not answered", { code: "ThrottlingException", files: 3 });
    expect(written.map((line) => JSON.parse(line))).toEqual([
      {
        level: "warn",
        time: "2026-11-24T06:00:00.000Z",
        runId: RUN_ID,
        scope: "main",
        slot: "s1",
        code: "ThrottlingException",
        files: 3,
        msg: "3 files not answered",
      },
    ]);
  });

  it("keeps the lines of a message as one object", () => {
    const { log, written } = jsonLog();
    log.error(["first", "second"], { code: "usage" });
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0] ?? "")).toMatchObject({ level: "error", msg: "first\nsecond", code: "usage" });
  });

  it("writes each message and all that it is about as one object in one line, which no terminal obeys", () => {
    const text = fc.string({ unit: fc.constantFrom(...STRANGE), maxLength: 20 });
    const value = fc.oneof(
      text,
      fc.array(text, { maxLength: 2 }),
      fc.bigInt(),
      fc.date(),
      fc.constant(undefined),
      fc.double(),
    );
    const about = fc.dictionary(text, fc.oneof(value, fc.dictionary(text, value, { maxKeys: 2 })), { maxKeys: 3 });
    const { log, written } = jsonLog();
    fc.assert(
      fc.property(text, about, (message, given) => {
        written.length = 0;
        log.info(message, given as LogAbout);
        expect(written).toHaveLength(1);
        const [line = ""] = written;
        expect(line).toMatch(/^[^\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]*\n$/u);
        expect(JSON.parse(line)).toMatchObject({ msg: message, runId: RUN_ID, level: "info" });
      }),
      { numRuns: 300 },
    );
  });

  it("says the same as the message to whoever reads the JSON", () => {
    const { log, written } = jsonLog();
    const message = "\u001b[2J \u202Efdp.exe %s %d {} \u009b";
    log.info(message);
    expect(written[0]).toContain("\\u001b[2J \\u202efdp.exe");
    expect(JSON.parse(written[0] ?? "").msg).toBe(message);
  });

  it("lets nothing stand in for time, level, run or message", () => {
    const { log, written } = jsonLog();
    log.info("mine", { msg: "theirs", runId: "theirs", level: "theirs", time: "theirs" });
    expect(written[0]).not.toContain("theirs");
  });
});

describe("a file that lines are written to", () => {
  it("holds a line as soon as it is written", async () => {
    const folder = await mkdtemp(join(tmpdir(), "attached-files-log-"));
    const fileDescriptor = openSync(join(folder, "log"), "w");
    immediateLines(fileDescriptor).write("line\n");
    expect(readFileSync(join(folder, "log"), "utf8")).toBe("line\n");
    closeSync(fileDescriptor);
    await rm(folder, { recursive: true });
  });

  it.runIf(existsSync("/dev/full"))("ends nothing when its disk is full", () => {
    const fileDescriptor = openSync("/dev/full", "w");
    const lines = immediateLines(fileDescriptor);
    expect(() => {
      for (let line = 0; line < 3; line += 1) lines.write("line\n");
    }).not.toThrow();
    closeSync(fileDescriptor);
  });
});

describe("a log in text", () => {
  it("is the message alone, and keeps the lines of our own messages", () => {
    const { log, written } = textLog();
    log.info("one", { scope: "main" });
    log.error(["two", "three"]);
    expect(written).toEqual(["one\n", "two\nthree\n"]);
  });

  it("shows escapes and line breaks within a line instead of obeying them", () => {
    const { log, written } = textLog();
    log.info("\u001b[2J\nforged line");
    expect(written).toEqual(["\\u{1b}[2J\\u{a}forged line\n"]);
  });

  it("cuts what would fill the screen once, and says how long it was", () => {
    const { log, written } = textLog();
    log.info(["next step", "x".repeat(500_000)]);
    expect(written[0]).toMatch(/^next step\nx{1900}… \(cut: 500,000 characters\)\n$/);
  });
});
