import {
  type FileSource,
  InvalidInputError,
  type MetadataRequest,
  SOURCE_ERROR_CODES,
  type SourceErrorCode,
} from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeConnect, type FakeConnect, type FakeErrorName, type NewFile } from "../fake/index.ts";

/** A source under test, and how to put it away. */
export interface SourceUnderTest<Source> {
  readonly source: Source;
  readonly close?: () => Promise<void>;
}

const DOMAIN = "d-1";
const INSTANCE = "i-1";
const CASE = "c-1";
const CASE_ARN = `arn:aws:cases:eu-central-1:111122223333:domain/${DOMAIN}/case/${CASE}`;
const OPERATION = "BatchGetAttachedFileMetadata";

const EXCEPTIONS: readonly [FakeErrorName, SourceErrorCode, boolean][] = [
  ["AccessDeniedException", "AccessDeniedException", false],
  ["InvalidRequestException", "InvalidRequestException", false],
  ["InternalServiceException", "InternalServiceException", true],
  ["ResourceNotFoundException", "ResourceNotFoundException", false],
  ["ThrottlingException", "ThrottlingException", true],
];

/**
 * What every file source must do, whatever stands behind it. `create` is given a fake that the suite has arranged, and
 * makes a source that speaks to it (over the wire, or directly). The source must make at least two attempts of a call
 * that was throttled, and should wait as little as it can between them.
 */
