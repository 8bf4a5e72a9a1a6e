import { AWS_QUOTAS, createFakeConnect } from "@attached-files/adapters/fake";
import type { FileSource, MetadataRequest } from "@attached-files/core";
import { expect, it } from "vitest";
import { pacedSource } from "../testing/paced-source.ts";
import { type VirtualClock, virtualClock } from "../testing/virtual-clock.ts";
import { quotaPacer } from "./adaptive-pacer.ts";
import { DEFAULT_QUOTA } from "./quota.ts";

const OPERATION = "BatchGetAttachedFileMetadata";
const MINUTE_MS = 60_000;

interface Calls {
  answered: number;
  throttled: number;
}

/** The agents' own application: calls at random moments, without regard for anybody. */
async function agents(
  source: FileSource,
  request: MetadataRequest,
  { clock, perSecond, untilMs }: { readonly clock: VirtualClock; readonly perSecond: number; readonly untilMs: number },
): Promise<Calls> {
  const calls = { answered: 0, throttled: 0 };
  let state = 20261126;
  while (clock.elapsedMs() < untilMs) {
    state = (state * 48_271) % 2_147_483_647;
    await clock.sleep((-Math.log(state / 2_147_483_647) * 1000) / perSecond);
    await source.getMetadata(request).then(
      () => (calls.answered += 1),
      () => (calls.throttled += 1),
    );
  }
  return calls;
}

it("another client that takes half of the quota is yielded to, without starving either, and its half is used when it goes", async () => {
  const clock = virtualClock();
  const fake = createFakeConnect({ quotas: AWS_QUOTAS, clock: clock.now });
  fake.seed({ seed: 1, cases: 1 });
  const [first] = fake.state.truth();
  if (first === undefined) throw new Error("the dataset is empty");
  const { instanceId, associatedResourceArn, fileId } = first.reference;
  const request = { instanceId, associatedResourceArn, fileIds: [fileId] };
  const pacer = quotaPacer(DEFAULT_QUOTA, clock);
  const ours = pacedSource(fake.fileSource(), { pacer, clock });
  const end = new AbortController();
  const counts = { answered: 0, failed: 0 };
  const job = [1, 2, 3].map(async () => {
    while (!end.signal.aborted) {
      await ours.getMetadata(request, { signal: end.signal }).then(
        () => (counts.answered += 1),
        () => (counts.failed += 1),
      );
    }
  });
  const stopTime = clock.runFree();

  const alone = 5 * MINUTE_MS;
  await clock.sleep(alone);
  expect(counts.answered).toBeGreaterThan(0.98 * 1.5 * (alone / 1000));
  expect(pacer.figures(OPERATION).throttles).toBe(0);

  const before = counts.answered;
  const shared = 40 * MINUTE_MS;
  const theirs = await agents(fake.fileSource(), request, { clock, perSecond: 1, untilMs: alone + shared });
  const ourRate = (counts.answered - before) / (shared / 1000);
  expect(ourRate).toBeGreaterThan(0.6);
  expect(theirs.throttled / (theirs.throttled + theirs.answered)).toBeLessThan(0.05);
  expect(counts.failed).toBe(0);

  await clock.sleep(4 * MINUTE_MS);
  expect(pacer.figures(OPERATION).requestsPerSecond).toBe(1.5);
  const again = counts.answered;
  await clock.sleep(alone);
  expect(counts.answered - again).toBeGreaterThan(0.98 * 1.5 * (alone / 1000));
  stopTime();
  end.abort();
  await Promise.all(job);
});
