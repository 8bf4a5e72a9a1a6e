import { expect, it } from "vitest";
import { fileTypeOf } from "./file-type.ts";

it.each([
  ["a.pdf", "pdf"],
  ["A.B.DocX", "docx"],
  [".env", "env"],
  ["a.tar-gz_1", "tar-gz_1"],
  ["pdf", undefined],
  ["a.", undefined],
  ["a.elevenchars", undefined],
  ["a.p df", undefined],
  ["a.pdf\n", undefined],
  ["a.pdf\u202e", undefined],
  ["a.ＰＤＦ", undefined],
  ["", undefined],
])("of %j it is %j", (fileName, expected) => {
  expect(fileTypeOf(fileName)).toBe(expected);
});
