import { type FileSource, InvalidInputError, SourceError } from "@attached-files/core";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import {
  type Answer,
  FIXED,
  isolatedEnvironment,
  type ScriptedServer,
  scriptedServer,
} from "../aws-client/scripted-server.test-support.ts";
import { connectFileSource } from "./connect-file-source.ts";

const REQUEST = {
  instanceId: "11111111-aaaa-4bbb-8ccc-222222222222",
  associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
  fileIds: ["f-1", "f-2"],
};

beforeEach(() => isolatedEnvironment());

async function openOn(...answers: Answer[]): Promise<{ source: FileSource; server: ScriptedServer }> {
  const server = await scriptedServer(...answers);
  const source = connectFileSource({ ...FIXED, endpoint: server.url });
  onTestFinished(() => source.close());
  return { source, server };
}

test("sends the operation as the model draws it, signed for the service connect", async () => {
  const { source, server } = await openOn("{}");
  await source.getMetadata(REQUEST);
  const [request] = server.requests;
  expect(request?.method).toBe("POST");
  expect(request?.url).toBe(
    "/attached-files/11111111-aaaa-4bbb-8ccc-222222222222?associatedResourceArn=arn%3Aaws%3Acases%3Aeu-west-2%3A123456789012%3Adomain%2Fd-1%2Fcase%2Fc-1",
  );
  expect(JSON.parse(request?.body ?? "")).toEqual({ FileIds: ["f-1", "f-2"] });
  expect(request?.headers.authorization).toMatch(/Credential=AKIDEXAMPLE\/\d{8}\/eu-west-2\/connect\/aws4_request/);
});

test("sends an id that stands twice once", async () => {
  const { source, server } = await openOn("{}");
  await source.getMetadata({ ...REQUEST, fileIds: ["f-1", "f-2", "f-1"] });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ FileIds: ["f-1", "f-2"] });
});

test("escapes an instance id that would leave its place in the path", async () => {
  const { source, server } = await openOn("{}");
  await source.getMetadata({ ...REQUEST, instanceId: "../a b?x=1" });
  expect(server.requests[0]?.url).toMatch(/^\/attached-files\/\.\.%2Fa%20b%3Fx%3D1\?associatedResourceArn=/);
});

test("keeps everything of an answer: names in any script, exact sizes, unknown members by name, null entries", async () => {
  const { source } = await openOn(
    `\uFEFF{"Files":[null,{"CreationTime":"2026-11-02T09:15:00.000Z","FileArn":"arn:aws:connect:eu-west-2:123456789012:instance/11111111-aaaa-4bbb-8ccc-222222222222/file/f-1",
      "FileId":"f-1","FileName":"契約書 – naïve 👩‍💻.pdf","FileSizeInBytes":9223372036854775807,"FileStatus":"QUARANTINED",
      "CreatedBy":{"RobotArn":"arn:aws:connect:::robot/1"},"FileUseCaseType":"HOLOGRAM","Tags":{"__proto__":"x","Amount":"12345678901234567890"},"Checksum":{"Sha":"ab"}}],
      "Errors":[{"ErrorCode":"NOT_FOUND","ErrorMessage":"gone","FileId":"f-2","Hint":7}],"NextHint":"n"}`,
  );
  const answer = await source.getMetadata(REQUEST);
  expect(answer.files).toEqual([
    {
      creationTime: "2026-11-02T09:15:00.000Z",
      fileArn: "arn:aws:connect:eu-west-2:123456789012:instance/11111111-aaaa-4bbb-8ccc-222222222222/file/f-1",
      fileId: "f-1",
      fileName: "契約書 – naïve 👩‍💻.pdf",
      fileSizeInBytes: 9_223_372_036_854_775_807n,
      fileStatus: "QUARANTINED",
      createdBy: { kind: "unknown", name: "RobotArn", value: "arn:aws:connect:::robot/1" },
      fileUseCaseType: "HOLOGRAM",
      tags: Object.fromEntries([
        ["__proto__", "x"],
        ["Amount", "12345678901234567890"],
      ]),
      unknownMembers: { Checksum: { Sha: "ab" } },
    },
  ]);
  expect(answer.errors).toEqual([
    { errorCode: "NOT_FOUND", errorMessage: "gone", fileId: "f-2", unknownMembers: { Hint: 7 } },
  ]);
  expect(answer.irregularities.map(({ kind, path }) => `${kind} ${path}`)).toEqual(
    expect.arrayContaining(["null-entry Files[0]", "unknown-status Files[1].FileStatus", "unknown-member NextHint"]),
  );
});

