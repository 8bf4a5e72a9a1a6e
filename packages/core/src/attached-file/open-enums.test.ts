import { describe, expect, expectTypeOf, it } from "vitest";
import { FILE_STATUSES, type FileStatus, isKnownFileStatus, isTerminalFileStatus } from "./file-status.ts";
import { FILE_USE_CASE_TYPES, type FileUseCaseType, isKnownFileUseCaseType } from "./file-use-case.ts";

describe("a file's status", () => {
  it("is one of the four of the operation's page", () => {
    expect(FILE_STATUSES).toEqual(["APPROVED", "REJECTED", "PROCESSING", "FAILED"]);
    expect(FILE_STATUSES.filter((status) => !isKnownFileStatus(status))).toEqual([]);
  });

  it.each([
    ["APPROVED", true],
    ["REJECTED", true],
    ["FAILED", true],
    ["PROCESSING", false],
    ["PENDING_UPLOAD", false],
    ["UPLOAD_EXPIRED", false],
    ["DELETED", false],
    ["approved", false],
    ["", false],
  ])("%o is final: %s", (status, final) => {
    expect(isTerminalFileStatus(status)).toBe(final);
  });
});

describe("a file's use case", () => {
  it("is what the page lists, or what the model has added since", () => {
    expect(FILE_USE_CASE_TYPES).toEqual([
      "ATTACHMENT",
      "EMAIL_MESSAGE",
      "EMAIL_MESSAGE_PLAIN_TEXT",
      "EMAIL_MESSAGE_REDACTED",
      "EMAIL_MESSAGE_PLAIN_TEXT_REDACTED",
      "CONTACT_ANALYSIS",
      "VOICE_RECORDING",
    ]);
    expect(FILE_USE_CASE_TYPES.filter((useCase) => !isKnownFileUseCaseType(useCase))).toEqual([]);
  });
});

describe("an open enum", () => {
  it.each(["approved", " APPROVED", "attachment", "", "constructor", "__proto__"])("does not know %o", (text) => {
    expect(isKnownFileStatus(text)).toBe(false);
    expect(isKnownFileUseCaseType(text)).toBe(false);
  });

  it("takes any text, and says in its type which ones are known", () => {
    expectTypeOf<"SOMETHING_NEW">().toExtend<FileStatus>();
    expectTypeOf<number>().not.toExtend<FileStatus>();
    expectTypeOf<"SOMETHING_NEW">().toExtend<FileUseCaseType>();
    const status: FileStatus = "PROCESSING";
    if (isKnownFileStatus(status)) expectTypeOf(status).toExtend<(typeof FILE_STATUSES)[number]>();
  });
});
