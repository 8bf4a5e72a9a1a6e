import { expect, test } from "vitest";
import type { FinishedRunRow } from "../query/finished-run.ts";
import { reasonsOf } from "./reasons.ts";

const PAST = { status: "complete", finishedAt: "2026-11-24T06:02:05.123Z", references: 40 };

test.each([
  ["none", undefined, /^The answers are those of slot t\. No run of slot s has finished in the state\. Run a new slot/],
  [
    "a complete one",
    PAST,
    /^The answers are those of slot t\. Slot s was complete before, on 2026-11-24T06:02:05Z, with 40 files; its own are not in the state any more\.$/,
  ],
  [
    "a partial one",
    { ...PAST, status: "partial" },
    /Slot s ended before, partial, .*; its own are gone\. Run a new slot/,
  ],
])("says which run of its own slot the state knows, where it has another's answers: %s", (_, past, text) => {
  const run = { ...PAST, slot: "t", discoveryFinished: true, failed: 0, deferred: 0, troubleCode: null };
  const [reason] = reasonsOf("main", run as FinishedRunRow, "s", { past: past as FinishedRunRow | undefined });
  expect(reason).toMatchObject({ code: "other-slot", files: 40, text: expect.stringMatching(text) });
});

test.each([
  [1, ["1 file: no call about it succeeded.", "1 file: the run ended before it got an answer."]],
  [1200, ["1,200 files: no call about them succeeded.", "1,200 files: the run ended before they got an answer."]],
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
