import type { Config } from "../config/config-schema.ts";
import type { JobError } from "../exit-code.ts";
import type { StateKeeper } from "../run/state-keeper.ts";

/** The states of a job, for as long as it runs. */
export interface JobStates {
  /** Why a scope cannot be run now. */
  troubleOf(scope: string): JobError | undefined;
  keeperOf(scope: string): StateKeeper | undefined;
  /** Brings what was done to the bucket, and fetches the states of the scopes that are not run here, for the report. */
  readyToReport(): Promise<void>;
  /** The state folder in which the scope's state can be read. */
  stateFolderOf(scope: string): string;
  /** Why the state of a scope cannot be read. */
  unreadable(scope: string): string | undefined;
  /**
   * Brings all to the bucket, and gives the leases back.
   *
   * @throws {JobError} that did not succeed.
   */
  close(): Promise<void>;
  /**
   * Brings the notes of what was told after the states were closed to where other machines read them, so that none of them tells it again.
   */
  sendNotes(): Promise<void>;
}

/** States that stand in the folder, and nowhere else. */
export function localStates({ state }: Config): JobStates {
  return {
    troubleOf: () => undefined,
    keeperOf: () => undefined,
    readyToReport: async () => {},
    stateFolderOf: () => state.folder,
    unreadable: () => undefined,
    close: async () => {},
    sendNotes: async () => {},
  };
}
