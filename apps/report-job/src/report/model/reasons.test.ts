import { expect, test } from "vitest";
import type { FinishedRunRow } from "../query/finished-run.ts";
import { reasonsOf } from "./reasons.ts";

test.each([
  [1, ["1 file: no call about it succeeded.", "1 file: the run ended before it was asked about."]],
  [1200, ["1,200 files: no call about them succeeded.", "1,200 files: the run ended before they were asked about."]],
])("speaks of %i files as of so many", (files, texts) => {
  const run = {
    slot: "s",
    status: "partial",
    discoveryFinished: true,
    failed: files,
    deferred: files,
    troubleCode: null,
  };
  const reasons = reasonsOf("main", run as FinishedRunRow, "s");
  expect(reasons.map(({ text }) => text)).toEqual(texts);
});
