import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFileReference, referenceKey } from "./file-reference.ts";

const CASE = "arn:aws:cases:us-east-1:123456789012:domain/d/case/c";
const ARN = "arn:aws:connect:us-east-1:123456789012:instance/i/file/f";
const REFERENCE = { instanceId: "i", associatedResourceArn: CASE, fileId: "f" };
const GOOD = { instance_id: "i", associated_resource_arn: CASE, file_id: "f" };

function issues(fields: unknown): [path: string, expected: string, received: string][] {
  const result = parseFileReference(fields as object);
  return result.ok ? [] : result.issues.map(({ path, expected, received }) => [path, expected, received]);
}
const paths = (fields: unknown): string[] => issues(fields).map(([path]) => path);

describe("parseFileReference", () => {
  it.each([
    ["three columns", GOOD],
    ["a file ARN instead of two", { associated_resource_arn: CASE, file_arn: ARN }],
    ["a file ARN in the place of the file id", { associated_resource_arn: CASE, file_id: ARN }],
    [
      "a file ARN beside the instance that it names",
      { instance_id: "i", associated_resource_arn: CASE, file_arn: ARN },
    ],
    ["a file ARN beside the file that it names", { associated_resource_arn: CASE, file_id: "f", file_arn: ARN }],
    ["the same file ARN twice", { associated_resource_arn: CASE, file_id: ARN, file_arn: ARN }],
    ["blank cells, which say nothing", { instance_id: "", associated_resource_arn: CASE, file_id: ARN, file_arn: "" }],
    ["null, which says nothing", { ...GOOD, file_arn: null }],
    ["columns that nobody asked for", { ...GOOD, note: 5 }],
    ["no prototype", Object.assign(Object.create(null), GOOD)],
  ])("reads %s", (_name, fields) => {
    expect(parseFileReference(fields)).toEqual({ ok: true, value: REFERENCE });
  });

  it("takes an id at its limit, and not one over it", () => {
    expect(paths({ ...GOOD, instance_id: "i".repeat(100), file_id: "f".repeat(256) })).toEqual([]);
    expect(paths({ ...GOOD, instance_id: "i".repeat(101), file_id: "f".repeat(257) })).toEqual([
      "instance_id",
      "file_id",
    ]);
  });

  it("takes file ids in any script, and those that only look odd", () => {
    for (const file_id of ["件", "📎".repeat(256), " ", "=1+1", "ARN:x", "__proto__"]) {
      expect(parseFileReference({ ...GOOD, file_id })).toEqual({ ok: true, value: { ...REFERENCE, fileId: file_id } });
    }
  });

  it.each([
    ["nothing", {}, ["instance_id", "associated_resource_arn", "file_id"]],
    [
      "blank cells alone",
      { instance_id: "", associated_resource_arn: "", file_id: "" },
      ["instance_id", "associated_resource_arn", "file_id"],
    ],
    ["a resource that is no ARN", { ...GOOD, associated_resource_arn: "c" }, ["associated_resource_arn"]],
    ["numbers", { ...GOOD, instance_id: 1, file_id: 2 }, ["instance_id", "file_id"]],
    ["a case in the place of the file", { ...GOOD, file_id: CASE }, ["file_id"]],
    ["a broken file ARN and no resource", { file_arn: "arn:x" }, ["file_arn", "associated_resource_arn"]],
    [
      "a broken file ARN beside ids that are too long",
      { ...GOOD, instance_id: "i".repeat(101), file_id: "f".repeat(257), file_arn: "arn:x" },
      ["file_arn", "instance_id", "file_id"],
    ],
    ["a file ARN that is a number", { ...GOOD, file_arn: 0 }, ["file_arn"]],
    ["a broken ARN in file_id, beside a blank file_arn", { ...GOOD, file_id: "arn:x", file_arn: "" }, ["file_id"]],
    [
      "a file ARN whose ids are too long",
      {
        associated_resource_arn: CASE,
        file_arn: ARN.replace("/i/", `/${"i".repeat(101)}/`).replace(/f$/, "f".repeat(257)),
      },
      ["file_arn", "file_arn"],
    ],
    [
      "a file ARN that agrees with nothing beside it",
      { instance_id: "j", associated_resource_arn: "", file_id: "g", file_arn: ARN },
      ["instance_id", "file_id", "associated_resource_arn"],
    ],
  ])("refuses %s, with all issues at once", (_name, fields, expected) => {
    expect(paths(fields)).toEqual(expected);
  });

  it("says what disagrees with what", () => {
    expect(issues({ ...GOOD, instance_id: "j", file_id: "g", file_arn: ARN })).toEqual([
      ["instance_id", "the instance of the file ARN, i", '"j"'],
      ["file_id", "the file of the file ARN, f", '"g"'],
    ]);
  });

  it.each([undefined, null, 5, "i,c,f", [], Symbol("s")])("refuses %o, which is no object", (fields) => {
    expect(paths(fields)).toEqual([""]);
  });

  it("never throws, for any input and any field", () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true });
    const field = fc.oneof(anything, fc.constantFrom("", CASE, ARN, "arn:"));
    const fields = fc.record({ instance_id: field, associated_resource_arn: field, file_id: field, file_arn: field });
    fc.assert(
      fc.property(fc.oneof(anything, fields), (input) => {
        const result = parseFileReference(input as object);
        if (!result.ok) expect(result.issues.length).toBeGreaterThan(0);
      }),
      { seed: 22, numRuns: 500 },
    );
  });
});

describe("referenceKey", () => {
  it("is equal for equal references, and for no others", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 3 }), fc.constantFrom("", '"', '","', "\\", "\ud800"));
    const reference = fc.record({ instanceId: text, associatedResourceArn: text, fileId: text });
    fc.assert(
      fc.property(reference, reference, (one, other) => {
        const same = Object.keys(one).every((key) => Reflect.get(one, key) === Reflect.get(other, key));
        expect(referenceKey(one) === referenceKey(other)).toBe(same);
        expect(referenceKey(one)).toBe(referenceKey({ ...one }));
      }),
      { seed: 23, numRuns: 500 },
    );
  });

  it("does not move text from one member to the next", () => {
    const key = (instanceId: string, fileId: string): string => referenceKey({ ...REFERENCE, instanceId, fileId });
    expect(key('a","b', "c")).not.toBe(key("a", 'b","c'));
    expect(key("\ud800", "")).not.toBe(key("\ufffd", ""));
  });
});
