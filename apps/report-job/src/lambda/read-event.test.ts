import { describe, expect, it } from "vitest";
import { readEvent } from "./read-event.ts";

describe("an event", () => {
  it.each([
    [undefined, { full: false }],
    [null, { full: false }],
    [{}, { full: false }],
    [{ slot: "2026-11-24T06:00:00Z" }, { full: false, slot: "2026-11-24T06:00:00Z" }],
    [
      { slot: "daily", full: true, status: "partial", goesOn: true },
      { full: true, slot: "daily" },
    ],
  ])("%j asks for %j", (event, asked) => {
    expect(readEvent(event)).toEqual({ ok: true, value: asked });
  });

  it.each([
    ["2026-11-24", ["event"]],
    [{ slot: 20_261_124 }, ["event.slot"]],
    [{ slot: "" }, ["event.slot"]],
    [{ slot: "<aws.scheduler.scheduled-time>", full: 1 }, ["event.full", "event.slot"]],
    [{ slot: "2026-02-30" }, ["event.slot"]],
    [{ slot: "latest" }, ["event.slot"]],
  ])("%j is refused for what is wrong with it", (event, paths) => {
    const read = readEvent(event);
    expect(read.ok ? [] : read.issues.map(({ path }) => path)).toEqual(paths);
  });
});
