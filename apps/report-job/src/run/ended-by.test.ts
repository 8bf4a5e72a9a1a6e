import { expect, it } from "vitest";
import { endedBy } from "./ended-by.ts";

const [TIME, DOWN, DENIED] = ["TimeBox", "SourceUnreachable", "AccessDeniedException"].map((code) => ({ code }));

it("a run was ended by what a service answered, before the time, and by the first of several", () => {
  expect(endedBy(TIME, DOWN)).toBe(DOWN);
  expect(endedBy(DENIED, DOWN)).toBe(DENIED);
  expect(endedBy(undefined, TIME)).toBe(TIME);
  expect(endedBy(undefined, undefined)).toBeUndefined();
});
