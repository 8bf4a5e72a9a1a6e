import { expect, it } from "vitest";
import { waitLeftMs } from "./wait-left.ts";

it.each([
  ["each scope waits as long as it may", undefined, 65_000],
  ["nobody waits for longer than the whole of it", 70_000, 65_000],
  ["what others have waited is gone", 10_000, 10_000],
  ["where nothing is left, nobody waits", -5000, 0],
])("%s", (_, leftMs, expected) => {
  const now = new Date("2026-11-24T06:00:00Z");
  const waitsEndAt = leftMs === undefined ? undefined : new Date(now.getTime() + leftMs);
  expect(waitLeftMs({ waitMs: 65_000, waitsEndAt }, { now: () => now })).toBe(expected);
});
