import type { MetadataRequest, SourceErrorCode } from "@attached-files/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answeringSource, type DueWork, dueWork, numberedRequests } from "../testing/due-work.ts";

const MINUTE_MS = 60_000;
const UNLIMITED = { requestsPerSecond: "unlimited", share: 1 } as const;

function failed(work: DueWork, code?: SourceErrorCode): number[] {
  return [...work.outcomes]
    .filter(([, outcome]) => outcome.kind === "failed" && (code === undefined || outcome.code === code))
    .map(([number]) => number);
}

const numberOf = (fileId: string): number => Number(fileId.slice(2));

describe("trouble of a few", () => {
  it("stays with the ids that are refused, in whatever batches they stand", async () => {
    const bad = new Set([7, 150, 151, 399]);
    const source = answeringSource(({ fileIds }) =>
      fileIds.some((id) => bad.has(numberOf(id))) ? "InvalidRequestException" : undefined,
    );
    const work = dueWork(source, { quota: UNLIMITED });
    const end = await work.run(numberedRequests(10, 100));
    expect(work.outcomes.size).toBe(1000);
    expect(new Set(failed(work, "InvalidRequestException"))).toEqual(bad);
    expect(end.failed.get("InvalidRequestException")).toEqual({ files: 4, message: "InvalidRequestException it is" });
    expect(work.calls.all).toBeLessThanOrEqual(10 + 4 * 2 * 7);
    expect(work.recorded).toHaveLength(work.calls.all);
  });

  it("stays with the cases that are gone or denied, however many", async () => {
    const gone = (request: MetadataRequest): boolean => /c-(1|[3-8])\d$/.test(request.associatedResourceArn);
    const source = answeringSource((request) => {
      if (gone(request)) return "ResourceNotFoundException";
      return /c-9\d/.test(request.associatedResourceArn) ? "AccessDeniedException" : undefined;
    });
    const work = dueWork(source, { quota: UNLIMITED });
    expect(await work.run(numberedRequests(110))).not.toHaveProperty("gaveUp");
    expect(failed(work, "ResourceNotFoundException")).toHaveLength(70);
    expect(failed(work, "AccessDeniedException")).toHaveLength(10);
    expect(work.outcomes.size).toBe(110);
    expect(work.calls.all).toBe(110);
  });

  it("is failed as it was told, where the source was well meanwhile", async () => {
    const source = answeringSource((request) =>
      request.associatedResourceArn.endsWith("5") ? "InternalServiceException" : undefined,
    );
    const work = dueWork(source, { quota: UNLIMITED });
    await work.run(numberedRequests(100));
    expect(failed(work, "InternalServiceException")).toHaveLength(10);
    expect(work.calls.all).toBe(100);
    // Recorded when the next one was answered, not at the end.
    expect([...work.outcomes.keys()].indexOf(5)).toBeLessThan(20);
  });

  it("is not searched for any further once the end is asked for", async () => {
    const stop = new AbortController();
    let calls = 0;
    const source = answeringSource(() => {
      if (++calls === 3) stop.abort();
      return "InvalidRequestException";
    });
    const work = dueWork(source, { stop: stop.signal });
    expect(await work.run(numberedRequests(1, 100))).toMatchObject({ isStopped: true });
    expect(work.calls.all).toBe(3);
    expect(work.outcomes.size).toBe(0);
  });
});

/** Work on a source that is down for so long, from a minute on. */
function outage(ms: number, code: SourceErrorCode, options: Parameters<typeof dueWork>[1] = {}): DueWork {
  const work: DueWork = dueWork(
    answeringSource(() => {
      const at = work.clock.elapsedMs();
      return at >= MINUTE_MS && at < MINUTE_MS + ms ? code : undefined;
    }),
    options,
  );
  return work;
}

describe("a source that fails for a while", () => {
  it.each<SourceErrorCode>([
    "SourceUnreachable",
    "SourceTimeout",
    "InternalServiceException",
    "CredentialsUnavailable",
  ])("with %s for a minute neither ends a run of hours nor is hammered", async (code) => {
    const work = outage(MINUTE_MS, code);
    expect(await work.run(numberedRequests(1000))).not.toHaveProperty("gaveUp");
    expect(work.outcomes.size).toBe(1000);
    expect(failed(work)).toEqual([]);
    const during = work.calls.at.filter((at) => at > MINUTE_MS + 5000 && at < 2 * MINUTE_MS);
    expect(during.length).toBeLessThanOrEqual(4);
  });

  it("is forgiven a hundred calls that were under way at once", async () => {
    const work = outage(20_000, "SourceTimeout", { quota: { requestsPerSecond: 20, share: 1 }, latencyMs: () => 5000 });
    expect(await work.run(numberedRequests(3000))).not.toHaveProperty("gaveUp");
    expect(work.calls.most).toBeGreaterThan(90);
    expect(work.outcomes.size).toBe(3000);
    expect(failed(work)).toEqual([]);
  });

  it("for some cases only is asked for these once more, and neither for ever nor instead of the others", async () => {
    const work: DueWork = dueWork(
      answeringSource((request) => {
        if (/c-5[0-7]$/.test(request.associatedResourceArn)) return "InternalServiceException";
        return undefined;
      }),
    );
    expect(await work.run(numberedRequests(200))).not.toHaveProperty("gaveUp");
    expect(work.outcomes.size).toBe(200);
    expect(failed(work)).toHaveLength(8);
    expect(work.calls.all).toBeLessThanOrEqual(200 + 8);
    expect(work.recorded).toHaveLength(work.calls.all);
  });
});

