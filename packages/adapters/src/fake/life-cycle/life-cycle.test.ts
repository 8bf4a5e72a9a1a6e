import { describe, expect, it } from "vitest";
import { CASE_ARN } from "../http/on-the-wire.test-support.ts";
import { START, uploadDesk } from "../operations/connect/upload.test-support.ts";

const BATCH = "/attached-files/i-1";

describe("the life of a file", () => {
  it("goes from its start over upload and scan to a download of the same bytes", async () => {
    const desk = await uploadDesk();
    const tags = { department: "claims" };
    const started = await desk.start("%PDF-1.7 häßlich 身份证", { Tags: tags, FileName: "Ausweis 身份证.pdf" });
    expect(started.body).toMatchObject({
      FileArn: `arn:aws:connect:eu-central-1:111122223333:instance/i-1/file/${started.fileId}`,
      CreationTime: "2026-11-01T00:00:00.000Z",
      FileStatus: "PROCESSING",
      CreatedBy: { AWSIdentityArn: "arn:aws:iam::111122223333:user/anybody" },
      UploadUrlMetadata: {
        UrlExpiry: "2026-11-01T00:05:00.000Z",
        HeadersToInclude: { "content-type": "application/pdf" },
      },
    });
    const put = await started.put();
    expect([put.status, await put.text()]).toEqual([200, ""]);
    expect(await desk.complete(started.fileId)).toEqual({ status: 200, error: null, body: undefined });
    expect((await desk.get(started.fileId)).body).toMatchObject({ FileStatus: "PROCESSING" });
    desk.pass(2999);
    expect((await desk.get(started.fileId)).body.FileStatus).toBe("PROCESSING");
    desk.pass(1);
    const { body } = await desk.get(started.fileId);
    expect(body).toEqual({
      FileArn: started.body.FileArn,
      FileId: started.fileId,
      CreationTime: "2026-11-01T00:00:00.000Z",
      CreatedBy: { AWSIdentityArn: "arn:aws:iam::111122223333:user/anybody" },
      FileName: "Ausweis 身份证.pdf",
      FileSizeInBytes: 28,
      FileStatus: "APPROVED",
      FileUseCaseType: "ATTACHMENT",
      AssociatedResourceArn: CASE_ARN,
      Tags: tags,
      DownloadUrlMetadata: { Url: expect.stringContaining(desk.url), UrlExpiry: "2026-11-01T00:05:03.000Z" },
    });
    const download = await fetch(body.DownloadUrlMetadata.Url);
    expect([download.status, download.headers.get("content-type"), await download.text()]).toEqual([
      200,
      "application/pdf",
      "%PDF-1.7 häßlich 身份证",
    ]);
  });

  it("is told by BatchGetAttachedFileMetadata in every stage, without a download URL", async () => {
    const desk = await uploadDesk();
    const { fileId, put } = await desk.start("abc");
    const status = async () => {
      const { body } = await desk.call("POST", BATCH, { FileIds: [fileId] });
      expect(Object.keys(body.Files[0] ?? {})).not.toContain("DownloadUrlMetadata");
      return body.Files[0]?.FileStatus ?? body.Errors[0].ErrorCode;
    };
    const seen = [await status()];
    await put();
    seen.push(await status());
    await desk.complete(fileId);
    seen.push(await status());
    desk.pass(3000);
    seen.push(await status());
    expect(await desk.call("DELETE", `/attached-files/i-1/${fileId}`)).toMatchObject({ status: 200, body: undefined });
    seen.push(await status());
    expect(seen).toEqual(["PROCESSING", "PROCESSING", "PROCESSING", "APPROVED", "ResourceNotFoundException"]);
  });

  it.each([
    [
      "a file with the test virus is rejected",
      { bytes: ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("") },
      "REJECTED",
    ],
    ["a tag rejects", { bytes: "a", tags: { "fake:scan-verdict": "REJECTED" } }, "REJECTED"],
    ["a tag lets the scan fail", { bytes: "a", tags: { "fake:scan-verdict": "FAILED" } }, "FAILED"],
  ])("%s", async (_, { bytes, tags }: { bytes: string; tags?: Record<string, string> }, expected) => {
    const desk = await uploadDesk();
    const fileId = await desk.upload(bytes, tags === undefined ? {} : { Tags: tags });
    desk.pass(3000);
    const { body } = await desk.get(fileId);
    expect([body.FileStatus, body.DownloadUrlMetadata !== undefined]).toEqual([expected, expected === "APPROVED"]);
    expect(desk.fake.state.bytes.get("i-1", fileId) !== undefined).toBe(expected === "APPROVED");
  });

  it("scans as long as a tag says, or the options, or by a rule of the test's own", async () => {
    const desk = await uploadDesk({
      scanner: {
        takesMs: 10,
        rule: ({ fileName, bytes }) =>
          fileName.startsWith("rule") ? { verdict: bytes.length > 2 ? "FAILED" : "REJECTED", takesMs: 20 } : undefined,
      },
    });
    const ids = [
      await desk.upload("x"),
      await desk.upload("x", { Tags: { "fake:scan-ms": "30" } }),
      await desk.upload("xx", { FileName: "rule.pdf" }),
      await desk.upload("xxx", { FileName: "rule.pdf" }),
    ];
    const all = async () => Promise.all(ids.map(async (id) => (await desk.get(id)).body.FileStatus));
    expect(await all()).toEqual(["PROCESSING", "PROCESSING", "PROCESSING", "PROCESSING"]);
    desk.pass(10);
    expect(await all()).toEqual(["APPROVED", "PROCESSING", "PROCESSING", "PROCESSING"]);
    desk.pass(10);
    expect(await all()).toEqual(["APPROVED", "PROCESSING", "REJECTED", "FAILED"]);
    desk.pass(10);
    expect(await all()).toEqual(["APPROVED", "APPROVED", "REJECTED", "FAILED"]);
  });

  it("ends where its URL expires before the bytes came, and the URL takes none any more", async () => {
    const desk = await uploadDesk({ stageNames: { pendingUpload: "PENDING_UPLOAD", uploadExpired: "UPLOAD_EXPIRED" } });
    const { fileId, put, body } = await desk.start("abc", { UrlExpiryInSeconds: 5 });
    expect(body.FileStatus).toBe("PENDING_UPLOAD");
    desk.pass(4999);
    expect((await desk.get(fileId)).body.FileStatus).toBe("PENDING_UPLOAD");
    desk.pass(1);
    expect((await desk.get(fileId)).body.FileStatus).toBe("UPLOAD_EXPIRED");
    const late = await put();
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining("Request has expired")]);
    expect(await desk.complete(fileId)).toMatchObject({ status: 400, error: "InvalidRequestException" });
    expect(desk.fake.state.bytes.get("i-1", fileId)).toBeUndefined();
  });

  it("cannot be completed before the bytes are there, and completing it twice scans once", async () => {
    const desk = await uploadDesk();
    const { fileId, put } = await desk.start("abc");
    expect(await desk.complete(fileId)).toMatchObject({ status: 400, error: "InvalidRequestException" });
    await put();
    await desk.complete(fileId);
    desk.pass(2000);
    expect((await desk.complete(fileId)).status).toBe(200);
    desk.pass(1000);
    expect((await desk.get(fileId)).body.FileStatus).toBe("APPROVED");
  });

  it("keeps the bytes that were scanned, whatever is sent to the URL afterwards", async () => {
    const desk = await uploadDesk();
    const { fileId, put } = await desk.start("abc");
    await put("xyz");
    await put("abc");
    await desk.complete(fileId);
    expect((await put("eve")).status).toBe(200);
    desk.pass(3000);
    const { body } = await desk.get(fileId);
    expect(await (await fetch(body.DownloadUrlMetadata.Url)).text()).toBe("abc");
  });

  it("has times of the injected clock alone", async () => {
    const desk = await uploadDesk();
    desk.pass(-START);
    expect((await desk.start("abc")).body.CreationTime).toBe("1970-01-01T00:00:00.000Z");
  });
});
