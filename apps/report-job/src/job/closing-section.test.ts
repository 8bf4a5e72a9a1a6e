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

it("the last line of every other exit code names that of the code", () => {
  for (const code of [2, 3, 5] as const)
    expect(closingSection(code, [inUse("a")], ended("TimeBox"))).toBe(`exit-code-${code}`);
});