describe("a source that is dead", () => {
  it.each([
    ["refuses at once", 10, 3 * MINUTE_MS],
    ["lets every attempt time out", 90_000, 21 * MINUTE_MS],
  ])("and %s is given up within minutes, after twelve calls", async (_, latencyMs, mostMs) => {
    const work = dueWork(
      answeringSource(() => "SourceUnreachable"),
      { latencyMs: () => latencyMs },
    );
    const end = await work.run(numberedRequests(100_000));
    expect(end).toMatchObject({
      gaveUp: "SourceUnreachable",
      gaveUpBecause: "gave up after 12 calls in a row failed",
      isStopped: false,
    });
    expect(work.calls.all).toBe(12);
    expect(work.clock.elapsedMs()).toBeGreaterThan(2 * MINUTE_MS);
    expect(work.clock.elapsedMs()).toBeLessThan(mostMs);
    // What was asked in vain is failed, once; the rest was never asked for.
    expect(work.outcomes.size).toBe(failed(work).length);
    expect(work.outcomes.size).toBeLessThanOrEqual(12);
    expect(work.outcomes.size).toBeGreaterThanOrEqual(5);
  });

  it.each<[SourceErrorCode, number]>([
    ["AccessDeniedException", 3],
    ["CredentialsUnavailable", 1],
  ])("to us, by %s, is given up after %i calls", async (code, calls) => {
    const work = dueWork(
      answeringSource(() => code),
      { quota: UNLIMITED },
    );
    expect(await work.run(numberedRequests(1000))).toMatchObject({ gaveUp: code });
    expect(work.calls.all).toBe(calls);
    expect(failed(work, code)).toHaveLength(calls);
  });

  it("is left at once when the end is asked for between two probes, and what failed is recorded", async () => {
    const stop = new AbortController();
    const work = dueWork(
      answeringSource(() => "SourceUnreachable"),
      { stop: stop.signal },
    );
    void work.clock.sleep(MINUTE_MS).then(() => stop.abort());
    expect(await work.run(numberedRequests(100))).toMatchObject({ isStopped: true });
    expect(work.clock.elapsedMs()).toBe(MINUTE_MS);
    expect(failed(work).length).toBe(work.outcomes.size);
    expect(work.outcomes.size).toBeGreaterThan(0);
    expect(work.clock.sleepers).toBe(0);
  });
});

it("whatever happens, a file has one outcome at most, and exactly one where nothing was given up", async () => {
  const codes = fc.constantFrom<(SourceErrorCode | undefined)[]>(
    undefined,
    undefined,
    undefined,
    "AccessDeniedException",
    "InvalidRequestException",
    "InternalServiceException",
    "ResourceNotFoundException",
    "ThrottlingException",
    "CredentialsUnavailable",
    "SourceUnreachable",
    "SourceTimeout",
    "ForeignAnswer",
    "UnexpectedAnswer",
  );
  const times = fc.array(fc.record({ code: codes, calls: fc.integer({ min: 1, max: 12 }) }), {
    minLength: 1,
    maxLength: 15,
  });
  await fc.assert(
    fc.asyncProperty(
      times,
      fc.boolean(),
      fc.integer({ min: 1, max: 20 }),
      async (script, isPaced, stopAfterFailures) => {
        const all = script.flatMap(({ code, calls }) => Array.from({ length: calls }, () => code));
        let call = 0;
        const work = dueWork(
          answeringSource(() => all[call++]),
          {
            ...(isPaced ? {} : { quota: UNLIMITED }),
            maxAttempts: 2,
          },
        );
        const end = await work.run(numberedRequests(30, 7), { stopAfterFailures });
        // The work itself refuses a second outcome.
        if (end.gaveUp === undefined) expect(work.outcomes.size).toBe(210);
        expect(work.recorded).toHaveLength(work.calls.all);
        const told = [...end.failed.values()].reduce((sum, { files }) => sum + files, 0);
        expect(told).toBe(failed(work).length);
        expect(work.clock.sleepers).toBe(0);
      },
    ),
    { seed: 20261126, numRuns: 150 },
  );
});
