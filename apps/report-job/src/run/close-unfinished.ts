import { finishRun } from "../state/finish-run.ts";
import { openRun, unfinishedRun } from "../state/open-run.ts";
import type { State } from "../state/open-state.ts";
import { settleRun } from "../state/settle-run.ts";
import type { ScopeRun } from "./run-scope.ts";

/**
 * Ends an unfinished run of another slot before this one begins. Where it asked the same source, what it had learned is kept
 * as its partial outcome: nothing that was answered is asked twice. Else it is given up, and `openRun` removes its work.
 */
export async function closeUnfinished(run: ScopeRun, state: State): Promise<void> {
  const unfinished = await unfinishedRun(state);
  if (unfinished === undefined) return;
  const { slot, input, inputDigest, sourceDigest } = unfinished;
  if (slot === run.slot && inputDigest === run.references.digest) return;
  const isSameSource = sourceDigest === run.references.sourceDigest;
  if (!isSameSource || slot === run.slot) {
    const why = isSameSource ? "its list was another one" : `its input was another one (${input})`;
    run.progress.say(`${run.scope}: the unfinished run of slot ${slot} is given up: ${why}`);
    return;
  }
  const { description, isList } = run.references;
  const now = run.clock.now();
  const open = await openRun(
    state,
    slot,
    { description, digest: inputDigest, sourceDigest, isList },
    { now, full: false, isBoxed: false, rules: run.searches },
  );
  if (!open.planned) {
    // A list that was not read to its end names none of the rest; they stay known, as they were.
    const asFound = { ...open, isList: false };
    // Nothing more is asked in it, so that what this run alone asks for was never due in it.
    const freshness = { ...run.freshness, full: false };
    await settleRun(state, asFound, { finished: false, isUpToDate: false, skippedLines: 0, at: now }, freshness);
  }
  const message = `it had not finished when slot ${run.slot} began`;
  await finishRun(state, open, { finishedAt: now, trouble: { code: "Superseded", message } });
  run.progress.say(
    `${run.scope}: slot ${slot} had not finished; what it had learned is kept, and slot ${run.slot} begins`,
  );
}
