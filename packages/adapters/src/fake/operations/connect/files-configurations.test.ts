import { describe, expect, it } from "vitest";
import { START, uploadDesk } from "./upload.test-support.ts";

const AT = "/attached-files-configurations/i-1";
const MB_20 = 20 * 1024 * 1024;

describe("the rules of size and extension", () => {
  it("are AWS's defaults for every scope at first", async () => {
    const desk = await uploadDesk();
    const { status, body } = await desk.call("GET", AT, undefined, {});
    expect(status).toBe(200);
    expect(body.NextToken).toBeUndefined();
    expect(body.AttachedFilesConfigurations.map((each: Record<string, unknown>) => each.AttachmentScope)).toEqual([
      ...["EMAIL", "CHAT", "CASE", "TASK"],
    ]);
    for (const each of body.AttachedFilesConfigurations) {
      expect(each.MaximumSizeLimitInBytes).toBe(MB_20);
      expect(each.ExtensionConfiguration.AllowedExtensions).toContainEqual({ Extension: "pdf" });
      expect(each.InstanceId).toBe("i-1");
    }
  });

  it("come in pages, by tokens of their own", async () => {
    const desk = await uploadDesk();
    const scopes: string[] = [];
    const query: Record<string, string> = { maxResults: "3" };
    for (let page = 0; page < 2; page += 1) {
      const { body } = await desk.call("GET", AT, undefined, query);
      scopes.push(...body.AttachedFilesConfigurations.map((each: { AttachmentScope: string }) => each.AttachmentScope));
      if (body.NextToken !== undefined) query.nextToken = body.NextToken;
    }
    expect(scopes).toEqual(["EMAIL", "CHAT", "CASE", "TASK"]);
    desk.pass(24 * 3_600_000);
    expect((await desk.call("GET", AT, undefined, query)).status).toBe(200);
    desk.pass(1);
    expect(await desk.call("GET", AT, undefined, query)).toMatchObject({
      status: 400,
      error: "InvalidParameterException",
    });
  });

  it("change a scope at a time, and only in what is given", async () => {
    const desk = await uploadDesk();
    const extensions = { AllowedExtensions: [{ Extension: "EXE" }] };
    desk.pass(1500);
    const updated = await desk.call("POST", `${AT}/CASE`, { ExtensionConfiguration: extensions }, {});
    expect(updated).toMatchObject({
      status: 200,
      body: { MaximumSizeLimitInBytes: MB_20, ExtensionConfiguration: extensions },
    });
    await desk.call("POST", `${AT}/CASE`, { MaximumSizeLimitInBytes: 2 }, {});
    const { body } = await desk.call("GET", `${AT}/CASE`, undefined, {});
    expect(body).toEqual({
      AttachedFilesConfiguration: {
        InstanceId: "i-1",
        AttachmentScope: "CASE",
        MaximumSizeLimitInBytes: 2,
        ExtensionConfiguration: extensions,
        LastModifiedTime: (START + 1500) / 1000,
      },
    });
    const task = await desk.call("GET", `${AT}/TASK`, undefined, {});
    expect(task.body.AttachedFilesConfiguration).toMatchObject({ MaximumSizeLimitInBytes: MB_20 });
    expect(task.body.AttachedFilesConfiguration).not.toHaveProperty("LastModifiedTime");
    expect((await desk.start("ab", { FileName: "setup.exe" })).status).toBe(200);
    const refused = await desk.call("PUT", "/attached-files/i-1", {
      ...{ FileName: "setup.exe", FileSizeInBytes: 3, FileUseCaseType: "ATTACHMENT" },
    });
    expect(refused.body.Reason).toEqual({ AttachedFileInvalidRequestExceptionReason: "INVALID_FILE_SIZE" });
  });

  it.each([
    ["a scope of another name", "GET", `${AT}/LETTER`, undefined, {}],
    ["a page of none", "GET", AT, undefined, { maxResults: "0" }],
    ["a page of 101", "GET", AT, undefined, { maxResults: "101" }],
    ["a page in words", "GET", AT, undefined, { maxResults: "all" }],
    ["a token of another's", "GET", AT, undefined, { nextToken: "abc" }],
    ["a size of none", "POST", `${AT}/CASE`, { MaximumSizeLimitInBytes: 0 }, {}],
    ["a size beyond 100 MB", "POST", `${AT}/CASE`, { MaximumSizeLimitInBytes: 104_857_601 }, {}],
    ["extensions that are no list", "POST", `${AT}/CASE`, { ExtensionConfiguration: {} }, {}],
    [
      "an extension of 11 letters",
      "POST",
      `${AT}/CASE`,
      { ExtensionConfiguration: { AllowedExtensions: [{ Extension: "e".repeat(11) }] } },
      {},
    ],
    [
      "an extension with a dot",
      "POST",
      `${AT}/CASE`,
      { ExtensionConfiguration: { AllowedExtensions: [{ Extension: ".pdf" }] } },
      {},
    ],
  ])("refuse %s", async (_, method, path, body, query) => {
    const desk = await uploadDesk();
    expect(await desk.call(method, path, body, query as Record<string, string>)).toMatchObject({
      status: 400,
      error: "InvalidParameterException",
      body: { Message: expect.any(String) },
    });
  });

  it.each([
    ["GET", ""],
    ["GET", "/CASE"],
    ["POST", "/CASE"],
  ])("say that an instance is not there: %s %s", async (method, scope) => {
    const desk = await uploadDesk();
    const answer = await desk.call(
      method,
      `/attached-files-configurations/i-2${scope}`,
      method === "POST" ? {} : undefined,
      {},
    );
    expect(answer).toMatchObject({ status: 404, error: "ResourceNotFoundException" });
  });

  it("take the largest size and the longest extension that the model allows", async () => {
    const desk = await uploadDesk();
    const extensions = { AllowedExtensions: [{ Extension: "e".repeat(10) }, { Extension: "7-z_" }] };
    const body = { MaximumSizeLimitInBytes: 104_857_600, ExtensionConfiguration: extensions };
    expect(await desk.call("POST", `${AT}/EMAIL`, body, {})).toMatchObject({ status: 200, body });
  });
});
