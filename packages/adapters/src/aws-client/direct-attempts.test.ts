import { Readable } from "node:stream";
import { BatchGetAttachedFileMetadataCommand, ConnectClient } from "@aws-sdk/client-connect";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { connectFileSource } from "../connect/connect-file-source.ts";
import { createFakeConnect } from "../fake/index.ts";
import { createAwsCaller } from "./aws-caller.ts";
import type { AwsClientOptions } from "./aws-client-options.ts";
import {
  awsError,
  FIXED,
  isolatedEnvironment,
  type SeenRequest,
  scriptedServer,
  staySilent,
} from "./scripted-server.test-support.ts";

const ANSWER = '{"Files":[],"Errors":[]}';
const REQUEST = {
  instanceId: "11111111-aaaa-4bbb-8ccc-222222222222",
  associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
  fileIds: ["f-1"],
};

const COMMAND = new BatchGetAttachedFileMetadataCommand({
  InstanceId: REQUEST.instanceId,
  AssociatedResourceArn: REQUEST.associatedResourceArn,
  FileIds: REQUEST.fileIds,
});
const DIRECT = {
  path: `/attached-files/${REQUEST.instanceId}`,
  query: { associatedResourceArn: REQUEST.associatedResourceArn },
  body: JSON.stringify({ FileIds: REQUEST.fileIds }),
};
type Headers = Readonly<Record<string, string>>;

beforeEach(() => isolatedEnvironment());

function open(options: AwsClientOptions) {
  const source = connectFileSource({ ...FIXED, ...options });
  onTestFinished(() => source.close());
  return source;
}

test.each([
  [
    {},
    [
      [1, 1],
      [1, 2],
      [2, 4],
      [2, 5],
    ],
  ],
  [
    { directCalls: false },
    [
      [1, 1],
      [2, 2],
      [3, 4],
      [4, 5],
    ],
  ],
])(
  "the SDK makes the first call and judges what fails; all else goes past its middleware, but with %j",
  async (options, expected) => {
    const server = await scriptedServer(ANSWER, ANSWER, awsError(500, "InternalServiceException"), ANSWER, ANSWER);
    const client = new ConnectClient({ ...FIXED, endpoint: server.url });
    let passed = 0;
    client.middlewareStack.add(
      (next) => (args) => {
        passed += 1;
        return next(args);
      },
      { step: "initialize", name: "counted" },
    );
    const caller = createAwsCaller<BatchGetAttachedFileMetadataCommand>(client, options);
    onTestFinished(() => caller.close());
    const counts: number[][] = [];
    for (let number = 0; number < 4; number += 1) {
      await caller.call("BatchGetAttachedFileMetadata", COMMAND, undefined, DIRECT);
      counts.push([passed, server.requests.length]);
    }
    expect(counts).toEqual(expected);
  },
);

test.each([
  ["", REQUEST],
  ["/behind/a/gateway", REQUEST],
  [
    "",
    {
      ...REQUEST,
      instanceId: "a b/ü!'()*~%2F",
      associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d/case/a-b!'()*ü&=+%2F",
    },
  ],
])("a later request is that of the SDK to the letter, at an endpoint that ends with '%s'", async (end, request) => {
  const server = await scriptedServer(ANSWER);
  const credentials = { ...FIXED.credentials, sessionToken: "to/k+en==" };
  const source = open({ endpoint: server.url + end, credentials, userAgent: "my-job/1.2", maxAttempts: 7 });
  for (let call = 0; call < 2; call += 1) await source.getMetadata(request);
  const [first, later] = server.requests as [SeenRequest, SeenRequest];
  const ofEach = ["amz-sdk-invocation-id", "x-amz-date", "authorization"];
  const same = ({ headers, ...rest }: SeenRequest) => ({
    ...rest,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ofEach.includes(name))),
  });
  expect(same(later)).toEqual(same(first));
  expect(Object.keys(later.headers).sort()).toEqual(Object.keys(first.headers).sort());
  expect(later.headers["amz-sdk-invocation-id"]).not.toBe(first.headers["amz-sdk-invocation-id"]);
  const signed = ({ headers }: SeenRequest) =>
    /Credential=[^,]*, SignedHeaders=[^,]*/.exec(headers.authorization ?? "")?.[0];
  expect(signed(later)).toBe(signed(first));
});