export function fileSourceSuite(
  name: string,
  create: (fake: FakeConnect) => Promise<SourceUnderTest<FileSource>> | SourceUnderTest<FileSource>,
): void {
  describe(`${name}, as every file source`, () => {
    let fake: FakeConnect;
    let source: FileSource;
    let under: SourceUnderTest<FileSource>;

    beforeEach(async () => {
      fake = createFakeConnect({ clock: () => new Date("2026-11-01T00:00:00.000Z") });
      fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: DOMAIN });
      fake.state.files.addInstance(INSTANCE);
      under = await create(fake);
      source = under.source;
    });
    afterEach(async () => {
      await source.close();
      await under.close?.();
    });

    function hold(fileId: string, more: Partial<NewFile> = {}): void {
      fake.state.attachFile({ domainId: DOMAIN, caseId: CASE, instanceId: INSTANCE, fileId, ...more });
    }
    function ask(...fileIds: readonly string[]): MetadataRequest {
      return { instanceId: INSTANCE, associatedResourceArn: CASE_ARN, fileIds };
    }

    it("tells every member of a file as it was answered", async () => {
      hold("f", {
        members: {
          CreatedBy: { ConnectUserArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/agent/a" },
          Tags: { k: "v" },
        },
      });
      expect(await source.getMetadata(ask("f"))).toEqual({
        files: [
          {
            creationTime: "2026-11-01T00:00:00.000Z",
            fileArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/file/f",
            fileId: "f",
            fileName: "f.pdf",
            fileSizeInBytes: 1024,
            fileStatus: "APPROVED",
            fileUseCaseType: "ATTACHMENT",
            associatedResourceArn: CASE_ARN,
            createdBy: {
              kind: "ConnectUserArn",
              arn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/agent/a",
            },
            tags: { k: "v" },
          },
        ],
        incompleteFiles: [],
        errors: [],
        irregularities: [],
      });
    });

    it("answers a hundred files in one call", async () => {
      const ids = Array.from({ length: 100 }, (_, index) => `f-${index}`);
      for (const id of ids) hold(id);
      const { files } = await source.getMetadata(ask(...ids));
      expect(files.map((file) => file.fileId)).toEqual(ids);
      expect(fake.calls.count(OPERATION)).toBe(1);
    });

    it("tells refused files in errors, beside those that were retrieved, and unanswered ones nowhere", async () => {
      hold("good");
      hold("refused", { answer: { kind: "error", error: { ErrorCode: "Odd", ErrorMessage: "for a reason" } } });
      hold("silent", { answer: { kind: "nothing" } });
      const answer = await source.getMetadata(ask("good", "refused", "silent"));
      expect(answer.files.map((file) => file.fileId)).toEqual(["good"]);
      expect(answer.errors).toEqual([{ fileId: "refused", errorCode: "Odd", errorMessage: "for a reason" }]);
    });

    it.each([
      ["a status", { FileStatus: "QUARANTINED" }, { fileStatus: "QUARANTINED" }, "unknown-status"],
      ["a use case", { FileUseCaseType: "SCREEN" }, { fileUseCaseType: "SCREEN" }, "unknown-use-case"],
      [
        "a union member",
        { CreatedBy: { BotArn: ["b", 1] } },
        { createdBy: { kind: "unknown", name: "BotArn", value: ["b", 1] } },
        "unknown-union-member",
      ],
      ["a field", { Novel: { deep: null } }, { unknownMembers: { Novel: { deep: null } } }, "unknown-member"],
    ] as const)("keeps %s that nobody knows, by name, and notes it", async (_, members, kept, kind) => {
      hold("f", { members });
      const { files, irregularities } = await source.getMetadata(ask("f"));
      expect(files).toMatchObject([kept]);
      expect(irregularities).toMatchObject([{ kind, fileId: "f" }]);
    });

    it("keeps what is readable of a file without a promised member", async () => {
      hold("f", { members: { FileName: undefined } });
      const answer = await source.getMetadata(ask("f"));
      expect(answer.files).toEqual([]);
      expect(answer.incompleteFiles).toMatchObject([{ fileId: "f", fileStatus: "APPROVED" }]);
      expect(answer.irregularities).toMatchObject([{ kind: "missing-member", fileId: "f" }]);
    });

    it.each([
      ["2^31", 2_147_483_648],
      ["2^53", 9_007_199_254_740_993n],
      ["2^63 - 1", 9_223_372_036_854_775_807n],
    ])("keeps every digit of a size of about %s bytes", async (_, size) => {
      hold("f", { members: { FileSizeInBytes: size } });
      expect((await source.getMetadata(ask("f"))).files).toMatchObject([{ fileSizeInBytes: size }]);
    });

    it("keeps names in any script, and hostile ones, to the letter", async () => {
      const names = [
        "Kündigung ß.pdf",
        "請求書.pdf",
        "عقد‏.pdf",
        "👩‍👩‍👧.png",
        "a\nb\u0000\u001b[31m\u202e",
        '=1+"x"',
        "\ufeffbom",
      ];
      for (const [index, FileName] of names.entries()) hold(`f-${index}`, { members: { FileName } });
      const { files } = await source.getMetadata(ask(...names.map((_, index) => `f-${index}`)));
      expect(files.map((file) => file.fileName)).toEqual(names);
    });

    it("asks with ids and resources in any characters", async () => {
      const fileId = "ä/ö?&=#%+ 漢";
      hold(fileId, { members: { FileArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/file/odd" } });
      const { files } = await source.getMetadata(ask(fileId));
      expect(files.map((file) => file.fileId)).toEqual([fileId]);
    });

    it.each(EXCEPTIONS)("rejects with the code of %s", async (error, code, retryable) => {
      hold("f");
      fake.faults.next({ operation: OPERATION, error, message: "because", times: 100 });
      await expect(source.getMetadata(ask("f"))).rejects.toMatchObject({
        name: "SourceError",
        code,
        retryable,
        message: expect.stringContaining("because"),
        operation: OPERATION,
      });
      expect(SOURCE_ERROR_CODES).toContain(code);
    });

    it("does not repeat what would fail again", async () => {
      fake.faults.next({ operation: OPERATION, error: "AccessDeniedException", times: 100 });
      await source.getMetadata(ask("f")).catch(() => {});
      expect(fake.calls.count(OPERATION)).toBe(1);
    });

    it("tells why a request was invalid, where the service does", async () => {
      const members = { Reason: { AttachedFileInvalidRequestExceptionReason: "INVALID_FILE_NAME" } };
      fake.faults.next({ operation: OPERATION, error: "InvalidRequestException", members });
      await expect(source.getMetadata(ask("f"))).rejects.toMatchObject({ reason: "INVALID_FILE_NAME" });
    });

    it("tries again when it was throttled, and answers", async () => {
      hold("f");
      fake.faults.next({ operation: OPERATION, error: "ThrottlingException" });
      expect((await source.getMetadata(ask("f"))).files).toHaveLength(1);
      expect(fake.calls.count(OPERATION)).toBe(2);
    });

    it("refuses a request outside the limits, all issues at once, and makes no call", async () => {
      const fileIds = [...Array.from({ length: 100 }, (_, index) => `f-${index}`), ""];
      const request = { instanceId: "", associatedResourceArn: "nothing", fileIds };
      const error = await source.getMetadata(request).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(InvalidInputError);
      expect((error as InvalidInputError).issues.map((issue) => issue.path)).toEqual([
        "instanceId",
        "associatedResourceArn",
        "fileIds",
        "fileIds[100]",
      ]);
      expect(fake.calls.count()).toBe(0);
    });

    it("ends with Aborted when the signal was given before", async () => {
      await expect(source.getMetadata(ask("f"), { signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: "Aborted",
      });
    });

    it("asks nothing once it is closed, and says that the call was aborted", async () => {
      await source.close();
      await expect(source.getMetadata(ask("f"))).rejects.toMatchObject({ code: "Aborted" });
      expect(fake.calls.count()).toBe(0);
    });

    it("can be closed twice", async () => {
      await source.close();
      await source.close();
    });
  });
}
