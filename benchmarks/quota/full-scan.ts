import type { FakeConnect } from "@attached-files/adapters/fake";
import { type FileReference, LIMITS, type Pacer } from "@attached-files/core";
import type { VirtualClock } from "../../apps/report-job/src/testing/virtual-clock.ts";

/** How a script was served. */
export interface Scanned {
  /** Attempts that were sent. */
  readonly made: number;
  readonly throttled: number;
  readonly hours: number;
  /** Files that the script never learned of, or whose calls it gave up. */
  readonly lostFiles: number;
  readonly metadataPerSecond: number;
}

const METADATA = "BatchGetAttachedFileMetadata";
/** Of the AWS SDK for JavaScript in its standard mode: full jitter, doubled each time, from half a second where it is throttled. */
const BASE_MS = 500;
const LONGEST_MS = 20_000;
const ATTEMPTS = 3;

/**
 * What scripts do today: every page, one call a resource for all files, so many at a time, three attempts with the SDK's
 * pauses, and a note of what failed. A search that fails is begun again where it was.
 */
export async function fullScan(clock: VirtualClock, fake: FakeConnect, atOnce: number): Promise<Scanned> {
  const begunMs = clock.elapsedMs();
  const before = fake.calls.count();
  const random = generator();
  const tally = { throttled: 0 };
  const found = new Map<string, FileReference[]>();
  for (const { associatedResourceArn, instanceId, fileId } of await searchAll(fake, patience(clock, random, tally))) {
    const ofResource = found.get(associatedResourceArn) ?? [];
    ofResource.push({ instanceId, associatedResourceArn, fileId });
    found.set(associatedResourceArn, ofResource);
  }
  const requests = [...found.values()].flatMap((files) => inParts(files, LIMITS.fileIdsPerCall.most));
  const metadataMs = clock.elapsedMs();
  const sentBefore = fake.calls.count(METADATA);
  let [next, answeredFiles] = [0, 0];
  const worker = async (): Promise<void> => {
    const source = fake.fileSource({ pacer: patience(clock, random, tally) });
    for (let files = requests[next++]; files !== undefined; files = requests[next++]) {
      const [first] = files;
      if (first === undefined) continue;
      const { instanceId, associatedResourceArn } = first;
      const fileIds = files.map(({ fileId }) => fileId);
      try {
        await source.getMetadata({ instanceId, associatedResourceArn, fileIds });
        answeredFiles += fileIds.length;
      } catch {
        // Given up, as the script does.
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (clock.elapsedMs() - metadataMs) / 1000;
  return {
    made: fake.calls.count() - before,
    throttled: tally.throttled,
    hours: (clock.elapsedMs() - begunMs) / 3_600_000,
    lostFiles: fake.state.files.count - answeredFiles,
    metadataPerSecond: (fake.calls.count(METADATA) - sentBefore) / seconds,
  };
}

async function searchAll(fake: FakeConnect, pacer: Pacer): Promise<FileReference[]> {
  const source = fake.referenceSource({ pacer });
  const found: FileReference[] = [];
  let from: { readonly resumeToken?: string } = {};
  for (;;) {
    try {
      for await (const { references, resumeToken } of source.discover(from)) {
        found.push(...references);
        from = resumeToken === undefined ? {} : { resumeToken };
      }
      return found;
    } catch {
      // Begun again where it was.
    }
  }
}

/**
 * The pauses of one worker, which makes one call at a time: the fake's client makes three attempts of each, asks before each,
 * and tells of each throttle.
 */
function patience(clock: VirtualClock, random: () => number, tally: { throttled: number }): Pacer {
  let [inARow, isThrottled] = [0, false];
  return {
    acquire: async () => {
      // The third throttle of a call has ended it: this is the next one's first attempt.
      const isRetry = isThrottled && inARow < ATTEMPTS;
      isThrottled = false;
      if (isRetry) await clock.sleep(Math.min(LONGEST_MS, BASE_MS * 2 ** (inARow - 1)) * random());
      else inARow = 0;
    },
    throttled: () => {
      [inARow, isThrottled] = [inARow + 1, true];
      tally.throttled += 1;
    },
  };
}

function inParts<T>(items: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, part) =>
    items.slice(part * most, (part + 1) * most),
  );
}

function generator(): () => number {
  let seed = 20_261_126;
  return () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
}
