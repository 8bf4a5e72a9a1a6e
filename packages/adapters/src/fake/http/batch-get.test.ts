import { describe, expect, it } from "vitest";
import { BATCH_GET, CASE_ARN, INSTANCE_ARN, onTheWire } from "./on-the-wire.test-support.ts";

function batchGetOf(instanceId: string, associatedResourceArn: string): string {
  return `/attached-files/${encodeURIComponent(instanceId)}?associatedResourceArn=${encodeURIComponent(associatedResourceArn)}`;
}
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `f-${index}`);

describe("BatchGetAttachedFileMetadata on the wire", () => {
  it("answers a file with exactly the model's members", async () => {
    const { attach, post } = await onTheWire();
    attach("f", { members: { CreatedBy: { ConnectUserArn: `${INSTANCE_ARN}/agent/a` }, Tags: { team: "claims" } } });
    const { status, headers, body } = await post(BATCH_GET, { FileIds: ["f"] });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("x-amzn-RequestId")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(body).toEqual({
      Files: [
        {
          CreationTime: "2026-11-01T00:00:00.000Z",
          FileArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/file/f",
          FileId: "f",
          FileName: "f.pdf",
          FileSizeInBytes: 1024,
          FileStatus: "APPROVED",
          FileUseCaseType: "ATTACHMENT",
          AssociatedResourceArn: "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1",
          CreatedBy: { ConnectUserArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/agent/a" },
          Tags: { team: "claims" },
        },
      ],
      Errors: [],
    });
  });

  it("answers in the order asked for, each id once", async () => {
    const { attach, post } = await onTheWire();
    for (const id of ["a", "b", "c"]) attach(id);
    const { body } = await post(BATCH_GET, { FileIds: ["c", "a", "c", "b"] });
    expect(body).toMatchObject({ Files: [{ FileId: "c" }, { FileId: "a" }, { FileId: "b" }], Errors: [] });
  });

  it("puts into Errors what it does not hold, what belongs to another case, and what it was told to", async () => {
    const { attach, post } = await onTheWire();
    attach("elsewhere", { caseId: "c-2" });
    attach("denied", { answer: { kind: "error", error: { ErrorCode: "Denied", ErrorMessage: "by policy" } } });
    attach("nameless", { answer: { kind: "error", error: { ErrorMessage: "nothing else", FileId: undefined } } });
    const { status, body } = await post(BATCH_GET, { FileIds: ["unheard-of", "elsewhere", "denied", "nameless"] });
    expect(status).toBe(200);
    const absent = { ErrorCode: "ResourceNotFoundException", ErrorMessage: "The attached file does not exist." };
    expect(body).toEqual({
      Files: [],
      Errors: [
        { ...absent, FileId: "unheard-of" },
        { ...absent, FileId: "elsewhere" },
        { FileId: "denied", ErrorCode: "Denied", ErrorMessage: "by policy" },
        { ErrorMessage: "nothing else" },
      ],
    });
  });

  it("says nothing of a file that it was told to be silent of", async () => {
    const { attach, post } = await onTheWire();
    attach("silent", { answer: { kind: "nothing" } });
    expect((await post(BATCH_GET, { FileIds: ["silent"] })).body).toEqual({ Files: [], Errors: [] });
  });

  it("writes every digit of a 64-bit size", async () => {
    const { attach, server } = await onTheWire();
    attach("f", { members: { FileSizeInBytes: 9_223_372_036_854_775_807n } });
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(server.url + BATCH_GET, { method: "POST", headers, body: '{"FileIds":["f"]}' });
    expect(await response.text()).toContain('"FileSizeInBytes":9223372036854775807');
  });

  it.each([
    ["a name of 256 characters beyond the BMP", "🏠".repeat(256)],
    ["slashes, quotes, controls", 'a/"b"\\\u0000\u001b\n'],
    ["half of a surrogate pair", "\ud83c"],
  ])("takes an id of any characters: %s", async (_, fileId) => {
    const { attach, post } = await onTheWire();
    attach(fileId);
    expect((await post(BATCH_GET, { FileIds: [fileId] })).body).toMatchObject({ Files: [{ FileId: fileId }] });
  });

  it.each([
    ["an instance id of 1 character", batchGetOf("i", CASE_ARN), { FileIds: ["f"] }],
    ["an instance id of 100 characters", batchGetOf("i".repeat(100), CASE_ARN), { FileIds: ["f"] }],
    ["1 id", BATCH_GET, { FileIds: ids(1) }],
    ["100 ids", BATCH_GET, { FileIds: ids(100) }],
    ["an id of 1 character", BATCH_GET, { FileIds: ["f"] }],
    ["an id of 256 characters", BATCH_GET, { FileIds: ["f".repeat(256)] }],
    ["a contact's ARN", batchGetOf("i-1", `${INSTANCE_ARN}/contact/c`), { FileIds: ["f"] }],
    ["an ARN of another partition", batchGetOf("i-1", CASE_ARN.replace("aws", "aws-us-gov")), { FileIds: ["f"] }],
    ["members that it does not know", BATCH_GET, { FileIds: ["f"], Novel: { deep: [null] } }],
  ])("accepts %s", async (_, path, body) => {
    const { fake, post } = await onTheWire();
    for (const id of ["i", "i".repeat(100)]) fake.state.files.addInstance(id);
    expect((await post(path, body)).status).toBe(200);
  });

  it.each([
    ["an instance id of 101 characters", batchGetOf("i".repeat(101), CASE_ARN), { FileIds: ["f"] }, "InstanceId"],
    ["no FileIds", BATCH_GET, {}, "FileIds"],
    ["FileIds of null", BATCH_GET, { FileIds: null }, "FileIds"],
    ["FileIds that are no list", BATCH_GET, { FileIds: "f" }, "FileIds"],
    ["0 ids", BATCH_GET, { FileIds: [] }, "FileIds"],
    ["101 ids", BATCH_GET, { FileIds: ids(101) }, "FileIds"],
    ["101 ids that are all the same", BATCH_GET, { FileIds: Array(101).fill("f") }, "FileIds"],
    ["an empty id", BATCH_GET, { FileIds: ["f", ""] }, "FileIds[1]"],
    ["an id of 257 characters", BATCH_GET, { FileIds: ["f".repeat(257)] }, "FileIds[0]"],
    ["an id of null", BATCH_GET, { FileIds: ["f", null] }, "FileIds[1]"],
    ["an id that is a number", BATCH_GET, { FileIds: [1] }, "FileIds[0]"],
    ["no ARN", "/attached-files/i-1", { FileIds: ["f"] }, "AssociatedResourceArn"],
    ["the ARN under another case", BATCH_GET.replace("?a", "?A"), { FileIds: ["f"] }, "AssociatedResourceArn"],
    ["an empty ARN", batchGetOf("i-1", ""), { FileIds: ["f"] }, "AssociatedResourceArn"],
    ["what is no ARN", batchGetOf("i-1", "case/c-1"), { FileIds: ["f"] }, "AssociatedResourceArn"],
    [
      "an ARN without a resource",
      batchGetOf("i-1", "arn:aws:cases:eu-central-1:111122223333:"),
      { FileIds: ["f"] },
      "Assoc",
    ],
    ["an ARN with a short account", batchGetOf("i-1", CASE_ARN.replace("3333", "333")), { FileIds: ["f"] }, "Assoc"],
  ])("refuses %s, and names the member", async (_, path, body, member) => {
    const { post } = await onTheWire();
    const answer = await post(path, body);
    expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([400, "InvalidRequestException"]);
    expect(answer.body).toEqual({ Message: expect.any(String) });
    expect((answer.body as { Message: string }).Message.startsWith(member)).toBe(true);
  });

  it("answers 404 for an instance that it does not have", async () => {
    const { post } = await onTheWire();
    const { status, headers, body } = await post(batchGetOf("i-9", CASE_ARN), { FileIds: ["f"] });
    expect([status, headers.get("x-amzn-ErrorType")]).toEqual([404, "ResourceNotFoundException"]);
    expect(body).toEqual({ Message: "The instance i-9 does not exist." });
  });
});
