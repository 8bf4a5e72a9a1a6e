import { expect, it } from "vitest";
import { ConnectState } from "./connect-state/connect-state.ts";
import { FakeService } from "./fake-service.ts";
import { BATCH_GET, onTheWire } from "./http/on-the-wire.test-support.ts";

const MIB = 1024 * 1024;
const BATCH = "BatchGetAttachedFileMetadata";
const PATH_ALONE = { path: { InstanceId: "i-1" }, query: {}, body: {} };
const KEY = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
const signedBy = (key: string): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261101/eu-central-1/connect/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;

it.each([
  ["unsigned", undefined, "MissingAuthenticationTokenException"],
  ["by an unknown key", signedBy("AKIDNOBODY"), "UnrecognizedClientException"],
  ["with a wrong signature", signedBy(KEY.accessKeyId), "InvalidSignatureException"],
])("a call that is refused for its signature is logged once: %s", async (_, authorization, error) => {
  const { fake, post } = await onTheWire({ credentials: [KEY] });
  const headers = {
    "Content-Type": "application/json",
    "x-amz-date": "20261101T000000Z",
    ...(authorization === undefined ? {} : { Authorization: authorization }),
  };
  const answer = await post(BATCH_GET, { FileIds: ["f"] }, { headers });
  expect(answer.headers.get("x-amzn-ErrorType")).toBe(error);
  expect(fake.calls.last()).toEqual([{ operation: BATCH, input: PATH_ALONE, error }]);
});

it.each([
  ["no JSON", BATCH_GET, "{", "SerializationException"],
  ["more than 1 MiB", BATCH_GET, "x".repeat(MIB + 1), "RequestEntityTooLargeException"],
  ["a query that is no percent-encoding", `${BATCH_GET}%`, "{}", "SerializationException"],
])("a call that cannot be read is logged once: %s", async (_, path, body, error) => {
  const { fake, post } = await onTheWire();
  await post(path, body);
  expect(fake.calls.last()).toEqual([{ operation: BATCH, input: PATH_ALONE, error }]);
});

it("a call is logged with its size alone where it is large", async () => {
  const { fake, post } = await onTheWire();
  const body = JSON.stringify({ FileIds: ["f"], More: "x".repeat(MIB / 2) });
  await post(BATCH_GET, body);
  expect(fake.calls.last()).toEqual([
    { operation: BATCH, input: { path: {}, query: {}, body: {} }, leftOutBytes: BATCH_GET.length + body.length },
  ]);
});

it("a call whose operation breaks is logged once, as the wire answers it, with what struck it", async () => {
  const { fake, post } = await onTheWire();
  fake.faults.next({ latencyMs: 1 });
  fake.state.domains.get = () => {
    throw new TypeError("broken");
  };
  const answer = await post("/domains/d-1", {});
  expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([500, "InternalFailure"]);
  expect(fake.calls.last()).toMatchObject([
    { operation: "GetDomain", error: "InternalFailure", struckBy: [{ latencyMs: 1 }] },
  ]);
});

it("a call through the port is logged like one on the wire where its operation breaks", () => {
  const state = new ConnectState(() => new Date(0));
  const service = new FakeService(state);
  const broken = new Proxy(
    {},
    {
      get: () => {
        throw new TypeError("broken");
      },
    },
  );
  expect(() => service.serveByName("GetDomain", { path: broken })).toThrow(TypeError);
  expect(service.calls.last()).toMatchObject([{ operation: "GetDomain", error: "InternalFailure" }]);
});
