import { describeIssue } from "@attached-files/core";
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
    [
      // What EventBridge sends of a schedule that has no input of its own.
      {
        version: "0",
        id: "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
        "detail-type": "Scheduled Event",
        source: "aws.events",
        account: "111122223333",
        time: "2026-11-24T06:00:00Z",
        region: "eu-central-1",
        resources: ["arn:aws:events:eu-central-1:111122223333:rule/attached-files"],
        detail: {},
      },
      { full: false },
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
    [["2026-11-24"], ["event"]],
    [{ slat: "x" }, ["event.slat"]],
    [{ slot: "daily", Full: true, key1: "a" }, ["event.Full", "event.key1"]],
    [Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`n${n}`, 1])), [0, 1, 2, 3, 4].map((n) => `event.n${n}`)],
  ])("%j is refused for what is wrong with it", (event, paths) => {
    const read = readEvent(event);
    expect(read.ok ? [] : read.issues.map(({ path }) => path)).toEqual(paths);
  });

  it("with a member that there is not is told which there are, and what was likely meant", () => {
    const told = (event: object): string => {
      const read = readEvent(event);
      return read.ok ? "" : read.issues.map(describeIssue).join("\n");
    };
    expect(told({ slat: "x" })).toBe(
      'event.slat: expected no member but slot and full (did you mean slot?), received "x"',
    );
    expect(told({ key1: 1 })).toMatch(/but slot and full, received 1$/);
  });
});
