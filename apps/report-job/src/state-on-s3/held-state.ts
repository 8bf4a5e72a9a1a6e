import { rm } from "node:fs/promises";
import { join } from "node:path";
import { isSourceError } from "@attached-files/core";
import type { Clock } from "../run/clock.ts";
import type { StateKeeper } from "../run/state-keeper.ts";
import { unlessDiskRefuses } from "../state/disk-trouble.ts";
import type { State } from "../state/open-state.ts";
import { stateFileAtRest, takeInChanges } from "./at-rest.ts";
import { STATE_FILE } from "./copy-down.ts";
import { superseded, Uploads } from "./copy-up.ts";
import type { HeldLease } from "./held-lease.ts";
import { KeptFiles } from "./kept-files.ts";
import { renewalMs } from "./lease-term.ts";
import { nowAndThen } from "./now-and-then.ts";
import { oneByOne } from "./one-by-one.ts";
import { readHead, type StateBucket, troubleOf } from "./state-bucket.ts";
import { sweep } from "./sweep.ts";

export interface StateHolding {
  readonly bucket: StateBucket;
  readonly lease: HeldLease;
  readonly leaseSeconds: number;
  /** The scope's, on this machine. */
  readonly folder: string;
  readonly clock: Clock;
  /** Told when what was done could not be brought to the bucket, which is tried again. */
  readonly onDelay: (error: Error) => void;
  /** Told when what is not needed any more could not be removed from the bucket. */
  readonly onLeftover: (error: Error) => void;
}

/**
 * A state that this process works on, and brings to the bucket: what is added to journals every third of the lease, and the
 * file itself where a step of the run is done, on which the journals that follow build.
 */
export class HeldState implements StateKeeper {
  private readonly of: StateHolding;
  private readonly uploads: Uploads;
  private readonly kept: KeptFiles;
  private readonly closing = new AbortController();
  private readonly takenAt: Promise<Date | undefined>;
  private readonly inTurn: (work: () => Promise<void>) => Promise<void>;
  private isReported = false;

  constructor(of: StateHolding) {
    const { bucket, lease, clock, leaseSeconds, onLeftover } = of;
    this.of = of;
    const inTurn = oneByOne();
    this.inTurn = (work) => unlessDiskRefuses(of.folder, () => inTurn(work));
    const againForMs = leaseSeconds * 1000;
    this.uploads = new Uploads({ bucket, holder: lease.holder, clock, signal: lease.lost, againForMs, onLeftover });
    this.kept = new KeptFiles(lease, this.uploads, of.folder);
    this.takenAt = readHead(bucket, lease.lost).then(
      (seen) => (seen?.head.lease?.holder === lease.holder ? seen.modifiedAt : undefined),
      () => undefined,
    );
    const ending = AbortSignal.any([this.closing.signal, lease.lost]);
    void nowAndThen(clock, 0.9 * renewalMs(leaseSeconds), ending, () => this.sendOrTell());
  }

  get lost(): AbortSignal {
    return this.of.lease.lost;
  }

  /** Brings the state that stands in the folder to a bucket that has none yet; where that fails, gives the lease back. */
  async bringFirst(): Promise<void> {
    const { bucket, lease, folder } = this.of;
    try {
      await this.inTurn(async () => {
        const file = await stateFileAtRest(join(folder, STATE_FILE));
        if (file !== undefined) await this.kept.becomeFolder(file);
      });
    } catch (error) {
      this.closing.abort();
      await lease.release((files) => files).catch(() => {});
      throw troubleOf(bucket.place, folder, error);
    }
  }

  async onJournalTaken(path: string): Promise<void> {
    await this.inTurn(async () => {
      await this.kept.sendJournal(path);
      await rm(path);
    });
  }

  async checkpoint({ connection }: State): Promise<void> {
    await this.inTurn(async () => {
      await connection.run("CHECKPOINT");
      // Closing it here takes DuckDB's own lock away; the lock of the copy is another file's, and stays.
      const file = await stateFileAtRest(join(this.of.folder, STATE_FILE));
      if (file !== undefined) await this.kept.become([await this.kept.sent(file)]);
    });
  }

  /**
   * Brings what was added to the journals to the bucket before a report, and proves that the lease is still this process's. The
   * report is made of the folder also where that failed for a while.
   */
  async flush(): Promise<void> {
    try {
      await this.inTurn(() => this.kept.sendJournals());
      await this.of.lease.write((files) => files);
    } finally {
      this.isReported = !this.lost.aborted;
    }
  }

  /**
   * Brings all to the bucket as it stands, and gives the lease back.
   *
   * @throws {JobError} that did not succeed: the bucket holds what the last checkpoint left.
   */
  async close(): Promise<void> {
    const { bucket, lease, folder, onLeftover } = this.of;
    this.closing.abort();
    if (lease.lost.aborted) {
      // Before a report, the run has ended with it; behind one, nobody has been told yet.
      if (this.isReported) throw lease.lost.reason;
      return;
    }
    try {
      await this.inTurn(async () => {
        const path = join(folder, STATE_FILE);
        await takeInChanges(path);
        await this.kept.sendJournals();
        const file = await stateFileAtRest(path);
        const before = lease.files;
        const after = file === undefined ? before : [await this.kept.sent(file), ...(await this.kept.journals())];
        await lease.release(() => after);
        await this.uploads.remove(superseded(before, after));
        const takenAt = await this.takenAt;
        if (takenAt !== undefined) await sweep(bucket, after, takenAt).catch(onLeftover);
      });
    } catch (error) {
      throw troubleOf(bucket.place, folder, error);
    } finally {
      lease.abandon();
    }
  }

  private async sendOrTell(): Promise<void> {
    await this.inTurn(() => this.kept.sendJournals()).catch((error: unknown) => {
      if (!this.lost.aborted && error instanceof Error && !isSourceError(error, "Aborted")) this.of.onDelay(error);
    });
  }
}
