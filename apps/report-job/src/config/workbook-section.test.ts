import { describeIssue } from "@attached-files/core";
import { expect, it } from "vitest";
import { WORKBOOK_ROWS } from "../report/workbook/report-workbook.ts";
import { FORMAT_ROWS } from "../report/workbook/write-workbook.ts";
import { parseConfig } from "./parse-config.ts";

function rowLimitOf(workbook?: unknown): readonly string[] | number {
  const parsed = parseConfig({ scopes: [{ name: "main" }], report: { workbook } });
  return parsed.ok ? parsed.value.report.workbook.rowLimit : parsed.issues.map(describeIssue);
}

it("gives a sheet as many rows as programs open in some seconds, or as many as are asked for, up to what the format takes", () => {
  expect([rowLimitOf(), rowLimitOf({})]).toEqual([WORKBOOK_ROWS, WORKBOOK_ROWS]);
  expect([rowLimitOf({ rowLimit: 1 }), rowLimitOf({ rowLimit: FORMAT_ROWS - 1 })]).toEqual([1, 1_048_575]);
});

it.each([
  [0, /^report\.workbook\.rowLimit: expected .*1.*, received 0/],
  [1_048_576, /^report\.workbook\.rowLimit: expected .*1048575.*, received 1048576/],
  [1.5, /^report\.workbook\.rowLimit: expected .*, received 1.5/],
  ["many", /^report\.workbook\.rowLimit: expected .*, received "many"/],
])("refuses a limit of %j rows, and says what is allowed", (rowLimit, expected) => {
  expect(rowLimitOf({ rowLimit })).toEqual([expect.stringMatching(expected)]);
});
