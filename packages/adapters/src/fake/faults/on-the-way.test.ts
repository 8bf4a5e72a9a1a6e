import { performance } from "node:perf_hooks";
import { expect, it } from "vitest";
import { BATCH_GET, onTheWire } from "../http/on-the-wire.test-support.ts";
import type { BodyFault } from "./fault.ts";

const IDS = '{"FileIds":["a"]}';

it.each<[BodyFault, number, string, RegExp]>([
  [{ body: "truncated" }, 200, "application/json", /^\{"Files":\[\{"CreationTime"/],
  [{ body: "truncated", status: 500 }, 500, "application/json", /^\{"Files"/],
  [{ body: "not-json" }, 200, "application/json", /^upstream connect error$/],
  [{ body: "not-json", status: 503 }, 503, "application/json", /^upstream connect error$/],
  [{ body: "html" }, 502, "text/html", /^<!DOCTYPE html>.*502 Bad Gateway/s],
  [{ body: "html", status: 200 }, 200, "text/html", /<title>200 OK<.*<h1>200 OK</s],
  [{ body: "html", status: 504 }, 504, "text/html", /<title>504 Gateway Timeout<.*<h1>504 Gateway Timeout</s],
  [{ body: "html", status: 599 }, 599, "text/html", /<title>599<.*<h1>599</s],
])("a body is damaged, and whole in itself as HTTP: %j", async (fault, status, type, text) => {
  const { fake, server, attach, post } = await onTheWire();
  attach("a");
  fake.faults.next(fault);
  const response = await fetch(server.url + BATCH_GET, {
    method: "POST",
    body: IDS,
    headers: { "Content-Type": "application/json" },
  });
  expect([response.status, response.headers.get("content-type")]).toEqual([status, type]);
  const heard = await response.text();
  expect(heard).toMatch(text);
  expect(() => JSON.parse(heard)).toThrow(SyntaxError);
  expect((await post(BATCH_GET, { FileIds: ["a"] })).status).toBe(200);
  expect(fake.calls.last().map(({ struckBy }) => struckBy)).toEqual([[fault], undefined]);
});

it.each([
  [{ body: "truncated" }, 429, "ThrottlingException"],
  [{ body: "not-json", status: 503 }, 503, null],
  [{ body: "html" }, 502, null],
] as const)(
  "the error behind a damaged body keeps its name in the header, but not behind a proxy: %j",
  async (fault, status, name) => {
    const { fake, server } = await onTheWire();
    fake.faults.next({ error: "ThrottlingException" });
    fake.faults.next(fault);
    const response = await fetch(`${server.url}/domains-list`, { method: "POST" });
    expect([response.status, response.headers.get("x-amzn-ErrorType")]).toEqual([status, name]);
    expect(fake.calls.last()).toMatchObject([{ error: "ThrottlingException" }]);
  },
);

it.each([
  [{ latencyMs: 150 }, 150, 150],
  [{ latencyMs: { from: 100, to: 200 } }, 100, 200],
  [{ latencyMs: { median: 100, p99: 110 } }, 85, 115],
])("an answer is late by the system's timer: %j", async (fault, least, most) => {
  const { fake, post } = await onTheWire();
  await post("/domains-list", {});
  fake.faults.next(fault);
  const before = performance.now();
  expect((await post("/domains-list", {})).status).toBe(200);
  // Timers may be a millisecond early, and a busy machine late.
  expect(performance.now() - before).toBeGreaterThan(least - 2);
  const [{ latencyMs } = { latencyMs: -1 }] = (fake.calls.last().at(-1)?.struckBy ?? []) as { latencyMs: number }[];
  expect(latencyMs).toBeGreaterThanOrEqual(least);
  expect(latencyMs).toBeLessThanOrEqual(most);
});

it("a late answer is waited for by the sleep that was given, and by nobody when the client has hung up", async () => {
  const slept: number[] = [];
  let aborted = 0;
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    slept.push(ms);
    if (ms < 1e6) return Promise.resolve();
    return new Promise((_, reject) =>
      signal?.addEventListener("abort", () => {
        aborted += 1;
        reject(signal.reason);
      }),
    );
  };
  const { fake, post } = await onTheWire({ sleep });
  for (const latencyMs of [60_000, 2e6]) fake.faults.next({ latencyMs });
  expect((await post("/domains-list", {})).status).toBe(200);
  const hangUp = new AbortController();
  const hanging = post("/domains-list", {}, { signal: hangUp.signal });
  await expect.poll(() => slept).toEqual([60_000, 2e6]);
  hangUp.abort();
  await expect(hanging).rejects.toThrow();
  await expect.poll(() => aborted).toBe(1);
  expect((await post("/domains-list", {})).status).toBe(200);
});

it("a server that closes waits for no late answer", async () => {
  const { fake, server } = await onTheWire();
  fake.faults.next({ latencyMs: 3_600_000 });
  const hanging = fetch(`${server.url}/domains-list`, { method: "POST" });
  await expect.poll(() => fake.calls.count()).toBe(1);
  await server.close();
  await expect(hanging).rejects.toThrow();
});

it("a storm throttles as many calls as it was told, on the wire too", async () => {
  const { fake, post } = await onTheWire();
  fake.faults.next({ storm: { calls: 3 } });
  const answers = [];
  for (let call = 0; call < 4; call += 1) answers.push(await post("/domains-list", {}));
  expect(answers.map(({ status }) => status)).toEqual([429, 429, 429, 200]);
  expect(answers[0]?.body).toEqual({ message: "Rate exceeded" });
});
