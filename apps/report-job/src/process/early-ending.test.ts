import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { JobError } from "../exit-code.ts";
import { SECTIONS } from "../run-book/run-book.ts";
import { endEarly } from "./early-ending.ts";

function loading(format: "text" | "json") {
  const signals = new EventEmitter();
  const said: string[] = [];
  const ends: number[] = [];
  const othersHear = endEarly({
    signals: signals as never,
    runId: "r-1",
    format,
    date: () => new Date("2026-11-27T06:00:00Z"),
    write: (text) => said.push(text),
    exit: (exitCode) => ends.push(exitCode),
  });
  return { signals, said, ends, othersHear };
}

describe("a process that is asked to end while it loads", () => {
  it.each(["SIGINT", "SIGTERM"])(
    "says on %s that nothing was begun and what to do, and ends as one that was interrupted",
    (name) => {
      const { signals, said, ends } = loading("text");
      signals.emit(name);
      expect(said).toEqual([expect.stringMatching(/^Asked to end before anything was begun: .*same command.*\.\n$/)]);
      expect(ends).toEqual([new JobError("interrupted", "").exitCode]);
    },
  );

  it("says it in JSON, as an error with its code, its run and its section", () => {
    const { signals, said } = loading("json");
    signals.emit("SIGTERM");
    const line = JSON.parse(said.join(""));
    expect(line).toMatchObject({ level: "error", runId: "r-1", code: "interrupted", exitCode: 3 });
    expect(line.time).toBe("2026-11-27T06:00:00.000Z");
    expect(SECTIONS.map(({ id }) => id)).toContain(line.runBook);
  });

  it("says no more once others hear signals", () => {
    const { signals, said, ends, othersHear } = loading("text");
    othersHear();
    expect([signals.listenerCount("SIGINT"), signals.listenerCount("SIGTERM")]).toEqual([0, 0]);
    signals.emit("SIGTERM");
    expect([...said, ...ends]).toEqual([]);
  });
});
