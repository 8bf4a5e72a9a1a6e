import { expect, it } from "vitest";
import { isRecent } from "./npm-problems.ts";

it.each([
  ["11.5.1", true],
  ["11.19.1", true],
  ["12.0.0-pre.0", true],
  ["11.5.0", false],
  ["10.9.4", false],
  ["", false],
])("npm %j: %s", (version, isEnough) => {
  expect(isRecent(version)).toBe(isEnough);
});
