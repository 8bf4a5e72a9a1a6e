import { JobError } from "../exit-code.ts";
import type { CommitInterval, Journal } from "../state/journal.ts";
import type { State } from "../state/open-state.ts";
import { openRollingJournal } from "../state/rolling-journal.ts";

/**
 * Does work that is recorded in a journal of its own; what was done is committed however it ends.
 *
 * @throws {JobError} interrupted, with what to do next.
 */
export async function withJournal<T>(
  run: { readonly slot: string; readonly signal: AbortSignal; readonly commit: CommitInterval },
  state: State,
  work: (journal: Journal) => Promise<T>,
): Promise<T> {
  const journal = await openRollingJournal(state, run.slot, run.commit);
  const interrupted = (cause?: unknown): JobError =>
    new JobError(
      "interrupted",
      `Interrupted. What was done is kept: the same command goes on with slot ${run.slot}.`,
      cause,
    );
  let result: T;
  try {
    result = await work(journal);
  } catch (error) {
    await journal.close().catch(() => {});
    throw run.signal.aborted ? interrupted(error) : error;
  }
  await journal.close();
  if (run.signal.aborted) throw interrupted();
  return result;
}
