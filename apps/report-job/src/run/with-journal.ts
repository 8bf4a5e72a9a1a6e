import { JobError } from "../exit-code.ts";
import { errorSection, sectionHint } from "../run-book/section-ids.ts";
import type { CommitInterval, Journal } from "../state/journal.ts";
import type { State } from "../state/open-state.ts";
import { openRollingJournal } from "../state/rolling-journal.ts";
import { type Silence, silenceError } from "./silence.ts";

/**
 * Does work that is recorded in a journal of its own; what was done is committed however it ends.
 *
 * @param silence of those who are asked: a process that is asked to end says that nobody had answered.
 * @throws {JobError} interrupted, with what to do next.
 */
export async function withJournal<T>(
  run: { readonly slot: string; readonly signal: AbortSignal; readonly commit: CommitInterval },
  state: State,
  work: (journal: Journal) => Promise<T>,
  silence: () => Silence | undefined = () => undefined,
): Promise<T> {
  const journal = await openRollingJournal(state, run.slot, run.commit);
  const interrupted = (cause?: unknown): JobError => {
    const text = `Interrupted. What was done is kept: the same command goes on with slot ${run.slot}.`;
    const silent = silence();
    if (silent === undefined) return new JobError("interrupted", text, cause);
    const error = silenceError(silent);
    const section = errorSection(error.code);
    const heard = `Before that, ${error.message}. ${sectionHint(section)}`;
    return new JobError("interrupted", `${text} ${heard}`, error, section);
  };
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
