import { describe, expect, it } from "vitest";
import { CASE_ARN } from "../../http/on-the-wire.test-support.ts";
import { type UploadDesk, uploadDesk } from "./upload.test-support.ts";

const OPERATIONS = [
  ["CompleteAttachedFileUpload", "POST"],
  ["GetAttachedFile", "GET"],
  ["DeleteAttachedFile", "DELETE"],
] as const;
const CONTACT = "arn:aws:connect:eu-central-1:111122223333:instance/i-1/contact/ct-1";

async function deskWithFile(): Promise<UploadDesk> {
  const desk = await uploadDesk();
  desk.fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId: "f" });
  return desk;
}

describe.each(OPERATIONS)("%s", (_, method) => {
  it.each([
    ["a file that is not there", "/attached-files/i-1/g", CASE_ARN],
    ["a file of another case", "/attached-files/i-1/f", CASE_ARN.replace("c-1", "c-2")],
    ["a file of an instance that is not there", "/attached-files/i-2/f", CASE_ARN],
    ["the longest id", `/attached-files/i-1/${"f".repeat(256)}`, CASE_ARN],
  ])("does not find %s", async (_case, path, associatedResourceArn) => {
    const desk = await deskWithFile();
    expect(await desk.call(method, path, undefined, { associatedResourceArn })).toMatchObject({
      status: 404,
      error: "ResourceNotFoundException",
    });
  });

  it.each([
    ["no resource", "/attached-files/i-1/f", {}],
    ["a resource that is no ARN", "/attached-files/i-1/f", { associatedResourceArn: "c-1" }],
    ["an id that is too long", `/attached-files/i-1/${"f".repeat(257)}`, { associatedResourceArn: CASE_ARN }],
    ["an instance id that is too long", `/attached-files/${"i".repeat(101)}/f`, { associatedResourceArn: CASE_ARN }],
  ])("refuses %s", async (_case, path, query) => {
    const desk = await deskWithFile();
    expect(await desk.call(method, path, undefined, query as Record<string, string>)).toMatchObject({
      status: 400,
      error: "InvalidRequestException",
    });
  });

  it("does its work on a file that was put there as it is", async () => {
    const desk = await deskWithFile();
    expect((await desk.call(method, "/attached-files/i-1/f")).status).toBe(200);
  });
});

describe("GetAttachedFile", () => {
  it.each(["4", "301", "soon", "5.5"])("refuses a URL for %s seconds", async (urlExpiryInSeconds) => {
    const desk = await deskWithFile();
    const query = { associatedResourceArn: CASE_ARN, urlExpiryInSeconds };
    expect(await desk.call("GET", "/attached-files/i-1/f", undefined, query)).toMatchObject({ status: 400 });
  });

  it("fails with the error that BatchGetAttachedFileMetadata lists for the file", async () => {
    const desk = await deskWithFile();
    const refused = (fileId: string, ErrorCode: string) =>
      desk.fake.state.attachFile({
        ...{ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId },
        answer: { kind: "error", error: { ErrorCode, ErrorMessage: "by policy" } },
      });
    refused("denied", "AccessDeniedException");
    refused("gone", "NoSuchThing");
    expect(await desk.get("denied")).toMatchObject({ status: 403, body: { Message: "by policy" } });
    expect(await desk.get("gone")).toMatchObject({ status: 404, error: "ResourceNotFoundException" });
  });
});

describe("DeleteAttachedFile", () => {
  it("leaves the association, so that a search still finds what is gone", async () => {
    const desk = await deskWithFile();
    await desk.call("DELETE", "/attached-files/i-1/f");
    expect(await desk.call("DELETE", "/attached-files/i-1/f")).toMatchObject({ status: 404 });
    expect([...desk.fake.state.truth()]).toEqual([expect.objectContaining({ expected: "refused" })]);
  });
});

describe("CreateAttachedFile", () => {
  const PLAIN = { FileUseCaseType: "VOICE_RECORDING", FileSourceUri: "s3://recordings/2026/call-7.wav" };
  const onContact = { associatedResourceArn: CONTACT };

  it("attaches a recording to a contact, which is scanned and then approved", async () => {
    const desk = await uploadDesk();
    const created = await desk.call("PUT", "/attached-files/i-1/files", PLAIN, onContact);
    expect(created.body).toEqual({
      FileArn: expect.stringContaining("instance/i-1/file/"),
      FileId: expect.any(String),
      CreationTime: "2026-11-01T00:00:00.000Z",
      FileStatus: "PROCESSING",
    });
    desk.pass(3000);
    const { body } = await desk.call("GET", `/attached-files/i-1/${created.body.FileId}`, undefined, onContact);
    expect(body).toMatchObject({ FileName: "call-7.wav", FileStatus: "APPROVED", FileUseCaseType: "VOICE_RECORDING" });
    expect((await (await fetch(body.DownloadUrlMetadata.Url)).arrayBuffer()).byteLength).toBe(body.FileSizeInBytes);
  });

  it("creates once for one token", async () => {
    const desk = await uploadDesk();
    const body = { ...PLAIN, ClientToken: "t" };
    const first = await desk.call("PUT", "/attached-files/i-1/files", body, onContact);
    expect(await desk.call("PUT", "/attached-files/i-1/files", body, onContact)).toEqual(first);
    const other = { ...body, FileSourceUri: "s3://recordings/other.wav" };
    expect(await desk.call("PUT", "/attached-files/i-1/files", other, onContact)).toMatchObject({ status: 409 });
  });

  it.each([
    ["another use case", { FileUseCaseType: "ATTACHMENT" }, CONTACT],
    ["a source that is not in S3", { FileSourceUri: "https://example.com/call.wav" }, CONTACT],
    ["no source", { FileSourceUri: undefined }, CONTACT],
    ["a case", {}, CASE_ARN],
    ["a contact of another instance", {}, CONTACT.replace("i-1", "i-2")],
  ])("refuses %s", async (_, members, associatedResourceArn) => {
    const desk = await uploadDesk();
    const answer = await desk.call(
      "PUT",
      "/attached-files/i-1/files",
      { ...PLAIN, ...members },
      { associatedResourceArn },
    );
    expect(answer).toMatchObject({ status: 400, error: "InvalidRequestException" });
  });
});
