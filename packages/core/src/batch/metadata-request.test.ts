import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../errors/invalid-input-error.ts";
import { parseMetadataRequest } from "./metadata-request.ts";

const CASE = "arn:aws:cases:us-east-1:123456789012:domain/d/case/c";
const GOOD = { instanceId: "i-1", associatedResourceArn: CASE, fileIds: ["f-1"] };
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `f-${index}`);

/** The paths of the issues, in order; none when the request is accepted. */
function paths(input: unknown): string[] {
  const result = parseMetadataRequest(input);
  return result.ok ? [] : result.issues.map((issue) => issue.path);
}

describe("parseMetadataRequest", () => {
  it.each([
    ["one file", {}],
    ["an instance id of 1 character", { instanceId: "i" }],
    ["an instance id of 100 characters", { instanceId: "i".repeat(100) }],
    ["an instance id of 100 characters of two UTF-16 units", { instanceId: "📎".repeat(100) }],
    ["99 files", { fileIds: ids(99) }],
    ["100 files", { fileIds: ids(100) }],
    ["a file id of 1 character", { fileIds: ["f"] }],
    ["a file id of 256 characters", { fileIds: ["f".repeat(256)] }],
    ["a file id of 256 characters in another script", { fileIds: ["件".repeat(256)] }],
    ["a resource that is no case, as newer models allow", { associatedResourceArn: CASE.replace("case/", "task/") }],
    ["a resource in another partition", { associatedResourceArn: CASE.replace("aws", "aws-us-gov") }],
    ["the same file twice, which no limit forbids", { fileIds: ["f", "f"] }],
  ])("accepts %s", (_name, change) => {
    expect(parseMetadataRequest({ ...GOOD, ...change })).toEqual({ ok: true, value: { ...GOOD, ...change } });
  });

  it.each([
    ["no instance id", { instanceId: undefined }, ["instanceId"]],
    ["an empty instance id", { instanceId: "" }, ["instanceId"]],
    ["an instance id of 101 characters", { instanceId: "i".repeat(101) }, ["instanceId"]],
    ["an instance id that is a number", { instanceId: 1 }, ["instanceId"]],
    ["no resource", { associatedResourceArn: undefined }, ["associatedResourceArn"]],
    ["a resource that is no ARN", { associatedResourceArn: "case-1" }, ["associatedResourceArn"]],
    ["no files", { fileIds: [] }, ["fileIds"]],
    ["files that are no list", { fileIds: "f-1" }, ["fileIds"]],
    ["files in an object that looks like a list", { fileIds: { 0: "f", length: 1 } }, ["fileIds"]],
    ["101 files", { fileIds: ids(101) }, ["fileIds"]],
    ["an empty file id", { fileIds: ["f", ""] }, ["fileIds[1]"]],
    ["a file id of 257 characters", { fileIds: ["f".repeat(257)] }, ["fileIds[0]"]],
    ["a null file id", { fileIds: ["f", null, "g", 5] }, ["fileIds[1]", "fileIds[3]"]],
    ["a hole in the list", { fileIds: new Array(2).concat("f") }, ["fileIds[0]", "fileIds[1]"]],
    ["half of a character", { fileIds: ["\udc00"] }, ["fileIds[0]"]],
    ["members in the operation's spelling", { fileIds: undefined, FileIds: ["f"] }, ["fileIds"]],
  ])("refuses %s", (_name, change, expected) => {
    expect(paths({ ...GOOD, ...change })).toEqual(expected);
  });

  it("tells all issues at once, each with its place, in the order of the members", () => {
    const input = { instanceId: "", associatedResourceArn: "x", fileIds: [...ids(99), "", "y".repeat(257), null] };
    expect(paths(input)).toEqual([
      "instanceId",
      "associatedResourceArn",
      "fileIds",
      "fileIds[99]",
      "fileIds[100]",
      "fileIds[101]",
    ]);
    expect(paths({})).toEqual(["instanceId", "associatedResourceArn", "fileIds"]);
  });

  it.each([undefined, null, "text", 1, [], [GOOD], Symbol("s"), () => GOOD])(
    "refuses %o, which is no object",
    (input) => {
      expect(paths(input)).toEqual([""]);
    },
  );

  it("leaves out what the operation does not ask for, and its input as it was", () => {
    const input = Object.freeze({ ...GOOD, fileIds: Object.freeze(["f-1"]), more: 1 });
    expect(parseMetadataRequest(input)).toEqual({ ok: true, value: GOOD });
  });

  it("does not change when its input changes later", () => {
    const input = { ...GOOD, fileIds: ["f-1"] };
    const result = parseMetadataRequest(input);
    input.fileIds.push("");
    expect(result).toEqual({ ok: true, value: GOOD });
  });

  it("reads an object without a prototype", () => {
    expect(paths(Object.assign(Object.create(null), GOOD))).toEqual([]);
  });

  it("never throws, for any input and any member", () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true });
    const input = fc.oneof(
      anything,
      fc.record({
        instanceId: anything,
        associatedResourceArn: anything,
        fileIds: fc.oneof(anything, fc.array(anything)),
      }),
    );
    fc.assert(
      fc.property(input, (value) => {
        expect(paths(value).length).toBeGreaterThan(0);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe("InvalidInputError", () => {
  it("carries every issue, one on a line, and is not worth a retry", () => {
    const result = parseMetadataRequest({ ...GOOD, instanceId: "", fileIds: [] });
    const error = new InvalidInputError("The request", result.ok ? [] : result.issues);
    expect(error).toMatchObject({ name: "InvalidInputError", code: "InvalidInput", retryable: false });
    expect(error).toBeInstanceOf(Error);
    expect(error.message.split("\n")).toEqual([
      "The request:",
      '  instanceId: expected a text of 1 to 100 characters, received 0 characters: ""',
      "  fileIds: expected a list of 1 to 100 file ids, received a list of 0",
    ]);
    expect(error.issues.map((issue) => issue.path)).toEqual(["instanceId", "fileIds"]);
  });
});
