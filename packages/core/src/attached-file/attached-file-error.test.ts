import { describe, expect, it } from "vitest";
import { parseAttachedFileError } from "./attached-file-error.ts";
import type { Irregularity } from "./irregularity.ts";

function read(raw: unknown): { error: ReturnType<typeof parseAttachedFileError>; notes: Irregularity[] } {
  const notes: Irregularity[] = [];
  return { error: parseAttachedFileError(raw, "Errors[0]", (note) => notes.push(note)), notes };
}

describe("an error of an answer", () => {
  it.each([
    [
      "all members",
      { ErrorCode: "404", ErrorMessage: "Not found", FileId: "f" },
      { errorCode: "404", errorMessage: "Not found", fileId: "f" },
    ],
    ["a code alone", { ErrorCode: "AccessDenied" }, { errorCode: "AccessDenied" }],
    ["a message alone", { ErrorMessage: "見つかりません" }, { errorMessage: "見つかりません" }],
    ["a file alone", { FileId: "f" }, { fileId: "f" }],
    ["no member at all", {}, {}],
    ["null members, which count as absent", { ErrorCode: null, ErrorMessage: null, FileId: null }, {}],
    [
      "empty texts, which are values",
      { ErrorCode: "", ErrorMessage: "", FileId: "" },
      { errorCode: "", errorMessage: "", fileId: "" },
    ],
    ["the protocol's name tag", { __type: "AttachedFileError", FileId: "f" }, { fileId: "f" }],
  ])("is read with %s, and nothing is noted: every member is optional", (_name, raw, error) => {
    expect(read(raw)).toEqual({ error, notes: [] });
  });

  it("keeps what the model does not know by name, with a note that names the file", () => {
    const raw = JSON.parse('{"FileId":"f","RetryAfter":0,"__proto__":{"a":1}}');
    const { error, notes } = read(raw);
    expect(Object.entries(error?.unknownMembers ?? {})).toEqual([
      ["RetryAfter", 0],
      ["__proto__", { a: 1 }],
    ]);
    expect(notes).toEqual([
      { kind: "unknown-member", path: "Errors[0].RetryAfter", fileId: "f", detail: "0" },
      { kind: "unknown-member", path: "Errors[0].__proto__", fileId: "f", detail: "an object with 1 member" },
    ]);
  });

  it.each(["ErrorCode", "ErrorMessage", "FileId"])("notes a %s of another type, and leaves it out", (member) => {
    for (const value of [404, false, [], {}]) {
      const { error, notes } = read({ [member]: value });
      expect(error).toEqual({});
      expect(notes).toMatchObject([{ kind: "wrong-type", path: `Errors[0].${member}` }]);
    }
  });

  it.each([
    ["null-entry", null],
    ["not-an-object", undefined],
    ["not-an-object", "404"],
    ["not-an-object", []],
  ])("is noted as %s where it is %o", (kind, raw) => {
    expect(read(raw)).toMatchObject({ error: undefined, notes: [{ kind, path: "Errors[0]" }] });
  });
});
