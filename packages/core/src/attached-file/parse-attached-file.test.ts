import { describe, expect, it } from "vitest";
import { isCompleteAttachedFile } from "./attached-file.ts";
import type { Irregularity } from "./irregularity.ts";
import { parseAttachedFile } from "./parse-attached-file.ts";

/** Every member of the operation's page, with its own examples where it has any. */
const RAW = {
  CreationTime: "2024-05-03T02:41:28.172Z",
  FileArn: "arn:aws:connect:us-east-1:123456789012:instance/i/file/f",
  FileId: "f",
  FileName: "Invoice.PDF",
  FileSizeInBytes: 123,
  FileStatus: "APPROVED",
  CreatedBy: { AWSIdentityArn: "arn:aws:iam::123456789012:user/alice" },
  FileUseCaseType: "ATTACHMENT",
  AssociatedResourceArn: "arn:aws:cases:us-east-1:123456789012:domain/d/case/c",
  Tags: { key1: "value1", key2: "value2" },
};

function read(raw: unknown): { file: ReturnType<typeof parseAttachedFile>; notes: Irregularity[] } {
  const notes: Irregularity[] = [];
  return { file: parseAttachedFile(raw, "Files[3]", (note) => notes.push(note)), notes };
}
/** What is read of a file in which some members differ from a perfect one. */
const readWith = (change: object): ReturnType<typeof read> => read({ ...RAW, ...change });

