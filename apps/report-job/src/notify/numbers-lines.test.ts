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
const linesOf = (numbers: typeof NUMBERS, exitCode: 3 | 4) => numbersLines(numbers, exitCode).map(lineText);

it("tells what earlier runs knew apart, where the slot has no answer", () => {
  expect(linesOf(NUMBERS, 4)).toEqual([
    "As earlier runs knew them: 648 files, 646 described, 70 need a person, not counting files refused or unanswered earlier that are not known now",
    "In this slot: 648 not known: no call succeeded about 646, 2 were never asked about",
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
  expect(linesOf(none, 4)).toEqual(["No file is known yet, because nothing answered"]);
  expect(linesOf(none, 3)).toEqual(["0 files: 0 described, 0 need a person, 0 not known"]);
});

it("tells all in a line, where the slot has an answer, or nothing was known before", () => {
  expect(linesOf(NUMBERS, 3)).toEqual([expect.stringMatching(/^648 files: 646 described, .*, 648 not known: /)]);
  expect(linesOf({ ...NUMBERS, described: 0 }, 4)).toEqual([expect.stringMatching(/^648 files: 0 described, /)]);
});
