import { AWS_QUOTAS, createFakeConnect, type FakeConnect } from "@attached-files/adapters/fake";
import { quotaPacer } from "../../apps/report-job/src/pacing/adaptive-pacer.ts";
import type { GaugedPacer } from "../../apps/report-job/src/pacing/pacer-gauge.ts";
import { DEFAULT_QUOTA } from "../../apps/report-job/src/pacing/quota.ts";
import { fetchDue } from "../../apps/report-job/src/run/fetch-due.ts";
import { memoryJournal } from "../../apps/report-job/src/testing/memory-journal.ts";
import { pacedSource } from "../../apps/report-job/src/testing/paced-source.ts";
import { type VirtualClock, virtualClock } from "../../apps/report-job/src/testing/virtual-clock.ts";

const OPERATION = "BatchGetAttachedFileMetadata";
const HOUR_MS = 3_600_000;

interface Request {
  readonly instanceId: string;
  readonly associatedResourceArn: string;
  readonly fileIds: readonly string[];
}

/** A fake with AWS's quotas, in virtual time, and a request that it answers. */
function world(): { readonly clock: VirtualClock; readonly fake: FakeConnect; readonly request: Request } {
  const clock = virtualClock();
  const fake = createFakeConnect({ quotas: AWS_QUOTAS, clock: clock.now });
  fake.seed({ seed: 1, cases: 1 });
  const [first] = fake.state.truth();
  if (first === undefined) throw new Error("the dataset is empty");
  const { instanceId, associatedResourceArn, fileId } = first.reference;
  return { clock, fake, request: { instanceId, associatedResourceArn, fileIds: [fileId] } };
}

/** The run's own step, on so many calls. */
async function fetchCalls(calls: number, latencyMs: number): Promise<string> {
  const { clock, fake, request } = world();
  const pacer = quotaPacer(DEFAULT_QUOTA, clock);
  const paced = pacedSource(fake.fileSource(), { pacer, clock, latencyMs: () => latencyMs });
  let [underWay, most] = [0, 0];
  const source: typeof paced = {
    ...paced,
    getMetadata: async (...call) => {
      underWay += 1;
      most = Math.max(most, underWay);
      try {
        return await paced.getMetadata(...call);
      } finally {
        underWay -= 1;
      }
    },
  };
  const requests = (async function* () {
    for (let call = 0; call < calls; call += 1) yield request;
  })();
  const stopTime = clock.runFree();
  await fetchDue(source, requests, memoryJournal(), clock, {
    signal: new AbortController().signal,
    stopAfterFailures: 12,
    gauge: pacer,
    rowsOf: () => "",
  });
  stopTime();
  const seconds = clock.elapsedMs() / 1000;
  const used = (100 * calls) / seconds / 1.5;
  const { throttles } = pacer.figures(OPERATION);
  return `| ${calls} | ${latencyMs} | ${(seconds / 3600).toFixed(2)} | ${used.toFixed(1)} % | ${throttles} | ${most} |`;
}

/** Two hours beside agents who call at random moments, and an hour after they are gone. */
async function besideAgents(perSecond: number, isYielding: boolean): Promise<string> {
  const { clock, fake, request } = world();
  const pacer = quotaPacer(DEFAULT_QUOTA, clock);
  const deaf: GaugedPacer = { ...pacer, throttled: () => {} };
  const ours = pacedSource(fake.fileSource(), { pacer: isYielding ? pacer : deaf, clock });
  const agents = fake.fileSource();
  const [our, their] = [
    { answered: 0, failed: 0 },
    { answered: 0, failed: 0 },
  ];
  let [isOver, random] = [false, 20_261_126];
  const stopTime = clock.runFree();
  const job = [1, 2, 3].map(async () => {
    while (!isOver) {
      await ours.getMetadata(request).then(
        () => (our.answered += 1),
        () => (our.failed += 1),
      );
    }
  });
  while (clock.elapsedMs() < 2 * HOUR_MS) {
    random = (random * 48_271) % 2_147_483_647;
    await clock.sleep((-Math.log(random / 2_147_483_647) * 1000) / perSecond);
    await agents.getMetadata(request).then(
      () => (their.answered += 1),
      () => (their.failed += 1),
    );
  }
  const ourRate = our.answered / 7200;
  const throttledPart = (100 * their.failed) / (their.failed + their.answered);
  const ourFailed = our.failed;
  await clock.sleep(5 * 60_000);
  const before = our.answered;
  await clock.sleep(HOUR_MS);
  const after = (our.answered - before) / 3600;
  isOver = true;
  await Promise.all(job);
  stopTime();
  const who = isYielding ? "yields" : "does not yield";
  return `| ${perSecond} | ${who} | ${ourRate.toFixed(2)} | ${ourFailed} | ${throttledPart.toFixed(1)} % | ${after.toFixed(2)} |`;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

say("AWS's quota of 2 a second and a burst of 5, kept by the fake; the job's share is 1.5 a second; virtual time.\n");
say("| calls | latency, ms | hours | rate used | throttles | most calls under way |\n|---|---|---|---|---|---|");
say(await fetchCalls(100_000, 150));
for (const latencyMs of [20, 2000, 20_000]) say(await fetchCalls(10_000, latencyMs));
say(
  "\n| agents, calls a second | the job | job, calls a second | job, failed calls | agents' calls throttled | job, 5 minutes after they left |\n|---|---|---|---|---|---|",
);
for (const perSecond of [0.5, 1, 1.5]) {
  for (const isYielding of [true, false]) say(await besideAgents(perSecond, isYielding));
}
