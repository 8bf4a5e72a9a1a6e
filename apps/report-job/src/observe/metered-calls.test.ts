import { type Pacer, SourceError } from "@attached-files/core";
import { beforeEach, describe, expect, it } from "vitest";
import { meteredCalls } from "./metered-calls.ts";
import { type Meters, NO_METERS } from "./meters.ts";

const BATCH = "BatchGetAttachedFileMetadata";

let told: unknown[];
let meters: Meters;
let now: number;
beforeEach(() => {
  told = [];
  now = 0;
  meters = {
    ...NO_METERS,
    request: (...given) => told.push(["request", ...given]),
    throttle: (...given) => told.push(["throttle", ...given]),
    retry: (...given) => told.push(["retry", ...given]),
    call: (call) => told.push(["call", call]),
  };
});

describe("a counted pacer", () => {
  it("counts what was let go and how long it waited, and hands everything on", async () => {
    const handedOn: unknown[] = [];
    const inner: Pacer = {
      acquire: async (...given) => {
        handedOn.push(given);
        now += 700;
      },
      throttled: (...given) => handedOn.push(given),
    };
    const pacer = meteredCalls(meters, () => now).pacer(inner);
    const { signal } = new AbortController();
    await pacer.acquire("SearchCases", signal, 2);
    pacer.throttled("SearchCases", 1200);
    expect(handedOn).toEqual([
      ["SearchCases", signal, 2],
      ["SearchCases", 1200],
    ]);
    expect(told).toEqual([
      ["request", "SearchCases", 700],
      ["retry", "SearchCases"],
      ["throttle", "SearchCases"],
    ]);
  });

  it("counts no attempt that was not let go", async () => {
    const aborted = new SourceError("Aborted", "ended");
    const inner: Pacer = { acquire: () => Promise.reject(aborted), throttled: () => {} };
    await expect(
      meteredCalls(meters, () => now)
        .pacer(inner)
        .acquire("SearchCases"),
    ).rejects.toBe(aborted);
    expect(told).toEqual([]);
  });
});

describe("what a source tells of its calls", () => {
  const ofKind = (name: string): unknown[] => told.filter((each) => Array.isArray(each) && each[0] === name);

  it("counts attempts after the first of a call as retries, whatever was called, and hands on which one it is", async () => {
    const attempts: unknown[] = [];
    const inner: Pacer = { acquire: async (...given) => void attempts.push(given[2]), throttled: () => {} };
    const pacer = meteredCalls(meters, () => now).pacer(inner);
    for (const attempt of [1, 2, 3]) await pacer.acquire(BATCH, undefined, attempt);
    await pacer.acquire("ListDomains", undefined, 1);
    await pacer.acquire("ListDomains");
    expect(ofKind("request")).toHaveLength(5);
    expect(ofKind("retry")).toEqual([
      ["retry", BATCH],
      ["retry", BATCH],
    ]);
    expect(attempts).toEqual([1, 2, 3, 1, undefined]);
  });

  it("counts how a call ended and how long it took, and tells of those that failed when that was", () => {
    const failed: unknown[] = [];
    now = 1000;
    const { onCall } = meteredCalls(
      meters,
      () => now,
      (call) => failed.push(call),
    );
    onCall({ operation: "ListAttachedFilesConfigurations", durationMs: 300 });
    onCall({ operation: BATCH, durationMs: 400, errorCode: "AccessDeniedException" });
    expect(ofKind("call")).toEqual([
      ["call", { operation: "ListAttachedFilesConfigurations", durationMs: 300, errorCode: undefined }],
      ["call", { operation: BATCH, durationMs: 400, errorCode: "AccessDeniedException" }],
    ]);
    expect(failed).toEqual([{ operation: BATCH, errorCode: "AccessDeniedException", startedMs: 600, endedMs: 1000 }]);
  });
});
