import { expect, it } from "vitest";
import { lineText } from "./message-line.ts";
import { numbersLines } from "./numbers-lines.ts";

const NUMBERS = {
  files: 648,
  described: 646,
  needsAPerson: 70,
  notKnown: 648,
  callFailed: 646,
  notAsked: 2,
  earlierAnswersLeftOut: 2,
};
const linesOf = (numbers: typeof NUMBERS, exitCode: 0 | 3 | 4, ...codes: readonly string[]) =>
  numbersLines(
    numbers,
    { status: exitCode === 0 ? "complete" : "partial", exitCode },
    codes.map((code) => ({ scope: "main", code, files: null, of: null })),
  ).map(lineText);

it("tells what earlier runs knew apart, where the slot has no answer", () => {
  expect(linesOf(NUMBERS, 4)).toEqual([
    "As earlier runs knew them: 648 files, 646 described, 70 need a person, not counting files refused or unanswered earlier that are not known now",
    "In this slot: 648 of 648 not known: no call succeeded about 646, 2 are left for the next run",
  ]);
});

it("leaves nothing out where no file was refused or unanswered when it was asked about last", () => {
  expect(linesOf({ ...NUMBERS, earlierAnswersLeftOut: 0 }, 4)[0]).toBe(
    "As earlier runs knew them: 648 files, 646 described, 70 need a person",
  );
});

it("says of no file that there is none where nothing answered", () => {
  const none = {
    files: 0,
    described: 0,
    needsAPerson: 0,
    notKnown: 0,
    callFailed: 0,
    notAsked: 0,
    earlierAnswersLeftOut: 0,
  };
  expect(linesOf(none, 4)).toEqual([
    "No file is known, because nothing answered: it is a first run, or the state is another one, or was lost (reason-state-missing)",
  ]);
  expect(linesOf(none, 3)).toEqual(["0 files: 0 described, at least 0 need a person, 0 not known"]);
});

it("tells all in a line, where the slot has an answer, or nothing was known before", () => {
  expect(linesOf(NUMBERS, 3)).toEqual([
    expect.stringMatching(/^648 files: 646 of 648 described, .*, 648 of 648 not known: /),
  ]);
  expect(linesOf({ ...NUMBERS, described: 0 }, 4)).toEqual([expect.stringMatching(/^648 files: 0 of 648 described, /)]);
});

const PART = { ...NUMBERS, described: 900, needsAPerson: 1, files: 1200, notKnown: 300, callFailed: 300, notAsked: 0 };

it("says of a partial answer of how many each number is, what may be more, and that the search did not end", () => {
  const numbers =
    "900 of 1,200 described, at least 1 of 1,200 needs a person, 300 of 1,200 not known: no call succeeded about 300";
  expect(linesOf(PART, 3, "call-failed")).toEqual([`1,200 files: ${numbers}`]);
  expect(linesOf(PART, 3, "call-failed", "discovery-unfinished")).toEqual([
    `1,200 files found, of a search that did not end: ${numbers}`,
  ]);
});

it("says of a complete answer each number as it is", () => {
  expect(linesOf({ ...PART, notKnown: 0, callFailed: 0 }, 0)).toEqual([
    "1,200 files: 900 described, 1 needs a person, 0 not known",
  ]);
});
