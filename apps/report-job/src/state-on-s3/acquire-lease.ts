import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { JobError } from "../exit-code.ts";
import { type Clock, stopwatch } from "../run/clock.ts";
import { waitIdly } from "../run/idle-waits.ts";
import { type Head, headText, type Lease, NO_FILES } from "./head.ts";
import { HeldLease } from "./held-lease.ts";
import { isOverdue, type SeenHead, turnOf, type Watched, watch } from "./lease-term.ts";
import { leaseInUse, putHead, readHead, type StateBucket } from "./state-bucket.ts";

export interface LeaseWanted {
  readonly bucket: StateBucket;
  readonly leaseSeconds: number;
  /** How long another process is waited for, in milliseconds. One that seems to have died is waited for in any case. */
  readonly waitMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told once, when there is something to wait for. */
  readonly onWait: (why: JobError) => void;
  /** Whether the bucket has to prove that it heeds conditions of writes. */
  readonly isDoubted: boolean;
}

const LONGEST_LOOK_MS = 5000;
const SHORTEST_LOOK_MS = 500;

/**
 * Takes the lease of a state: that of nobody, or one that has expired.
 *
 * @throws {StateInUseError} another process has it, and is not waited for any longer.
 * @throws {SourceError} the bucket cannot be reached, or does not allow it.
 */
export async function acquireLease(wanted: LeaseWanted): Promise<HeldLease> {
  const { bucket, clock, signal, waitMs, leaseSeconds } = wanted;
  const elapsedMs = stopwatch(clock);
  const startedMs = elapsedMs();
  const mine = { holder: randomUUID(), host: hostname(), pid: process.pid, since: clock.now().toISOString() };
  let watched: Watched | undefined;
  for (let isTold = false; ; ) {
    const seen = await readHead(bucket, signal);
    const turn = turnOf(seen, watched, elapsedMs());
    if (turn.kind !== "held") {
      const lease = {
        ...mine,
        leaseSeconds,
        until: new Date(clock.now().getTime() + leaseSeconds * 1000).toISOString(),
      };
      const held = await take(wanted, seen, lease, elapsedMs);
      if (held !== undefined) return held;
      continue;
    }
    // A turn is held by somebody.
    const { lease } = (seen as SeenHead).head as Head & { lease: Lease };
    watched = watch(seen as SeenHead, watched, elapsedMs());
    const inUse = leaseInUse(bucket.place, lease);
    if (elapsedMs() - startedMs >= waitMs && !isOverdue(turn.leftMs, lease.leaseSeconds)) throw inUse;
    if (!isTold) wanted.onWait(inUse);
    isTold = true;
    const lookInMs = Math.min(Math.max(turn.leftMs, SHORTEST_LOOK_MS), LONGEST_LOOK_MS);
    await waitIdly(() => clock.sleep(lookInMs, signal));
  }
}

async function take(
  { bucket, clock, signal, isDoubted }: LeaseWanted,
  seen: SeenHead | undefined,
  lease: Lease,
  elapsedMs: () => number,
): Promise<HeldLease | undefined> {
  const next = { revision: (seen?.head.revision ?? 0) + 1, lease, files: [...(seen?.head.files ?? NO_FILES)] };
  const text = headText(next);
  const sentAtMs = elapsedMs();
  let etag = await putHead(bucket, text, seen, signal);
  if (etag === undefined) {
    // It may have been written all the same, and only the answer have been lost.
    const now = await readHead(bucket, signal);
    if (now?.head.lease?.holder !== lease.holder) return undefined;
    etag = now.etag;
  }
  if (isDoubted) {
    await refuseUnlessHeeded(bucket, text, signal).catch(async (error: unknown) => {
      await giveBack(bucket, lease.holder).catch(() => {});
      throw error;
    });
  }
  const head = { head: { format: 1 as const, ...next }, etag };
  return new HeldLease({ bucket, lease, head, clock, sentAtMs, elapsedMs });
}

/** Once, with what stands there: where that fails, the lease ends by itself. */
async function giveBack(bucket: StateBucket, holder: string): Promise<void> {
  const seen = await readHead(bucket, undefined);
  if (seen?.head.lease?.holder !== holder) return;
  const { revision, files } = seen.head;
  await putHead(bucket, headText({ revision: revision + 1, lease: null, files }), seen, undefined);
}

/** Not every server that speaks S3's language looks at conditions; where none does, two would work at once. */
async function refuseUnlessHeeded(bucket: StateBucket, text: string, signal: AbortSignal): Promise<void> {
  const isThere = await putHead(bucket, text, undefined, signal);
  const isOther = await putHead(bucket, text, { etag: '"attached-files-asks"' }, signal);
  if (isThere === undefined && isOther === undefined) return;
  const ignored = isThere === undefined ? "If-Match" : "If-None-Match";
  throw new JobError(
    "usage",
    `The server of ${bucket.place} does not heed ${ignored} when an object is put, so that two runs could work on the state at once. Name a bucket of S3, or of a server that does, as state.s3.`,
  );
}
