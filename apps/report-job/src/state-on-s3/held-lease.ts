import { isSourceError } from "@attached-files/core";
import type { JobError } from "../exit-code.ts";
import type { Clock } from "../run/clock.ts";
import { headText, type Lease, parseHead, type StoredFile } from "./head.ts";
import { endOfTerm, renewalMs } from "./lease-term.ts";
import { oneByOne } from "./one-by-one.ts";
import { renewing } from "./renewing.ts";
import { leaseNotRenewed, leaseTakenOver, putHead, readHead, type StateBucket } from "./state-bucket.ts";
import type { TakenLease } from "./taken-lease.ts";

export type FilesChange = (files: readonly StoredFile[]) => readonly StoredFile[];

const AGAIN_MS = 500;

/**
 * A lease that this process holds, and renews until it is released or lost. Only with it can the head be written: each write is
 * on the condition that the head is still as this process left it.
 */
export class HeldLease {
  private readonly losing = new AbortController();
  private readonly closing = new AbortController();
  private readonly bucket: StateBucket;
  private readonly lease: Lease;
  private readonly clock: Clock;
  private readonly elapsedMs: () => number;
  private held: TakenLease["head"];
  private sentAtMs: number;
  private readonly inTurn = oneByOne();
  private isUnsure = false;
  private sentText: string;
  private trouble: unknown;

  constructor({ bucket, head, lease, clock, sentAtMs, elapsedMs }: TakenLease) {
    this.bucket = bucket;
    this.held = head;
    this.sentText = headText(head.head);
    this.lease = lease;
    this.clock = clock;
    this.sentAtMs = sentAtMs;
    this.elapsedMs = elapsedMs;
    void renewing({
      clock,
      signal: this.closing.signal,
      everyMs: renewalMs(lease.leaseSeconds),
      sinceMs: () => this.elapsedMs() - this.sentAtMs,
      look: () => this.refuseIfOver(),
      renew: () => this.write((files) => files),
    });
  }

  /** Aborts when the lease is lost; why is its reason, a JobError. */
  get lost(): AbortSignal {
    return this.losing.signal;
  }

  get holder(): string {
    return this.lease.holder;
  }

  get files(): readonly StoredFile[] {
    return this.held.head.files;
  }

  /** Writes which files the state consists of, and renews the lease by that. @throws {JobError} the lease is lost. */
  async write(change: FilesChange): Promise<void> {
    await this.inTurn(() => this.writeNow(change, this.lease));
  }

  /** Writes the files and gives the lease back, in one. */
  async release(change: FilesChange): Promise<void> {
    try {
      await this.inTurn(() => this.writeNow(change, null));
    } finally {
      this.closing.abort();
    }
  }

  /** Renews it no more: it ends by itself. */
  abandon(): void {
    this.closing.abort();
  }

  private async writeNow(change: FilesChange, lease: Lease | null): Promise<void> {
    for (;;) {
      this.refuseIfOver();
      try {
        if (this.isUnsure) await this.lookAgain();
        // It was given back, and only the answer was lost.
        if (this.held.head.lease === null) return;
        const { revision, files } = this.held.head;
        const sentAtMs = this.elapsedMs();
        const next = { revision: revision + 1, lease: lease && this.renewed(lease), files: [...change(files)] };
        this.isUnsure = true;
        this.sentText = headText(next);
        const etag = await putHead(this.bucket, this.sentText, this.held, this.timeout());
        // By another process, or by a write of this one whose answer was lost.
        if (etag === undefined) continue;
        this.isUnsure = false;
        this.held = { head: { format: 1, ...next }, etag };
        this.sentAtMs = sentAtMs;
        return;
      } catch (error) {
        if (!isSourceError(error)) throw error;
        this.trouble = error;
      }
      await this.clock.sleep(AGAIN_MS);
    }
  }

  /** What stands there is of this process as long as it names it, which nobody else does, or is what was sent to give it back. */
  private async lookAgain(): Promise<void> {
    const seen = await readHead(this.bucket, this.timeout());
    const isMine = seen?.head.lease?.holder === this.lease.holder;
    const isGivenBack = !isMine && this.hasGivenBack(seen?.head.files);
    if (seen === undefined || !(isMine || isGivenBack))
      throw this.lose(leaseTakenOver(this.bucket.place, seen?.head.lease ?? null));
    this.held = { head: isGivenBack ? { ...seen.head, lease: null } : seen.head, etag: seen.etag };
    this.isUnsure = false;
  }

  /** Whoever has taken a lease that was given back begins with the files that were sent with it. */
  private hasGivenBack(files: readonly StoredFile[] | undefined): boolean {
    const sent = parseHead(this.sentText);
    return sent.lease === null && JSON.stringify(files) === JSON.stringify(sent.files);
  }

  private renewed(lease: Lease): Lease {
    const until = new Date(this.clock.now().getTime() + lease.leaseSeconds * 1000);
    return { ...lease, until: until.toISOString() };
  }

  private refuseIfOver(): void {
    if (this.lost.aborted) throw this.lost.reason;
    if (this.elapsedMs() >= endOfTerm(this.sentAtMs, this.lease.leaseSeconds))
      throw this.lose(leaseNotRenewed(this.bucket.place, this.trouble));
  }

  private lose(why: JobError): JobError {
    this.closing.abort();
    this.losing.abort(why);
    return why;
  }

  /** A write that hangs must not keep others from being made in time. */
  private timeout(): AbortSignal {
    return AbortSignal.timeout(Math.ceil(renewalMs(this.lease.leaseSeconds) / 2));
  }
}
