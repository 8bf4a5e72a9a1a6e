import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { publishToEventBridge, publishToSns } from "./index.ts";

const NOTICE = {
  title: "Attached files, 2026-11-24: partial ✓",
  text: "2 files\nnot known",
  json: '{"a":1}',
  status: "partial",
};
const TOPIC = "arn:aws:sns:eu-central-1:111122223333:ops";

let endpoint = "";
let answer: { readonly status: number; readonly body: string } = { status: 200, body: "" };
let calls: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
let close: () => Promise<void>;

beforeEach(async () => {
  calls = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    calls.push({ headers: request.headers, body });
    if (answer.status > 0) response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

function options() {
  return { endpoint, region: "eu-central-1", credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "hush" } };
}
const sns = (topic = TOPIC, signal = AbortSignal.timeout(20_000)) => publishToSns(topic, NOTICE, options(), signal);
const bus = () => publishToEventBridge("default", NOTICE, options(), AbortSignal.timeout(20_000));

const PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>';

it("publishes to a topic: an ASCII subject, the text, and the status to filter by", async () => {
  answer = { status: 200, body: PUBLISHED };
  await sns();
  const sent = new URLSearchParams(calls[0]?.body);
  expect(sent.get("Action")).toBe("Publish");
  expect(sent.get("TopicArn")).toBe(TOPIC);
  expect(sent.get("Subject")).toBe("Attached files, 2026-11-24: partial ?");
  expect(sent.get("Message")).toBe(NOTICE.text);
  expect(sent.get("MessageAttributes.entry.1.Value.StringValue")).toBe("partial");
  expect(sent.has("MessageGroupId")).toBe(false);
  await sns(`${TOPIC}.fifo`);
  expect(new URLSearchParams(calls[1]?.body).get("MessageGroupId")).toBe("attached-files");
});

it("marks a subject that is cut, which has a hundred characters then", async () => {
  answer = { status: 200, body: PUBLISHED };
  const title = "x".repeat(101);
  await publishToSns(TOPIC, { ...NOTICE, title }, options(), AbortSignal.timeout(20_000));
  expect(new URLSearchParams(calls[0]?.body).get("Subject")).toBe(`${"x".repeat(97)}...`);
});

it("puts one event on a bus, its JSON as the detail", async () => {
  answer = { status: 200, body: '{"FailedEntryCount":0,"Entries":[{"EventId":"e"}]}' };
  await bus();
  expect(JSON.parse(calls[0]?.body ?? "")).toEqual({
    Entries: [
      { EventBusName: "default", Source: "attached-files", DetailType: "Attached files report", Detail: '{"a":1}' },
    ],
  });
});

it.each([
  [500, "InternalFailure", true],
  [503, "ServiceUnavailable", true],
  [400, "Throttling", true],
  [403, "AuthorizationError", false],
])("of a topic's answer %d %s, says in one attempt whether to try again: %s", async (status, code, retryable) => {
  answer = { status, body: `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>` };
  await expect(sns()).rejects.toMatchObject({ retryable });
  expect(calls).toHaveLength(1);
});

it.each([
  ["ThrottlingException", true],
  ["MalformedDetail", false],
])("is no success where the bus answers 200 and refuses the entry with %s", async (ErrorCode, retryable) => {
  answer = { status: 200, body: JSON.stringify({ FailedEntryCount: 1, Entries: [{ ErrorCode }] }) };
  await expect(bus()).rejects.toMatchObject({ retryable });
});

it("ends when its time is over, and tells of nobody there", async () => {
  answer = { status: 0, body: "" };
  await expect(sns(TOPIC, AbortSignal.timeout(100))).rejects.toMatchObject({ code: "Aborted" });
  await close();
  await expect(sns()).rejects.toMatchObject({ code: "SourceUnreachable" });
  close = async () => {};
});
