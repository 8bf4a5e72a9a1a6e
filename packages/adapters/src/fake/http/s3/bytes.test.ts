import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { stageAt } from "../../life-cycle/file-life.ts";
import { type UploadDesk, uploadDesk } from "../../operations/connect/upload.test-support.ts";

async function refusal(response: Response): Promise<[number, string]> {
  const text = await response.text();
  expect(response.headers.get("content-type")).toBe("application/xml");
  expect(response.headers.get("x-amz-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  return [response.status, /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? text];
}

describe("the bytes of files, in S3's place", () => {
  it.each([
    ["one byte more", "abcd", {}],
    ["one byte less", "ab", {}],
    ["another type", "abc", { "content-type": "text/html" }],
    ["no type", "abc", { "content-type": "" }],
  ])("refuses %s than was signed", async (_, bytes, changed) => {
    const desk = await uploadDesk();
    const { put, body, fileId } = await desk.start("abc");
    const headers = { ...body.UploadUrlMetadata.HeadersToInclude, "content-length": String(bytes.length), ...changed };
    expect(await refusal(await put(bytes, headers))).toEqual([403, "SignatureDoesNotMatch"]);
    expect(desk.fake.state.bytes.get("i-1", fileId)).toBeUndefined();
    expect((await put()).status).toBe(200);
  });

  it("refuses a URL in which anything was changed", async () => {
    const desk = await uploadDesk();
    const { body, fileId } = await desk.start("abc");
    const other = await desk.start("abc");
    const { Url, HeadersToInclude: headers } = body.UploadUrlMetadata;
    const changed = [
      [Url.replace(fileId, other.fileId), "SignatureDoesNotMatch"],
      [Url.replace("X-Amz-Expires=300", "X-Amz-Expires=3000"), "SignatureDoesNotMatch"],
      [Url.replace("20261101T0", "20261101T1"), "SignatureDoesNotMatch"],
      [Url.replace(/Signature=..../, "Signature=0000"), "SignatureDoesNotMatch"],
      [Url.replace(/&X-Amz-Signature=.*/, ""), "SignatureDoesNotMatch"],
      [Url.replace(/X-Amz-Date=\w+/, "X-Amz-Date=today"), "AccessDenied"],
      [Url.replace(/X-Amz-Expires=\w+/, "X-Amz-Expires=soon"), "AccessDenied"],
      [Url.replace(`/${fileId}`, ""), "AccessDenied"],
      [Url.replace(`/${fileId}`, "/%FF"), "AccessDenied"],
      [Url.replace("/_s3/i-1/", "/_s3/i-1/more/"), "AccessDenied"],
    ] as const;
    for (const [url, code] of changed) {
      expect([url, ...(await refusal(await fetch(url, { method: "PUT", body: "abc", headers })))]).toEqual([
        url,
        403,
        code,
      ]);
    }
    expect((await fetch(Url, { method: "PUT", body: "abc", headers })).status).toBe(200);
  });

  it("lets nobody read with an upload's URL, write with a download's, or do anything else with either", async () => {
    const desk = await uploadDesk();
    const { body } = await desk.start("abc");
    expect(await refusal(await fetch(body.UploadUrlMetadata.Url))).toEqual([403, "SignatureDoesNotMatch"]);
    expect(await refusal(await fetch(body.UploadUrlMetadata.Url, { method: "DELETE" }))).toEqual([
      405,
      "MethodNotAllowed",
    ]);
    const fileId = await desk.upload("abc");
    desk.pass(3000);
    const { Url } = (await desk.get(fileId)).body.DownloadUrlMetadata;
    expect(await refusal(await fetch(Url, { method: "PUT", body: "eve" }))).toEqual([403, "SignatureDoesNotMatch"]);
    expect(await (await fetch(Url)).text()).toBe("abc");
  });

  it("gives bytes until the download URL expires, by the second that was asked for", async () => {
    const desk = await uploadDesk();
    const fileId = await desk.upload("abc");
    desk.pass(3000);
    const { body } = await desk.call("GET", `/attached-files/i-1/${fileId}`, undefined, {
      associatedResourceArn: "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1",
      urlExpiryInSeconds: "5",
    });
    const { Url, UrlExpiry } = body.DownloadUrlMetadata;
    expect(UrlExpiry).toBe("2026-11-01T00:00:08.000Z");
    desk.pass(4999);
    expect((await fetch(Url)).status).toBe(200);
    desk.pass(1);
    expect(await refusal(await fetch(Url))).toEqual([403, "AccessDenied"]);
  });

  it("has nothing of a file that was deleted", async () => {
    const desk = await uploadDesk();
    const fileId = await desk.upload("abc");
    desk.pass(3000);
    const { Url } = (await desk.get(fileId)).body.DownloadUrlMetadata;
    await desk.call("DELETE", `/attached-files/i-1/${fileId}`);
    expect(await refusal(await fetch(Url))).toEqual([404, "NoSuchKey"]);
    expect(desk.fake.state.bytes.get("i-1", fileId)).toBeUndefined();
  });

  it.each([
    [
      "was deleted",
      async (desk: UploadDesk, fileId: string): Promise<void> => {
        await desk.call("DELETE", `/attached-files/i-1/${fileId}`);
      },
      undefined,
    ],
    [
      "was completed and scanned",
      async (desk: UploadDesk, fileId: string): Promise<void> => {
        await desk.complete(fileId);
        desk.pass(3000);
      },
      "approved",
    ],
    [
      "is in no snapshot that was restored",
      async (desk: UploadDesk): Promise<void> => desk.fake.restore([]),
      undefined,
    ],
  ] as const)("that come slowly undo nothing, where the file %s meanwhile", async (_, meanwhile, stage) => {
    const desk = await uploadDesk();
    const { fileId, put, body } = await desk.start("abc");
    await put();
    const { Url, HeadersToInclude: headers } = body.UploadUrlMetadata;
    const slow = request(Url, { method: "PUT", headers });
    slow.write("a");
    await setTimeout(50);
    await meanwhile(desk, fileId);
    slow.end("bc");
    const [answer] = (await once(slow, "response")) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(stage === undefined ? 404 : 200);
    const life = desk.fake.state.files.get("i-1", fileId)?.life;
    expect(life && stageAt(life, desk.fake.state.clock().getTime())).toBe(stage);
  });

  it("makes up the bytes of a file that was put there without any, as many as it says", async () => {
    const desk = await uploadDesk();
    const members = { FileSizeInBytes: 200_001, FileName: "=1+1 l'ünïcode (*)\u202e.pdf" };
    desk.fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId: "f", members });
    const { body } = await desk.get("f");
    const download = await fetch(body.DownloadUrlMetadata.Url);
    expect(download.headers.get("content-disposition")).toBe(
      "attachment; filename*=UTF-8''%3D1%2B1%20l%27%C3%BCn%C3%AFcode%20%28%2A%29%E2%80%AE.pdf",
    );
    expect((await download.arrayBuffer()).byteLength).toBe(200_001);
  });
});
