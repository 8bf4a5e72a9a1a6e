import { expect, it } from "vitest";
import { virtualClock } from "../testing/virtual-clock.ts";
import { quotaPacer } from "./adaptive-pacer.ts";
import { scopePacer } from "./scope-pacer.ts";

const QUOTA = { requestsPerSecond: 1, burst: 1, share: 1 };

it("scopes spend one quota, and each counts its own", async () => {
  const clock = virtualClock();
  const shared = quotaPacer(QUOTA, clock);
  const [one, other] = [scopePacer(shared, clock), scopePacer(shared, clock)];
  void one.acquire("op");
  void other.acquire("op");
  void other.acquire("op");
  await clock.advance(1000);
  one.throttled("op");
  expect(one.figures("op")).toMatchObject({ attempts: 1, throttles: 1, waitedMs: 0, waiting: 0 });
  expect(other.figures("op")).toMatchObject({ attempts: 1, throttles: 0, waitedMs: 1000, waiting: 1 });
  expect(shared.figures("op")).toMatchObject({ attempts: 2, throttles: 1, waiting: 1 });
  expect(other.figures("op").requestsPerSecond).toBeCloseTo(0.6);
  await clock.advance(10_000);
});

it("a scope that is to stop waits no longer and begins nothing, and the others go on", async () => {
  const clock = virtualClock();
  const shared = quotaPacer(QUOTA, clock);
  const stop = new AbortController();
  const call = new AbortController();
  const [stopping, other] = [scopePacer(shared, clock, stop.signal), scopePacer(shared, clock)];
  await stopping.acquire("op", call.signal);
  const waits = stopping.acquire("op", call.signal);
  const unsignalled = stopping.acquire("op");
  const patient = other.acquire("op");
  stop.abort();
  await expect(waits).rejects.toMatchObject({ code: "Aborted" });
  await expect(unsignalled).rejects.toMatchObject({ code: "Aborted" });
  await expect(stopping.acquire("op")).rejects.toMatchObject({ code: "Aborted" });
  await clock.advance(1000);
  await patient;
  expect(shared.figures("op")).toMatchObject({ attempts: 2, waiting: 0 });
});

it("a call that is ended gives its place back, though its scope goes on", async () => {
  const clock = virtualClock();
  const stop = new AbortController();
  const pacer = scopePacer(quotaPacer(QUOTA, clock), clock, stop.signal);
  await pacer.acquire("op");
  const call = new AbortController();
  const waits = pacer.acquire("op", call.signal);
  call.abort();
  await expect(waits).rejects.toMatchObject({ code: "Aborted" });
  await expect(pacer.acquire("op", call.signal)).rejects.toMatchObject({ code: "Aborted" });
  expect(clock.sleepers).toBe(0);
});