test("the service takes the signatures of later requests, also when credentials have changed meanwhile", async () => {
  const keys = ["AKIAFIRST", "AKIASECOND", "AKIATHIRD"].map((accessKeyId) => ({
    accessKeyId,
    secretAccessKey: `the secret of ${accessKeyId}`,
    sessionToken: `token of ${accessKeyId}`,
  }));
  const fake = createFakeConnect({ credentials: keys });
  const claim = fake.contactCentre({ instanceId: "instance-1", domainId: "domain-1" }).addCase("case-1");
  const { fileId } = claim.attach("claim form.pdf");
  const server = await fake.listen();
  onTestFinished(() => server.close());
  let asked = 0;
  const credentials = async () => {
    const key = keys[Math.min(asked, 2)] ?? FIXED.credentials;
    asked += 1;
    // So near that they are looked for again at once.
    return { ...key, expiration: new Date(Date.now() + 1000) };
  };
  const source = open({ endpoint: server.url, credentials });
  for (let call = 0; call < 5; call += 1) {
    const answer = await source.getMetadata({
      instanceId: "instance-1",
      associatedResourceArn: claim.arn,
      fileIds: [fileId],
    });
    expect(answer.files).toHaveLength(1);
  }
  expect(asked).toBeGreaterThan(3);
});

test("a clock that is wrong is corrected by what later answers tell", async () => {
  const ahead = new Date(Date.now() + 3_600_000);
  const server = await scriptedServer(ANSWER, { body: ANSWER, headers: { date: ahead.toUTCString() } }, ANSWER);
  const source = open({ endpoint: server.url });
  for (let call = 0; call < 3; call += 1) await source.getMetadata(REQUEST);
  const hours = server.requests.map(({ headers }) => String(headers["x-amz-date"]).slice(0, 11));
  expect(hours[2]).toBe(ahead.toISOString().replaceAll(/[-:]/g, "").slice(0, 11));
  expect(hours[1]).not.toBe(hours[2]);
});

test("a later attempt that takes too long is tried again, by the SDK", async () => {
  const server = await scriptedServer(ANSWER, staySilent, ANSWER);
  const source = open({ endpoint: server.url, requestTimeoutMs: 100 });
  for (let call = 0; call < 2; call += 1) await source.getMetadata(REQUEST);
  expect(server.requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
    "attempt=1; max=3",
    "attempt=1; max=3",
    "attempt=2; max=3",
  ]);
});

test.each([
  ["eu-central-1", {}, "connect.eu-central-1.amazonaws.com"],
  ["us-east-1", { useFipsEndpoint: true }, "connect-fips.us-east-1.amazonaws.com"],
  ["us-gov-west-1", {}, "connect.us-gov-west-1.amazonaws.com"],
  ["us-west-2", { useDualstackEndpoint: true, useFipsEndpoint: true }, "connect-fips.us-west-2.api.aws"],
])("later requests go where the SDK's rules for endpoints say: %s, %j", async (region, options, hostname) => {
  const seen: { hostname: string; protocol: string; region: string | undefined }[] = [];
  const requestHandler = {
    handle: async ({ hostname, protocol, headers }: { hostname: string; protocol: string; headers: Headers }) => {
      const region = /\/([^/]+)\/connect\/aws4_request/.exec(headers.authorization ?? "")?.[1];
      seen.push({ hostname, protocol, region });
      const headersOfAnswer = { "content-type": "application/json" };
      return { response: { statusCode: 200, headers: headersOfAnswer, body: Readable.from([Buffer.from(ANSWER)]) } };
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => {},
  };
  const client = new ConnectClient({
    ...{ credentials: FIXED.credentials, region, requestHandler: requestHandler as never },
    ...options,
  });
  let passed = 0;
  client.middlewareStack.add((next) => (args) => next(args).finally(() => (passed += 1)), { step: "initialize" });
  const caller = createAwsCaller<BatchGetAttachedFileMetadataCommand>(client, {});
  onTestFinished(() => caller.close());
  for (let call = 0; call < 2; call += 1) await caller.call("BatchGetAttachedFileMetadata", COMMAND, undefined, DIRECT);
  expect(seen).toEqual([0, 1].map(() => ({ hostname, protocol: "https:", region })));
  expect(passed).toBe(1);
});
