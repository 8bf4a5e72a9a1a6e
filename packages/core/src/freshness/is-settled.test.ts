import { expect, it } from "vitest";
import { OUTCOME_KINDS } from "../outcome/outcome.ts";
import { isSettled } from "./is-settled.ts";

it.each([
  ["APPROVED", true],
  ["REJECTED", true],
  ["FAILED", true],
  ["PROCESSING", false],
  ["UPLOAD_EXPIRED", false],
  ["approved", false],
  ["", false],
  [undefined, false],
])("a file that was retrieved with the status %j is settled: %s", (fileStatus, expected) => {
  expect(isSettled("retrieved", fileStatus)).toBe(expected);
});

it.each(OUTCOME_KINDS.filter((kind) => kind !== "retrieved"))(
  "a file that was %s is not, whatever its last known status",
  (kind) => {
    expect(["APPROVED", "PROCESSING", undefined].map((fileStatus) => isSettled(kind, fileStatus))).not.toContain(true);
  },
);