test("reads an answer without a content type", async () => {
  const { source } = await openOn((_request, response) => {
    response.removeHeader("content-type");
    response.end('{"Errors":[{"FileId":"f-1"}]}');
  });
  expect((await source.getMetadata(REQUEST)).errors).toEqual([{ fileId: "f-1" }]);
});

test("takes absent lists for empty ones, as the model allows", async () => {
  const { source } = await openOn("{}");
  expect(await source.getMetadata(REQUEST)).toEqual({ files: [], incompleteFiles: [], errors: [], irregularities: [] });
});

test("an answer whose list is no list is UnexpectedAnswer, with the place", async () => {
  const { source } = await openOn('{"Files":"none"}');
  await expect(source.getMetadata(REQUEST)).rejects.toMatchObject({
    code: "UnexpectedAnswer",
    message: expect.stringContaining("Files"),
  });
});

test("refuses a request beyond the operation's limits, with every issue and no call", async () => {
  const { source, server } = await openOn("{}");
  const request = { instanceId: "", associatedResourceArn: "case-1", fileIds: [] };
  await expect(source.getMetadata(request)).rejects.toBeInstanceOf(InvalidInputError);
  await expect(source.getMetadata(request)).rejects.toMatchObject({ issues: { length: 3 } });
  expect(server.requests).toHaveLength(0);
});

test("many calls at a time each get their own answer", async () => {
  const { source } = await openOn((request, response) => {
    const id = (JSON.parse(request.body) as { FileIds: string[] }).FileIds[0];
    setTimeout(() => response.end(`{"Errors":[{"FileId":"${id}"}]}`), Number(id) % 7);
  });
  const ids = Array.from({ length: 60 }, (_, index) => String(index));
  const answers = await Promise.all(ids.map((id) => source.getMetadata({ ...REQUEST, fileIds: [id] })));
  expect(answers.map(({ errors }) => errors[0]?.fileId)).toEqual(ids);
});

test("refuses options at once, an injected client among them: it would not be used", () => {
  expect(() => connectFileSource({ client: {} } as never)).toThrow(InvalidInputError);
});

test("leaves the options that it was given as they were", async () => {
  const server = await scriptedServer("{}");
  const credentials = Object.freeze({ accessKeyId: "AKID", secretAccessKey: "secret" });
  const source = connectFileSource(Object.freeze({ region: "eu-west-2", endpoint: server.url, credentials }));
  onTestFinished(() => source.close());
  await source.getMetadata(REQUEST);
  expect(Reflect.ownKeys(credentials)).toEqual(["accessKeyId", "secretAccessKey"]);
});

test("without credentials anywhere a call fails as CredentialsUnavailable, and says so", async () => {
  const source = connectFileSource({ region: "eu-west-2", endpoint: "http://127.0.0.1:9" });
  onTestFinished(() => source.close());
  const error = await source.getMetadata(REQUEST).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(SourceError);
  expect(error).toMatchObject({ code: "CredentialsUnavailable", message: expect.stringContaining("credentials") });
});

test("without a Region anywhere a call fails, and says where one is looked for", async () => {
  const source = connectFileSource({ credentials: FIXED.credentials });
  onTestFinished(() => source.close());
  await expect(source.getMetadata(REQUEST)).rejects.toMatchObject({
    code: "CredentialsUnavailable",
    message: expect.stringMatching(/Region is missing: pass region or set AWS_REGION$/),
  });
});
