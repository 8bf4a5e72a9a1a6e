import { answersElsewhere } from "../state/answers-elsewhere.ts";
import { finishRun } from "../state/finish-run.ts";
import { giveUpRun } from "../state/give-up-run.ts";
import { type OpenRun, openRun } from "../state/open-run.ts";
import type { State } from "../state/open-state.ts";
import { isNothingElsewhere, searchYield } from "../state/search-yield.ts";
import { type DiscoveryResult, settleRun } from "../state/settle-run.ts";
import { unfinishedRun } from "../state/unfinished-run.ts";
import type { ScopeRun } from "./scope-run.ts";

/**
 * Ends an unfinished run of another slot before this one begins. Where it asked the same source, what it had learned is kept
 * as its partial outcome: nothing that was answered is asked twice. Else it is given up, and `openRun` removes its work; so it is
 * where it had met nothing at another place than the one that is known.
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
  const { description, isList, place } = run.references;
  const now = run.clock.now();
  const open = await openRun(
    state,
    slot,
    { description, digest: inputDigest, sourceDigest, isList },
    { now, full: false, isBoxed: false, rules: run.searches },
  );
  const message = `it had not finished when slot ${run.slot} began`;
  const nothing = await nothingElsewhere(run, state, open);
  if (nothing !== undefined) {
    await giveUpRun(state, { code: "Superseded", message }, "as before");
    run.progress.say(
      `${run.scope}: slot ${slot} had not finished, and is given up: it had ${nothing} at another place than the run before`,
    );
    return;
  }
  if (!open.planned) {
    // A list that was not read to its end names none of the rest; they stay known, as they were.
    const asFound = { ...open, isList: false };
    const result = { finished: false, isUpToDate: false, skippedLines: 0, at: now, ...sweepOf(open) };
    // What this run alone asks for was never due in that one, in which nothing more is asked.
    await settleRun(state, asFound, result, { ...run.freshness, full: false });
  }
  await finishRun(state, open, {
    finishedAt: now,
    workedMs: 0,
    trouble: { code: "Superseded", message },
    ...(place === undefined ? {} : { place }),
  });
  run.progress.say(
    `${run.scope}: slot ${slot} had not finished; what it had learned is kept, and slot ${run.slot} begins`,
  );
}

/** What a run had not come to at another place than the one whose answers stand; undefined where it is not so. */
async function nothingElsewhere(run: ScopeRun, state: State, open: OpenRun): Promise<string | undefined> {
  if (!open.isList && !open.planned) {
    return isNothingElsewhere(await searchYield(state, open)) ? "met no file" : undefined;
  }
  const answers = await answersElsewhere(state.connection, run.references);
  return answers?.retrieved === 0 ? "been answered with no file" : undefined;
}

/** Where its full search goes on, if it was at that. */
function sweepOf({ sweep, since, sinceFinished, resumeToken }: OpenRun): Pick<DiscoveryResult, "sweep"> {
  if (sweep === undefined || resumeToken === undefined || (since !== undefined && !sinceFinished)) return {};
  return { sweep: { finished: false, resumeToken } };
}
