import { expect, it } from "vitest";
import type { TroubleMessage } from "../notify/trouble.ts";
import { closingSection } from "./closing-section.ts";

type Scopes = NonNullable<Parameters<typeof closingSection>[2]>["scopes"];

function ended(...codes: readonly (string | null)[]): { slot: string; scopes: Scopes } {
  const scopes = codes.map((troubleCode, index) => ({
    name: `scope-${index}`,
    status: "partial",
    run: { slot: "s", troubleCode },
  }));
  return { slot: "s", scopes: scopes as unknown as Scopes };
}
const inUse = (scope: string): TroubleMessage => ({
  scope,
  code: "unavailable",
  operation: null,
  bucket: null,
  title: "",
  runBook: "reason-state-in-use",
  text: null,
});

it.each([
  ["time alone was wanting", ended("TimeBox", "TimeBox"), [], "error-time-box"],
  ["all was denied", ended("AccessDeniedException"), [], "error-access-denied"],
  ["scopes met different trouble", ended("TimeBox", "AccessDeniedException"), [], "exit-code-4"],
  ["one says nothing of what it met", ended("TimeBox", null), [], "exit-code-4"],
  ["a state was in use, and there is no report", undefined, [inUse("a"), inUse("b")], "reason-state-in-use"],
  ["a state was in use, and time was wanting", ended("TimeBox"), [inUse("b")], "exit-code-4"],
  ["the scope of another slot stands", { ...ended("TimeBox"), slot: "t" }, [], "exit-code-4"],
  ["nothing is known of it", undefined, [], "exit-code-4"],
] as const)("the last line of exit code 4 names the section, where %s", (_, report, troubles, section) => {
  expect(closingSection(4, troubles, report)).toBe(section);
});

it.each([
  ["a scope", ended("SourceUnreachable"), ["scope-0"], 4, "trouble-other-input"],
  ["a scope, in part answered before,", ended("SourceUnreachable"), ["scope-0"], 3, "trouble-other-input"],
  ["of two scopes one", ended("SourceUnreachable", "TimeBox"), ["scope-0"], 4, "exit-code-4"],
  ["of two scopes one", ended("SourceUnreachable", null), ["scope-0"], 3, "exit-code-3"],
] as const)("names no trouble of an earlier start where %s was left as it was", (_, report, names, code, section) => {
  const left = new Map(names.map((name) => [name, "trouble-other-input"]));
  expect(closingSection(code, [], report, left)).toBe(section);
});

it("the last line of every other exit code names that of the code", () => {
  for (const code of [2, 3, 5] as const)
    expect(closingSection(code, [inUse("a")], ended("TimeBox"))).toBe(`exit-code-${code}`);
});
