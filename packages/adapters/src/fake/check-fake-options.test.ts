import { describeIssue, InvalidInputError } from "@attached-files/core";
import { expect, it } from "vitest";
import { createFakeConnect, type FakeConnectOptions } from "./create-fake-connect.ts";

function problemsOf(options: unknown): readonly string[] {
  try {
    createFakeConnect(options as FakeConnectOptions);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.issues.map(describeIssue);
  }
}

it("a fake refuses every option that it does not know, and names those that it knows", () => {
  const known = /^sead: expected one of clock, .*\bseed\b.*, received a name that is not known$/;
  expect(problemsOf({ sead: 1, colour: "red", seed: 1 })).toEqual([
    expect.stringMatching(known),
    expect.stringMatching(/^colour: /),
  ]);
  expect(() => createFakeConnect({ sead: 1 } as FakeConnectOptions)).toThrow(/^createFakeConnect:/);
});

it("a fake takes options that are not given, and refuses what are none", () => {
  expect(problemsOf({ seed: undefined, sead: undefined })).toEqual([]);
  expect(problemsOf(undefined)).toEqual([]);
  for (const none of [null, "seed", 1]) expect(problemsOf(none)).toEqual([expect.stringContaining("an object")]);
});
