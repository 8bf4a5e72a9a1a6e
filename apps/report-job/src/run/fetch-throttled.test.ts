import { expect, test } from "vitest";
import { answeringSource, type DueWork, dueWork, numberedRequests } from "../testing/due-work.ts";

const UNLIMITED = { requestsPerSecond: "unlimited", share: 1 } as const;

function failed({ outcomes }: DueWork): number {
  return [...outcomes.values()].filter(({ kind }) => kind === "failed").length;
}

/** A source whose first calls of these cases are throttled, each so often. */
function throttling(cases: RegExp, times: number) {
  const seen = new Map<string, number>();
  return answeringSource(({ associatedResourceArn }) => {
    const before = seen.get(associatedResourceArn) ?? 0;
    seen.set(associatedResourceArn, before + 1);
    return cases.test(associatedResourceArn) && before < times ? "ThrottlingException" : undefined;
  });
}

test.each([
  ["the first", /c-0$/, 20, 1],
  ["the last", /c-19$/, 20, 1],
  ["some between others", /c-(3|7|12)$/, 20, 3],
  ["the only ones", /c-[01]$/, 2, 2],
])("%s that were throttled while the source was well are asked for again", async (_, cases, requests, throttled) => {
  const work = dueWork(throttling(cases, 1), { quota: UNLIMITED });
  expect(await work.run(numberedRequests(requests))).toMatchObject({ isStopped: false });
  expect([work.outcomes.size, failed(work), work.calls.all]).toEqual([requests, 0, requests + throttled]);
  expect(work.recorded).toHaveLength(work.calls.all);
});

test("those that are throttled again have failed: nothing is asked for ever", async () => {
  const work = dueWork(throttling(/c-(3|7|19)$/, 100), { quota: UNLIMITED });
  await work.run(numberedRequests(20));
  expect([work.outcomes.size, failed(work), work.calls.all]).toEqual([20, 3, 23]);
});

test("none is asked for again once the end is asked for, and what was throttled has failed or is left", async () => {
  const stop = new AbortController();
  let calls = 0;
  const ending = answeringSource((request) => {
    calls += 1;
    if (calls === 1) stop.abort();
    return /c-0$/.test(request.associatedResourceArn) ? "ThrottlingException" : undefined;
  });
  const work = dueWork(ending, { quota: UNLIMITED, stop: stop.signal });
  expect(await work.run(numberedRequests(20))).toMatchObject({ isStopped: true });
  expect(work.calls.all).toBe(1);
});
