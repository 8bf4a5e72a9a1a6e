import { InvalidInputError, type Pacer, SourceError } from "@attached-files/core";
import { beforeEach, describe, expect, it } from "vitest";
import { answeredFile, scriptedFileSource } from "../testing/scripted-sources.ts";
import { meteredCalls } from "./metered-calls.ts";
import { type Meters, NO_METERS } from "./meters.ts";

const BATCH = "BatchGetAttachedFileMetadata";
const REQUEST = {
  instanceId: "i-1",
  associatedResourceArn: "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1",
  fileIds: ["f-1"],
};

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
    await pacer.acquire("SearchCases", signal);
    pacer.throttled("SearchCases", 1200);
    expect(handedOn).toEqual([
      ["SearchCases", signal],
      ["SearchCases", 1200],
    ]);
    expect(told).toEqual([
      ["request", "SearchCases", 700],
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

describe("a counted source of files", () => {
  /** A source that asks the pacer as often as an SDK that retries would. */
  function retrying(attempts: number, end: () => object) {
    const calls = meteredCalls(meters, () => now);
    const pacer = calls.pacer({ acquire: async () => {}, throttled: () => {} });
    const inner = scriptedFileSource(() => end());
    return calls.files({
      getMetadata: async (...given) => {
        for (let attempt = 0; attempt < attempts; attempt += 1) await pacer.acquire(BATCH);
        now += 300;
        return await inner.getMetadata(...given);
      },
      close: () => inner.close(),
    });
  }

  const countOf = (name: string): number => told.filter((each) => Array.isArray(each) && each[0] === name).length;

  it("tells attempts after the first of each call as retries, however many calls are under way", async () => {
    const files = retrying(3, () => ({ Files: [answeredFile(REQUEST, "f-1")] }));
    const once = retrying(1, () => ({ Files: [answeredFile(REQUEST, "f-1")] }));
    await Promise.all([files.getMetadata(REQUEST), once.getMetadata(REQUEST), files.getMetadata(REQUEST)]);
    expect([countOf("request"), countOf("retry"), countOf("call")]).toEqual([7, 4, 3]);
  });

  it("tells how a call ended, and how long it took", async () => {
    const answer = await retrying(1, () => ({ Files: [answeredFile(REQUEST, "f-1")] })).getMetadata(REQUEST);
    expect(answer.files).toHaveLength(1);
    const denied = new SourceError("AccessDeniedException", "no");
    const failing = retrying(1, () => {
      throw denied;
    });
    await expect(failing.getMetadata(REQUEST)).rejects.toBe(denied);
    expect(told.filter((each) => Array.isArray(each) && each[0] === "call")).toEqual([
      ["call", { operation: BATCH, durationMs: 300, errorCode: undefined }],
      ["call", { operation: BATCH, durationMs: 300, errorCode: "AccessDeniedException" }],
    ]);
  });

  it("counts no call that was none", async () => {
    const failing = retrying(0, () => {
      throw new InvalidInputError("a request", [{ path: "fileIds", expected: "1 to 100", received: "0" }]);
    });
    await expect(failing.getMetadata(REQUEST)).rejects.toBeInstanceOf(InvalidInputError);
    expect(told).toEqual([]);
  });
});
