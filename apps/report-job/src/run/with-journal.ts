import { JobError } from "../exit-code.ts";
import { type CommitInterval, type Journal, openJournal } from "../state/journal.ts";
import { nextJournalPath } from "../state/load-journals.ts";
import type { State } from "../state/open-state.ts";

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
  const journal = await openJournal(await nextJournalPath(state), run.commit);
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