describe("a file of an answer", () => {
  it("is read with every member of the operation's page, untouched", () => {
    const { file, notes } = read(RAW);
    expect(notes).toEqual([]);
    expect(file).toEqual({
      creationTime: RAW.CreationTime,
      fileArn: RAW.FileArn,
      fileId: "f",
      fileName: "Invoice.PDF",
      fileSizeInBytes: 123,
      fileStatus: "APPROVED",
      createdBy: { kind: "AWSIdentityArn", arn: RAW.CreatedBy.AWSIdentityArn },
      fileUseCaseType: "ATTACHMENT",
      associatedResourceArn: RAW.AssociatedResourceArn,
      tags: RAW.Tags,
    });
    expect(file && isCompleteAttachedFile(file)).toBe(true);
  });

  it.each([
    ["CreationTime", "2024-05-03T02:41:28Z"],
    ["CreationTime", "2024-05-03"],
    ["CreationTime", "2024-13-03T02:41:28.172Z"],
    ["CreationTime", "2024-05-03T02:41:28.172+00:00"],
    ["CreationTime", "2024-05-03T02:41:28.172Z "],
    ["CreationTime", "1714704088"],
    ["CreationTime", "+10000-01-01"],
    ["CreationTime", ""],
    ["FileName", ""],
    ["FileName", "x".repeat(257)],
    ["FileName", "x".repeat(1000)],
    ["FileName", "\u{1F600}".repeat(257)],
  ])("keeps a %s outside of the model's range, and notes it: %j", (member, value) => {
    const { file, notes } = readWith({ [member]: value });
    expect(notes).toMatchObject([{ kind: "out-of-range", path: `Files[3].${member}`, fileId: "f" }]);
    expect(file).toMatchObject({ [member === "FileName" ? "fileName" : "creationTime"]: value });
    expect(file && isCompleteAttachedFile(file)).toBe(true);
  });

  it.each([
    ["CreationTime", "2024-02-29T23:59:59.999Z"],
    ["FileName", "x"],
    ["FileName", "x".repeat(256)],
    ["FileName", "\u{1F600}".repeat(256)],
  ])("takes a %s at the end of the range as it is: %j", (member, value) => {
    expect(readWith({ [member]: value }).notes).toEqual([]);
  });

  it.each(["CreatedBy", "FileUseCaseType", "AssociatedResourceArn", "Tags"])(
    "may lack %s, absent or null",
    (member) => {
      for (const value of [undefined, null]) {
        const { file, notes } = readWith({ [member]: value });
        expect(notes).toEqual([]);
        expect(file && isCompleteAttachedFile(file)).toBe(true);
        expect(Object.keys(file ?? {})).toHaveLength(9);
      }
    },
  );

  it.each(["CreationTime", "FileArn", "FileName", "FileSizeInBytes", "FileStatus"])(
    "without %s is kept as incomplete, with a note",
    (member) => {
      for (const value of [undefined, null]) {
        const { file, notes } = readWith({ [member]: value });
        expect(notes).toMatchObject([{ kind: "missing-member", path: `Files[3].${member}`, fileId: "f" }]);
        expect(file && isCompleteAttachedFile(file)).toBe(false);
        expect(Object.keys(file ?? {})).toHaveLength(9);
      }
    },
  );

  it.each([
    "CreationTime",
    "FileArn",
    "FileName",
    "FileSizeInBytes",
    "FileStatus",
    "CreatedBy",
    "FileUseCaseType",
    "AssociatedResourceArn",
    "Tags",
  ])("notes a %s of another type, and leaves it out", (member) => {
    for (const value of [true, [], Symbol("s"), () => 1]) {
      const { file, notes } = readWith({ [member]: value });
      expect(notes).toMatchObject([{ kind: "wrong-type", path: `Files[3].${member}`, fileId: "f" }]);
      expect(Object.keys(file ?? {})).toHaveLength(9);
    }
  });

  it.each([undefined, null, "", 5, {}])(
    "with the FileId %o belongs to nobody, and is noted with its name",
    (FileId) => {
      const { file, notes } = readWith({ FileId });
      expect(file).toBeUndefined();
      expect(notes).toMatchObject([{ kind: "no-file-id", path: "Files[3]" }]);
      expect(notes[0]?.detail).toContain("Invoice.PDF");
    },
  );

  it.each([
    ["null-entry", null],
    ["not-an-object", undefined],
    ["not-an-object", "f"],
    ["not-an-object", 5],
    ["not-an-object", [RAW]],
  ])("is noted as %s where it is %o", (kind, raw) => {
    expect(read(raw)).toMatchObject({ file: undefined, notes: [{ kind, path: "Files[3]" }] });
  });

  it.each(["PENDING_UPLOAD", "UPLOAD_EXPIRED", "DELETED", "approved", "", "constructor"])(
    "keeps the unknown status %o by name, with a note",
    (status) => {
      const { file, notes } = readWith({ FileStatus: status });
      expect(file?.fileStatus).toBe(status);
      expect(notes).toMatchObject([{ kind: "unknown-status", path: "Files[3].FileStatus", fileId: "f" }]);
    },
  );

  it("keeps an unknown use case by name, with a note", () => {
    const { file, notes } = readWith({ FileUseCaseType: "SCREEN_RECORDING" });
    expect(file?.fileUseCaseType).toBe("SCREEN_RECORDING");
    expect(notes).toMatchObject([{ kind: "unknown-use-case", path: "Files[3].FileUseCaseType" }]);
  });

  it.each([
    ["in any script", "請求書 مرفق 📎.pdf"],
    ["with control and bidi characters", "a\u0000\u202Efdp.exe\r\n"],
    ["with half of a character", "\ud83d.pdf"],
    ["that looks like a formula", "=HYPERLINK(1)"],
    ["not in normal form", "e\u0301 \u00e9"],
  ])("keeps a name %s as it is", (_name, FileName) => {
    expect(readWith({ FileName })).toMatchObject({ file: { fileName: FileName }, notes: [] });
  });

  it.each(["2024-05-03T02:41:28.172Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"])(
    "keeps the date %o as it is",
    (CreationTime) => {
      expect(readWith({ CreationTime })).toMatchObject({ file: { creationTime: CreationTime }, notes: [] });
    },
  );

  it("alone, without a place in a list, is noted by its members' names", () => {
    const notes: Irregularity[] = [];
    const raw = { FileId: "f", FileStatus: "NEW", CreatedBy: 5, Tags: 5, FileUseCaseType: "NEW", More: 5 };
    parseAttachedFile(raw, "", (note) => notes.push(note));
    expect(notes.map(({ path }) => path).sort()).toEqual([
      "CreatedBy",
      "CreationTime",
      "FileArn",
      "FileName",
      "FileSizeInBytes",
      "FileStatus",
      "FileUseCaseType",
      "More",
      "Tags",
    ]);
  });
});
