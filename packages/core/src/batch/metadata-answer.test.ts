import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MetadataAnswer, parseMetadataAnswer } from "./metadata-answer.ts";

const FILE = {
  CreationTime: "2024-05-03T02:41:28.172Z",
  FileArn: "arn:aws:connect:us-east-1:123456789012:instance/i/file/f",
  FileId: "f",
  FileName: "a.pdf",
  FileSizeInBytes: 1,
  FileStatus: "APPROVED",
};

function read(raw: unknown): MetadataAnswer {
  const result = parseMetadataAnswer(raw);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.issues)}`);
  return result.value;
}

describe("parseMetadataAnswer", () => {
  it.each([{}, { Files: null, Errors: null }, { Files: [], Errors: [] }, { Files: undefined }])(
    "takes %o for an answer without entries: the model promises neither list",
    (raw) => {
      expect(read(raw)).toEqual({ files: [], incompleteFiles: [], errors: [], irregularities: [] });
    },
  );

  it("tells complete files, incomplete ones and errors apart, in the order of the answer", () => {
    const answer = read({
      Files: [{ ...FILE, FileId: "b" }, { FileId: "half" }, { ...FILE, FileId: "a" }],
      Errors: [{ FileId: "y" }, { FileId: "x" }],
    });
    expect(answer.files.map((file) => file.fileId)).toEqual(["b", "a"]);
    expect(answer.incompleteFiles).toEqual([{ fileId: "half" }]);
    expect(answer.errors).toEqual([{ fileId: "y" }, { fileId: "x" }]);
    expect(answer.irregularities).toHaveLength(5);
    expect(new Set(answer.irregularities.map(({ kind }) => kind))).toEqual(new Set(["missing-member"]));
  });

  it("notes each entry that is none, with its place", () => {
    expect(read({ Files: [null, 5, FILE], Errors: [null] }).irregularities).toMatchObject([
      { kind: "null-entry", path: "Files[0]" },
      { kind: "not-an-object", path: "Files[1]" },
      { kind: "null-entry", path: "Errors[0]" },
    ]);
  });

  it("notes unknown members of the answer itself under their own names", () => {
    const raw = JSON.parse('{"Files":[],"NextToken":"t","__proto__":1,"__type":"Response"}');
    expect(read(raw).irregularities).toEqual([
      { kind: "unknown-member", path: "NextToken", detail: '"t"' },
      { kind: "unknown-member", path: "__proto__", detail: "1" },
    ]);
  });

  it("reads own members alone", () => {
    const raw = Object.create({ Inherited: 1 });
    expect(read(Object.assign(raw, { Files: [] })).irregularities).toEqual([]);
  });

  it.each([undefined, null, 5, "{}", [], [FILE], true])("refuses %o, which is no object", (raw) => {
    expect(parseMetadataAnswer(raw)).toMatchObject({ ok: false, issues: [{ path: "" }] });
  });

  it("refuses lists that are something else, both at once", () => {
    const result = parseMetadataAnswer({ Files: { 0: FILE }, Errors: "none" });
    expect(result).toEqual({
      ok: false,
      issues: [
        { path: "Files", expected: "a list", received: "an object with 1 member" },
        { path: "Errors", expected: "a list", received: '"none"' },
      ],
    });
  });

  it("never throws, and notes stay short, for any input", () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true, maxDepth: 4 });
    const entry = fc.oneof(
      anything,
      fc.dictionary(fc.constantFrom(...Object.keys(FILE), "CreatedBy", "Tags", "x"), anything),
    );
    const input = fc.oneof(anything, fc.record({ Files: fc.array(entry), Errors: fc.array(entry) }));
    fc.assert(
      fc.property(input, (raw) => {
        const result = parseMetadataAnswer(raw);
        if (!result.ok) return;
        for (const { path, detail } of result.value.irregularities) {
          expect(path.length).toBeLessThan(500);
          expect(detail.length).toBeLessThan(1800);
        }
      }),
      { seed: 16, numRuns: 1000 },
    );
  });

  it("keeps notes short where names and values are endless", () => {
    const endless = "x".repeat(1e6);
    const raw = {
      Files: [
        { FileName: endless },
        {
          ...FILE,
          [endless]: endless,
          FileStatus: endless,
          FileUseCaseType: endless,
          CreatedBy: { [endless]: endless },
        },
      ],
      [endless]: 1,
    };
    const { files, irregularities } = read(raw);
    expect(irregularities).toHaveLength(6);
    for (const { path, detail } of irregularities) expect(path.length + detail.length).toBeLessThan(500);
    // The note is short, the file is whole.
    expect(Object.keys(files[0]?.unknownMembers ?? {})[0]).toHaveLength(1e6);
    expect(files[0]?.fileStatus).toHaveLength(1e6);
  });
});
