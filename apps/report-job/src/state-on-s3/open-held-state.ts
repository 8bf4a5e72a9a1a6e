import type { Config, ScopeConfig } from "../config/config-schema.ts";
import type { StateS3Config } from "../config/state-section.ts";
import type { JobError } from "../exit-code.ts";
import type { Clock } from "../run/clock.ts";
import type { Progress } from "../run/progress.ts";
import { shortText } from "../run/short-text.ts";
import { waitLeftMs } from "../run/wait-left.ts";
import { openState, scopeFolder } from "../state/open-state.ts";
import { acquireLease } from "./acquire-lease.ts";
import { copyDown, TornCopyError } from "./copy-down.ts";
import { HeldState } from "./held-state.ts";
import { damaged, type StateBucket, type StateStore, troubleOf } from "./state-bucket.ts";
import { holdsState, noteCopy, refuseCopyOfAnother, refuseToReplaceOwn } from "./working-copy.ts";
import { lockWorkingCopy } from "./working-copy-lock.ts";

export interface StatesWanted {
  readonly config: Config;
  readonly s3: StateS3Config;
  /** Those that are to be run. */
  readonly scopes: readonly ScopeConfig[];
  readonly store: StateStore;
  /** How long each scope's state is waited for while another process has it. */
  readonly waitMs: number;
  /** When all waiting is over, however many states there are. */
  readonly waitsEndAt?: Date | undefined;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Takes the lease of a scope's state, and fetches the state to the folder.
 *
 * @param unlocks gets what gives the lock of the folder back.
 * @throws {JobError} another process has it, it cannot be reached, or it is damaged.
 */
export async function openHeldState(
  { config, s3, clock, signal, progress, scopes, ...wait }: StatesWanted,
  bucket: StateBucket,
  scope: string,
  unlocks: (() => void)[],
): Promise<HeldState> {
  const folder = scopeFolder(config.state.folder, scope);
  try {
    const waitMs = waitLeftMs(wait, clock);
    unlocks.push(await lockWorkingCopy({ stateFolder: config.state.folder, scope, waitMs, clock, signal }));
    await refuseCopyOfAnother(folder, bucket.place);
    const { leaseSeconds } = s3;
    const onWait = (why: JobError): void => progress.say(`${scope}: ${why.message} Waiting.`);
    const isDoubted = s3.endpoint !== undefined && scopes[0]?.name === scope;
    const lease = await acquireLease({
      bucket,
      leaseSeconds,
      waitMs: waitLeftMs(wait, clock),
      clock,
      signal,
      onWait,
      isDoubted,
    });
    let isFirst: boolean;
    try {
      isFirst = lease.files.length === 0 && (await holdsState(folder));
      if (isFirst) {
        progress.say(`${scope}: the state in ${folder} is brought to ${bucket.place}, which has none yet.`);
        await settle(config.state.folder, scope);
      } else await refuseToReplaceOwn(folder, bucket.place);
      await noteCopy(folder, bucket.place);
      if (!isFirst) await copyDown(bucket, lease.files, folder, AbortSignal.any([signal, lease.lost]));
    } catch (error) {
      await lease.release((files) => files).catch(() => {});
      throw error instanceof TornCopyError ? damaged(bucket.place, error.message, error) : error;
    }
    const warn = (what: string) => (error: Error) =>
      progress.say(`${scope}: ${what}: ${shortText(error.message)}`, { level: "warn" });
    const onDelay = warn(`what was done since the last checkpoint is not in ${bucket.place} yet`);
    let isTold = false;
    const onLeftover = (error: Error): void => {
      if (!isTold) warn(`what is not needed any more could not be removed from ${bucket.place}`)(error);
      isTold = true;
    };
    const state = new HeldState({ bucket, lease, leaseSeconds, folder, clock, onDelay, onLeftover });
    if (isFirst) await state.bringFirst();
    return state;
  } catch (error) {
    throw troubleOf(bucket.place, folder, error);
  }
}

/** A state as one file, of this version; whatever is wrong with it is told in the words of every other state in a folder. */
async function settle(stateFolder: string, scope: string): Promise<void> {
  const state = await openState(stateFolder, scope);
  try {
    await state.connection.run("CHECKPOINT");
  } finally {
    await state.close();
  }
}
