import { type ConfigurationSource, InvalidInputError } from "@attached-files/core";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import {
  type Answer,
  FIXED,
  isolatedEnvironment,
  type ScriptedServer,
  scriptedServer,
} from "../aws-client/scripted-server.test-support.ts";
import { connectConfigurationSource } from "./connect-configuration-source.ts";

beforeEach(() => isolatedEnvironment());

async function openOn(...answers: Answer[]): Promise<{ source: ConfigurationSource; server: ScriptedServer }> {
  const server = await scriptedServer(...answers);
  const source = connectConfigurationSource({ ...FIXED, endpoint: server.url });
  onTestFinished(() => source.close());
  return { source, server };
}

function page(scopes: readonly string[], next?: string): string {
  const AttachedFilesConfigurations = scopes.map((AttachmentScope) => ({ InstanceId: "i-1", AttachmentScope }));
  return JSON.stringify({ AttachedFilesConfigurations, NextToken: next });
}

function scopesOf(answer: Awaited<ReturnType<ConfigurationSource["getConfigurations"]>>): readonly string[] {
  return answer.isPermitted ? answer.configurations.map(({ attachmentScope }) => attachmentScope) : [];
}

test("sends the operation as the model draws it, signed for the service connect, page by page", async () => {
  const { source, server } = await openOn(page(["CASE"], "a b"), page(["TASK"]));
  expect(scopesOf(await source.getConfigurations("../i 1"))).toEqual(["CASE", "TASK"]);
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "GET /attached-files-configurations/..%2Fi%201?maxResults=100",
    "GET /attached-files-configurations/..%2Fi%201?maxResults=100&nextToken=a%20b",
  ]);
  expect(server.requests[0]?.headers.authorization).toMatch(/\/eu-west-2\/connect\/aws4_request/);
});

test("keeps what the model does not know, and the first of what comes twice", async () => {
  const { source } = await openOn(
    `{"AttachedFilesConfigurations":[null,
      {"AttachmentScope":"CASE","MaximumSizeLimitInBytes":9223372036854775807,"Depth":{"a":1}},
      {"AttachmentScope":"CASE","MaximumSizeLimitInBytes":1},{"AttachmentScope":"VOICE"}],"Hint":1}`,
  );
  const answer = await source.getConfigurations("i-1");
  expect(answer).toMatchObject({
    isPermitted: true,
    configurations: [
      {
        attachmentScope: "CASE",
        maximumSizeLimitInBytes: 9_223_372_036_854_775_807n,
        unknownMembers: { Depth: { a: 1 } },
      },
      { attachmentScope: "VOICE" },
    ],
  });
  expect(answer.isPermitted && answer.irregularities.map(({ kind }) => kind)).toEqual([
    "null-entry",
    "out-of-range",
    "unknown-member",
    "unknown-attachment-scope",
    "unknown-member",
    "repeated",
  ]);
});

test.each([
  ["a list that is none", '{"AttachedFilesConfigurations":"none"}', "AttachedFilesConfigurations: expected a list"],
  ["a token that is no text", '{"NextToken":5}', "expected nextToken to be a text"],
  ["tokens that go round", '{"NextToken":"again"}', "would never end"],
])("%s is UnexpectedAnswer, and says so", async (_, answer, message) => {
  const { source } = await openOn(answer);
  await expect(source.getConfigurations("i-1")).rejects.toMatchObject({
    code: "UnexpectedAnswer",
    message: expect.stringContaining(message),
  });
});

test("a listing that never ends is UnexpectedAnswer after 20 pages", async () => {
  let pages = 0;
  const { source, server } = await openOn((_, response) => response.end(page(["CASE"], `token-${++pages}`)));
  await expect(source.getConfigurations("i-1")).rejects.toMatchObject({ code: "UnexpectedAnswer" });
  expect(server.requests.length).toBe(21);
});

test("a token that is no longer taken makes it start afresh, and nothing counts as repeated", async () => {
  const refused = { status: 400, headers: { "x-amzn-errortype": "InvalidParameterException" } };
  const { source } = await openOn(
    page(["CASE"], "old"),
    { ...refused, body: '{"Message":"the token has expired"}' },
    page(["CASE", "TASK"]),
  );
  const answer = await source.getConfigurations("i-1");
  expect(scopesOf(answer)).toEqual(["CASE", "TASK"]);
  expect(answer).toMatchObject({ irregularities: [] });
});

test("refuses options that it does not know at once", () => {
  expect(() => connectConfigurationSource({ client: {} } as never)).toThrow(InvalidInputError);
});
