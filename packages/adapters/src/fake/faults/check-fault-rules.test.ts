import { InvalidInputError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { createFakeConnect } from "../create-fake-connect.ts";
import type { FaultRule, ScriptedFault, SeededFault } from "./fault.ts";
import { Faults } from "./faults.ts";

function issuesOf(act: () => void): Record<string, string> {
  try {
    act();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return Object.fromEntries(error.issues.map(({ path, expected, received }) => [path, `${expected} ← ${received}`]));
  }
  return {};
}
const THROTTLE = { error: "ThrottlingException" };

describe("a fault's rule", () => {
  it.each<[string, object, Record<string, RegExp>]>([
    ["no fault", { times: 1 }, { "": /exactly one of latencyMs, reset, .* ← none of them/ }],
    ["two faults", { ...THROTTLE, reset: "after-answer" }, { "": /exactly one of .* ← reset and error/ }],
    ["an unknown error", { error: "TeapotException" }, { error: /one of AccessDeniedException, .* ← "TeapotExc/ }],
    ["an error by way of a prototype", { error: "toString" }, { error: /one of/ }],
    ["a text that is none", { ...THROTTLE, message: 1 }, { message: /a text ← 1/ }],
    ["members that are none", { ...THROTTLE, members: [] }, { members: /an object ← a list of 0/ }],
    [
      "a reason that clients fail at",
      { ...THROTTLE, members: { Reason: "X" } },
      { "members.Reason": /an object, as .*"INVALID_FILE_TYPE" \} ← "X"/ },
    ],
    ["half a second", { ...THROTTLE, retryAfterSeconds: 0.5 }, { retryAfterSeconds: /whole number of at least 0/ }],
    ["a member of another fault", { reset: "after-answer", status: 200 }, { status: /one of operation, times, reset/ }],
    ["an unknown operation", { ...THROTTLE, operation: "Nope" }, { operation: /BatchGetAttachedFileMetadata.*"Nope"/ }],
    ["a negative number of times", { ...THROTTLE, times: -1 }, { times: /at least 0, or "always" ← -1/ }],
    ["half a time", { ...THROTTLE, times: 1.5 }, { times: /1\.5/ }],
    ["endless times, which JSON cannot say", { ...THROTTLE, times: Number.POSITIVE_INFINITY }, { times: /Infinity/ }],
    ["a probability in a script", { ...THROTTLE, probability: 1 }, { probability: /does not belong here/ }],
    ["a negative latency", { latencyMs: -1 }, { latencyMs: /from 0 to 2147483647/ }],
    ["a latency beyond all timers", { latencyMs: 2 ** 31 }, { latencyMs: /from 0 to 2147483647/ }],
    ["bounds in the wrong order", { latencyMs: { from: 2, to: 1 } }, { latencyMs: /from <= to/ }],
    ["half of the bounds", { latencyMs: { from: 2 } }, { latencyMs: /from <= to/ }],
    ["a median of 0", { latencyMs: { median: 0, p99: 1 } }, { latencyMs: /0 < median/ }],
    ["a median above the 99th percentile", { latencyMs: { median: 2, p99: 1 } }, { latencyMs: /median <= p99/ }],
    ["two distributions", { latencyMs: { from: 1, to: 2, median: 1, p99: 2 } }, { latencyMs: /an object with 4/ }],
    ["an unknown moment", { reset: "midnight" }, { reset: /before-answer, within-answer, after-answer/ }],
    ["an unknown body", { body: "xml" }, { body: /truncated, not-json, html ← "xml"/ }],
    ["a status without a body", { body: "html", status: 204 }, { status: /none of 204, 205, 304/ }],
    ["a status beyond HTTP", { body: "html", status: 99 }, { status: /200 to 599/ }],
    ["an unknown oddity", { answer: "perfect" }, { answer: /one of missing-file/ }],
    ["one unknown oddity of two", { answer: ["huge-size", "x"] }, { "answer[1]": /"x"/ }],
    ["no oddity", { answer: [] }, { answer: /at least one/ }],
    [
      "an oddity that the operation cannot have",
      { answer: "huge-size", operation: "SearchCases" },
      { operation: /one of .*BatchGetAttachedFileMetadata.* ← "SearchCases"/ },
    ],
    ["every 0th entry", { answer: "huge-size", every: 0 }, { every: /at least 1 ← 0/ }],
    ["every of no entries", { answer: "reordered-files", every: 2 }, { every: /not about entries/ }],
    ["a storm without calls", { storm: {} }, { storm: /calls alone/ }],
    ["a storm of no calls", { storm: { calls: 0 } }, { "storm.calls": /at least 1 ← 0/ }],
  ])("is refused: %s", (_, rule, expected) => {
    const faults = new Faults();
    const issues = issuesOf(() => faults.next(rule as ScriptedFault));
    expect(Object.keys(issues)).toEqual(Object.keys(expected));
    for (const [path, pattern] of Object.entries(expected)) expect(issues[path]).toMatch(pattern);
    expect(faults.pending()).toEqual([]);
  });

  it.each([-0.1, 1.1, Number.NaN, "1", undefined])("is refused: a probability of %s", (probability) => {
    const rule = { ...THROTTLE, probability } as unknown as SeededFault;
    expect(issuesOf(() => new Faults().sometimes(rule)).probability).toMatch(/^a number from 0 to 1 ← /);
  });

  it("tells every issue of every rule at once, with its place, and takes none of them", () => {
    const rules = [THROTTLE, { error: "Nope", times: -1 }, null, { latencyMs: "x" }] as unknown as FaultRule[];
    const faults = new Faults();
    expect(Object.keys(issuesOf(() => faults.add(rules)))).toEqual(["[1].error", "[1].times", "[2]", "[3].latencyMs"]);
    expect(faults.pending()).toEqual([]);
    expect(Object.keys(issuesOf(() => createFakeConnect({ faults: rules })))).toContain("faults[1].error");
  });

  it("is taken as plain JSON, whatever it is", () => {
    const rules = [
      {
        ...THROTTLE,
        operation: "ListDomains",
        members: { a: [1] },
        message: "m",
        retryAfterSeconds: 0,
        times: "always",
      },
      { storm: { calls: 1 }, probability: 0 },
      { latencyMs: { from: 1, to: 1 }, probability: 1 },
      { latencyMs: { median: 1, p99: 1 } },
      { body: "html", status: 599 },
      { answer: ["huge-size", "reordered-files"], every: 1, operation: "BatchGetAttachedFileMetadata" },
    ];
    const faults = new Faults({ rules: JSON.parse(JSON.stringify(rules)) });
    expect(faults.pending()).toMatchObject(rules);
  });
});
