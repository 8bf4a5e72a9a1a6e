import { type MetadataAnswer, parseMetadataAnswer } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { operationOutput } from "./operation-output.ts";

const FILE = {
  CreationTime: "2026-10-01T08:00:00.000Z",
  FileArn: "arn:aws:connect:eu-central-1:111122223333:instance/i/file/f",
  FileId: "f",
  FileName: "a\nb\u202e.pdf",
  FileSizeInBytes: 9007199254740993n,
  FileStatus: "APPROVED",
  Tags: {},
};
const ERROR = { ErrorCode: "ResourceNotFoundException", ErrorMessage: "no", FileId: "g" };

function answer(raw: object): MetadataAnswer {
  const parsed = parseMetadataAnswer(raw);
  if (!parsed.ok) throw new Error("the test's own answer is malformed");
  return parsed.value;
}

function written(...answers: object[]): string {
  const texts: string[] = [];
  const output = operationOutput((text) => texts.push(text));
  for (const each of answers) output.add(answer(each));
  output.end();
  return texts.join("");
}

describe("the output of many answers", () => {
  it.each([
    ["no file and no error", [{}], { Files: [], Errors: [] }],
    ["files alone", [{ Files: [FILE, FILE] }, { Files: [FILE] }], { Files: [FILE, FILE, FILE], Errors: [] }],
    ["errors alone", [{ Errors: [ERROR] }, {}, { Errors: [ERROR] }], { Files: [], Errors: [ERROR, ERROR] }],
    ["both", [{ Files: [FILE], Errors: [ERROR] }, { Files: [FILE] }], { Files: [FILE, FILE], Errors: [ERROR] }],
  ])("is one answer of the operation, laid out as JSON.stringify does: %s", (_, answers, expected) => {
    const size = String(FILE.FileSizeInBytes);
    const plain = JSON.stringify(expected, (_key, value) => (typeof value === "bigint" ? "SIZE" : value), 2);
    expect(written(...answers)).toBe(`${plain.replaceAll('"SIZE"', size).replaceAll("\u202e", "\\u202e")}\n`);
  });

  it("is nothing where there was no answer", () => {
    expect(written()).toBe("");
  });

  it("has each file as soon as it is known", () => {
    const texts: string[] = [];
    const output = operationOutput((text) => texts.push(text));
    output.add(answer({ Files: [FILE] }));
    expect(texts.join("")).toContain('"FileId": "f"');
  });
});
