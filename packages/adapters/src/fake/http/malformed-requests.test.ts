import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { BATCH_GET, type OnTheWire, onTheWire } from "./on-the-wire.test-support.ts";

const MIB = 1024 * 1024;
const DEEP = "[".repeat(200_000) + "]".repeat(200_000);

async function stillServes({ attach, post }: OnTheWire): Promise<void> {
  attach("good");
  expect((await post(BATCH_GET, { FileIds: ["good"] })).body).toMatchObject({ Files: [{ FileId: "good" }] });
}

describe("a request that reaches no operation", () => {
  it.each([
    ["a path that nobody serves", "POST", "/nothing-here"],
    ["the root", "POST", "/"],
    ["two slashes", "POST", "//"],
    ["what looks like a host", "POST", "//[/attached-files/i-1"],
    ["a route with another method", "GET", BATCH_GET],
    ["a route with HEAD", "HEAD", BATCH_GET],
    ["a segment too many", "POST", "/domains/d-1/cases-search/more"],
    ["an empty segment where a name belongs", "POST", "/attached-files/"],
    ["bad percent-encoding in a name", "POST", "/domains/%E0%A4%A"],
    ["percent-encoding that is no UTF-8", "POST", "/domains/%ff"],
  ])("is answered as an unknown operation: %s", async (_, method, path) => {
    const wire = await onTheWire();
    const heard = await wire.raw(`${method} ${path} HTTP/1.1\r\nHost: fake\r\nConnection: close\r\n\r\n`);
    expect(heard).toMatch(/^HTTP\/1\.1 404 /);
    expect(heard).toMatch(/^x-amzn-ErrorType: UnknownOperationException\r$/m);
    expect(heard).toMatch(/^x-amzn-RequestId: [0-9a-f-]{36}\r$/m);
    await stillServes(wire);
  });

  it("answers before a large body that it does not want has been sent, and goes on", async () => {
    const wire = await onTheWire();
    const { status } = await wire.post("/nothing-here", "x".repeat(2 * MIB));
    expect(status).toBe(404);
    await stillServes(wire);
  });

  it("reads a path as it was written: dots and slashes that are encoded belong to a name", async () => {
    const { fake, raw } = await onTheWire();
    for (const id of ["%2E", "%2E%2E", "a%2Fb", "a+b%20c"]) {
      await raw(`POST /domains/${id} HTTP/1.1\r\nHost: fake\r\nConnection: close\r\n\r\n`);
    }
    expect(fake.calls.last("GetDomain").map((call) => call.input.path.domainId)).toEqual([".", "..", "a/b", "a+b c"]);
  });

  it("takes a target with a host in it, as proxies send", async () => {
    const { raw } = await onTheWire();
    const heard = await raw("POST http://elsewhere/domains/d-1 HTTP/1.1\r\nHost: fake\r\nConnection: close\r\n\r\n");
    expect(heard).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("a body or a query that cannot be read", () => {
  it.each([
    ["no JSON", "{FileIds", 400, "SerializationException"],
    ["half of JSON", '{"FileIds":["f"', 400, "SerializationException"],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0]), 400, "SerializationException"],
    ["a list", "[]", 400, "SerializationException"],
    ["a text", '"FileIds"', 400, "SerializationException"],
    ["a number", "1", 400, "SerializationException"],
    ["null", "null", 400, "SerializationException"],
    ["more than 1 MiB", `{"FileIds":["${"x".repeat(2 * MIB)}"]}`, 413, "RequestEntityTooLargeException"],
    ["JSON that is too deep", `{"FileIds":["f"],"Deep":${DEEP}}`, 400, "SerializationException"],
    ["members by way of __proto__", '{"__proto__":{"FileIds":["f"]}}', 400, "InvalidRequestException"],
    ["no body where members are required", undefined, 400, "InvalidRequestException"],
  ] as const)("is refused: %s", async (_, body, status, name) => {
    const wire = await onTheWire();
    const answer = await wire.post(BATCH_GET, body);
    expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([status, name]);
    expect(answer.body).toEqual({ Message: expect.any(String) });
    await stillServes(wire);
  });

  it("takes a body of just under 1 MiB", async () => {
    const { attach, post } = await onTheWire();
    attach("f");
    const more = "x".repeat(MIB - 100);
    expect((await post(BATCH_GET, { FileIds: ["f"], More: more })).status).toBe(200);
  });

  it("refuses JSON that is too deep in a search too, where it would become part of a token", async () => {
    const { post } = await onTheWire();
    const answer = await post("/domains/d-1/related-items-search", `{"filters":[{"file":{"deep":${DEEP}}}]}`);
    expect(answer.headers.get("x-amzn-ErrorType")).toBe("SerializationException");
  });

  it("does not count brackets inside of a text as depth", async () => {
    const { attach, post } = await onTheWire();
    attach("f");
    const more = `"\\"${"[{".repeat(5000)}`;
    expect((await post(BATCH_GET, { FileIds: ["f"], More: more })).status).toBe(200);
  });

  it.each([
    ["application/x-www-form-urlencoded", 415],
    ["text/plain", 415],
    ["application/json2", 415],
    ["", 200],
    ["application/json", 200],
    ["Application/JSON; charset=utf-8", 200],
    ["application/x-amz-json-1.1", 200],
  ])("answers a body of type '%s' with %i", async (type, status) => {
    const wire = await onTheWire();
    wire.attach("f");
    const body = new TextEncoder().encode('{"FileIds":["f"]}');
    const headers: Record<string, string> = type === "" ? {} : { "Content-Type": type };
    const answer = await wire.post(BATCH_GET, body, { headers });
    expect(answer.status).toBe(status);
    if (status === 415) expect(answer.headers.get("x-amzn-ErrorType")).toBe("UnsupportedMediaTypeException");
    await stillServes(wire);
  });

  it.each(["%", "%zz", "%ff"])("refuses a query that is no percent-encoding: %s", async (text) => {
    const wire = await onTheWire();
    const { status, headers } = await wire.post(`${BATCH_GET}${text}`, { FileIds: ["f"] });
    expect([status, headers.get("x-amzn-ErrorType")]).toEqual([400, "SerializationException"]);
    await stillServes(wire);
  });

  it("takes no member from a query by way of __proto__ or constructor", async () => {
    const { post } = await onTheWire();
    const { status, body } = await post("/attached-files/i-1?__proto__=a&constructor=b", { FileIds: ["f"] });
    expect([status, body]).toEqual([400, { Message: "AssociatedResourceArn is required" }]);
  });
});

describe("what is hardly HTTP", () => {
  it.each([
    ["noise", "\u0000\u0001garbage\r\n\r\n"],
    ["TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n"],
    ["a method of one's own", "BREW /coffee HTTP/1.1\r\nHost: fake\r\n\r\n"],
    ["a length that is none", "POST / HTTP/1.1\r\nHost: fake\r\nContent-Length: many\r\n\r\n"],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: fake\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["endless headers", `POST / HTTP/1.1\r\nHost: fake\r\nX: ${"x".repeat(200_000)}\r\n\r\n`],
    ["a tunnel", "CONNECT fake:443 HTTP/1.1\r\nHost: fake\r\n\r\n"],
    ["an expectation", "POST /x HTTP/1.1\r\nHost: fake\r\nExpect: wonders\r\nConnection: close\r\n\r\n"],
    ["no host", "POST /x HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ])("is answered with a 4xx and an error's name: %s", async (_, text) => {
    const wire = await onTheWire();
    const heard = await wire.raw(text);
    expect(heard).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(heard).toMatch(/^x-amzn-ErrorType: \w+Exception\r$/m);
    expect(heard).toMatch(/^x-amzn-RequestId: [0-9a-f-]{36}\r$/m);
    await stillServes(wire);
  });

  it("survives clients that hang up midway: in the line, the headers, the body, and before the answer", async () => {
    const wire = await onTheWire();
    const whole = `POST ${BATCH_GET} HTTP/1.1\r\nHost: fake\r\nContent-Length: 20\r\n\r\n{"FileIds":["none"]}`;
    const lengths = [1, 10, whole.indexOf("Host"), whole.length - 20, whole.length - 10, whole.length];
    for (const text of [...lengths.map((length) => whole.slice(0, length)), "CONNECT fake:443 HTTP/1.1\r\n\r\n", "?"]) {
      const socket = connect(wire.server.port, "127.0.0.1");
      await new Promise<void>((done) => socket.write(text, () => done()));
      socket.resetAndDestroy();
    }
    await stillServes(wire);
  });
});
