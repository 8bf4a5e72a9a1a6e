import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { endingOf } from "./ending.ts";

function begun(onlyWaits = false) {
  const source = new EventEmitter();
  const said: string[] = [];
  const ends: number[] = [];
  const signal = endingOf(
    source,
    (line) => said.push(line),
    (exitCode) => ends.push(exitCode),
    () => onlyWaits,
  );
  return { source, said, ends, signal };
}

describe("a process that is asked to end", () => {
  it.each(["SIGINT", "SIGTERM"])("says at once on %s that it finishes, and tells whatever is under way", (name) => {
    const { source, said, ends, signal } = begun();
    expect(signal.aborted).toBe(false);
    source.emit(name);
    expect(signal.aborted).toBe(true);
    expect(said).toEqual([expect.stringMatching(/^Interrupted, finishing/)]);
    expect(ends).toEqual([]);
  });

  it("says that nothing is under way where it only waited", () => {
    const { source, said, signal } = begun(true);
    source.emit("SIGTERM");
    expect(signal.aborted).toBe(true);
    expect(said).toEqual(["Interrupted while it only waited: nothing is under way, and it ends now."]);
  });

  it.each([
    ["SIGINT", "SIGINT", 130],
    ["SIGINT", "SIGTERM", 143],
    ["SIGTERM", "SIGINT", 130],
  ])("ends at once where %s is followed by %s", (first, second, exitCode) => {
    const { source, ends } = begun();
    source.emit(first);
    source.emit(second);
    expect(ends).toEqual([exitCode]);
  });
});
