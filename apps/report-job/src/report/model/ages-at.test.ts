import { describe, expect, it } from "vitest";
import type { AttachedScope } from "../query/attach-scopes.ts";
import type { FinishedRunRow } from "../query/finished-run.ts";
import { agesAt } from "./ages-at.ts";

const WRITTEN = new Date("2026-11-25T12:00:00Z");
const place = { region: null, endpoint: null };
const ran = (name: string, startedAt: string): AttachedScope => ({
  ...place,
  name,
  database: name,
  schemaVersion: 5,
  run: { startedAt } as FinishedRunRow,
});
const silent: AttachedScope = {
  ...place,
  name: "silent",
  missing: { scope: "silent", code: "no-finished-run", files: null, text: "" },
};
const scopes = [ran("a", "2026-11-24T06:00:01.000Z"), silent, ran("b", "2026-11-24T06:05:00.000Z")];

describe("ages are counted", () => {
  it.each([
    ["to the moment that the slot is named after", "2026-11-24T06:00:00+01:00", scopes, "2026-11-24T05:00:00.000Z"],
    ["to when the last run began, where the slot is another name", "nightly-41", scopes, "2026-11-24T06:05:00.000Z"],
    ["to when the report is written, where no run has finished", "nightly-41", [silent], WRITTEN.toISOString()],
  ])("%s", (_, slot, of, at) => {
    expect(agesAt(slot, of, WRITTEN).toISOString()).toBe(at);
  });
});
