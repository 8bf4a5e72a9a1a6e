import type { State } from "../state/open-state.ts";

/** Keeps a state beside its folder, as in a bucket, while a run works on it. */
export interface StateKeeper {
  /** Aborts when the run may not go on, with the JobError that says why as its reason. */
  readonly lost: AbortSignal;
  /** Keeps a journal that was taken into the state, and removes it. */
  onJournalTaken(path: string): Promise<void>;
  /**
   * Keeps the state as it stands, with no journal beside it, so that those that follow build on it.
   *
   * @throws {JobError} it cannot be kept.
   */
  checkpoint(state: State): Promise<void>;
}
