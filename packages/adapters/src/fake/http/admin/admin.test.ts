import { request } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { createFakeConnect } from "../../create-fake-connect.ts";
import { BATCH_GET, type OnTheWire, onTheWire } from "../on-the-wire.test-support.ts";

const THROTTLE = { operation: "ListDomains", error: "ThrottlingException" };
const get = (wire: OnTheWire, path: string) => wire.post(path, undefined, { method: "GET" });

/** A request with exactly these headers: `fetch` sets Host by itself, and does not let an Origin through. */
function bare(port: number, method: string, path: string, headers: Record<string, string>, body = ""): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", method, path, headers, setHost: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

describe("the fake's own routes", () => {
  it("take a fault or a list of them, tell what is pending, and end it", async () => {
    const wire = await onTheWire();
    const pending = { ...THROTTLE, left: 1 };
    expect((await wire.post("/_fake/faults", THROTTLE)).body).toEqual({ faults: [pending] });
    const seeded = { latencyMs: { median: 1, p99: 2 }, probability: 0 };
    const { status, body } = await wire.post("/_fake/faults", [{ storm: { calls: 2 }, times: 2 }, seeded]);
    const faults = [pending, { storm: { calls: 2 }, times: 2, left: 2 }, { ...seeded, left: "always" }];
    expect([status, body]).toEqual([200, { faults }]);
    expect((await wire.post("/domains-list", {})).status).toBe(429);
    expect((await get(wire, "/_fake/faults")).body).toEqual({ faults: faults.slice(1) });
    expect((await wire.post("/_fake/faults", undefined, { method: "DELETE" })).body).toEqual({ faults: [] });
    expect((await wire.post("/domains-list", {})).status).toBe(200);
  });

  it("refuse bad rules with every problem, its place and the allowed range, and take none of them", async () => {
    const wire = await onTheWire();
    const { status, body } = await wire.post("/_fake/faults", [THROTTLE, { reset: "noon", times: -1 }, 5]);
    expect([status, body]).toEqual([
      400,
      {
        problems: [
          '[1].reset: expected one of before-answer, within-answer, after-answer, received "noon"',
          '[1].times: expected a whole number of at least 0, or "always", received -1',
          "[2]: expected an object, received 5",
        ],
      },
    ]);
    expect((await wire.post("/_fake/faults", undefined)).status).toBe(400);
    expect(wire.fake.faults.pending()).toEqual([]);
  });

  it("tell the calls, all or of one operation, with what struck them, and forget them", async () => {
    const wire = await onTheWire();
    wire.fake.faults.next({ operation: "ListDomains", error: "ThrottlingException" });
    await wire.post("/domains-list", {});
    for (let call = 0; call < 3; call += 1) await wire.post("/domains/d-1", {});
    const counts = { ListDomains: 1, GetDomain: 3 };
    expect((await get(wire, "/_fake/calls?operation=ListDomains")).body).toMatchObject({
      count: 1,
      counts,
      calls: [{ operation: "ListDomains", error: "ThrottlingException", struckBy: [{ error: "ThrottlingException" }] }],
    });
    expect((await get(wire, "/_fake/calls?last=2")).body).toMatchObject({ count: 4, counts, calls: [{}, {}] });
    expect((await get(wire, "/_fake/calls?last=0")).body).toMatchObject({ count: 4, calls: [] });
    expect((await get(wire, "/_fake/calls?last=10001")).body).toEqual({
      problems: ['last: expected a whole number from 0 to 10000, received "10001"'],
    });
    await wire.post("/_fake/calls", undefined, { method: "DELETE" });
    expect((await get(wire, "/_fake/calls")).body).toEqual({ count: 0, counts: {}, calls: [] });
  });

  it("are never struck, throttled, logged, or asked for a signature", async () => {
    const wire = await onTheWire({
      credentials: [{ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" }],
      quotas: { default: { requestsPerSecond: 1, burst: 1 } },
      faults: [{ reset: "before-answer", times: "always" }],
    });
    for (let call = 0; call < 9; call += 1) expect((await get(wire, "/_fake/calls")).status).toBe(200);
    expect(wire.fake.calls.count()).toBe(0);
    expect((await wire.post("/domains-list", {})).status).toBe(403);
  });

  it("say what there is where there is nothing", async () => {
    const wire = await onTheWire();
    for (const path of ["/_fake", "/_fake/", "/_fake/nothing", "/_fake/faults/1"]) {
      const { status, body } = await get(wire, path);
      expect([status, body]).toMatchObject([404, { problems: ["there is nothing here"] }]);
      expect((body as { routes: string[] }).routes).toEqual(expect.arrayContaining(["POST /_fake/faults"]));
    }
    expect((await wire.post("/_fake/faults", undefined, { method: "PUT" })).status).toBe(405);
  });

  it.each([
    ["no JSON", "{", "application/json", 400],
    ["another type", "{}", "text/plain", 415],
    ["more than 1 MiB", `{"error":"${"x".repeat(1024 * 1024)}"}`, "application/json", 413],
    [
      "JSON that is too deep",
      `{"error":"ThrottlingException","members":{"a":${"[".repeat(4e5)}${"]".repeat(4e5)}}}`,
      "application/json",
      400,
    ],
  ])("refuse a body that they cannot read, and go on: %s", async (_, body, type, expected) => {
    const wire = await onTheWire();
    const { status, body: answer } = await wire.post("/_fake/faults", body, { headers: { "Content-Type": type } });
    expect([status, answer]).toEqual([expected, { problems: [expect.any(String)] }]);
    expect((await get(wire, "/_fake/faults")).body).toEqual({ faults: [] });
  });
});

describe("a stranger's web page", () => {
  const JSON_TYPE = { "Content-Type": "application/json" };
  it.each<[string, Record<string, string>, number]>([
    ["its origin", { Host: "localhost:4010", Origin: "https://evil.example" }, 403],
    ["an origin that it hides", { Host: "localhost", Origin: "null" }, 403],
    ["its own name for this machine", { Host: "evil.example:4010" }, 403],
    ["a name that begins like this machine's", { Host: "127.0.0.1.evil.example" }, 403],
    ["a name that ends like this machine's", { Host: "evil-localhost" }, 403],
    ["no host", {}, 403],
    ["another site's mark", { Host: "localhost", "Sec-Fetch-Site": "cross-site" }, 403],
    ["nothing, and is no page, at localhost", { Host: "localhost:4010" }, 200],
    ["nothing, and is no page, at 127.0.0.1", { Host: "127.0.0.1" }, 200],
    ["nothing, and is no page, at ::1", { Host: "[::1]:80" }, 200],
    ["nothing, and is no page, with an address that is typed in", { Host: "LOCALHOST", "Sec-Fetch-Site": "none" }, 200],
  ])("is refused, whatever it asks, where it sends %s: %j", async (_, headers, status) => {
    const { server, fake } = await onTheWire();
    const all = { ...JSON_TYPE, ...headers };
    for (const path of ["/_fake/faults", "/_fake/calls", "http://elsewhere/_fake/faults"]) {
      expect(await bare(server.port, "GET", path, all)).toBe(status);
    }
    expect(await bare(server.port, "DELETE", "/_fake/faults", all)).toBe(status);
    expect(await bare(server.port, "POST", "/_fake/faults", all, JSON.stringify(THROTTLE))).toBe(status);
    expect(fake.faults.pending()).toHaveLength(status === 200 ? 1 : 0);
  });

  it("is not told apart by its host where the fake was told to listen beyond this machine, but by its origin", async () => {
    const server = await createFakeConnect().listen({ host: "0.0.0.0" });
    onTestFinished(() => server.close());
    expect(await bare(server.port, "GET", "/_fake/calls", { Host: "fake.test" })).toBe(200);
    expect(await bare(server.port, "GET", "/_fake/calls", { Host: "fake.test", Origin: "http://fake.test" })).toBe(403);
  });

  it("may call the service that the fake stands for as before", async () => {
    const { server } = await onTheWire();
    expect(await bare(server.port, "POST", BATCH_GET, { Host: "evil.example", Origin: "x", ...JSON_TYPE }, "{}")).toBe(
      400,
    );
  });
});
