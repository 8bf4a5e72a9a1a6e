import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { type FinishedRun, unfinishedSlot } from "../state/finished-run.ts";
import { openState } from "../state/open-state.ts";
import type { Clock } from "./clock.ts";
import { slotOf } from "./slot.ts";

/** What came of one scope: its finished run, or why there is none. */
export type ScopeEnd =
  | { readonly scope: string; readonly run: FinishedRun }
  | { readonly scope: string; readonly trouble: JobError };

/**
 * Runs every scope, one after the other; trouble of one never keeps the others from running.
 *
 * @throws {JobError} usage or interrupted: nothing more should be started.
 */
export async function runScopes(
  scopes: readonly ScopeConfig[],
  runOne: (scope: ScopeConfig) => Promise<FinishedRun>,
): Promise<readonly ScopeEnd[]> {
  const ends: ScopeEnd[] = [];
  for (const scope of scopes) {
    try {
      ends.push({ scope: scope.name, run: await runOne(scope) });
    } catch (error) {
      if (!(error instanceof JobError) || error.code !== "unavailable") throw error;
      ends.push({ scope: scope.name, trouble: error });
    }
  }
  return ends;
}

/** The slot to run: the one asked for, else one that was begun and not finished, else a new one. */
export async function chooseSlot(config: Config, asked: string | undefined, clock: Clock): Promise<string> {
  if (asked !== undefined) return asked;
  for (const scope of config.scopes) {
    const state = await openState(config.state.folder, scope.name).catch((error: unknown) => {
      // A state that cannot be opened is that scope's own trouble, met again when its turn comes.
      if (error instanceof JobError && error.code === "unavailable") return undefined;
      throw error;
    });
    if (state === undefined) continue;
    try {
      const slot = await unfinishedSlot(state);
      if (slot !== undefined) return slot;
    } finally {
      await state.close();
    }
  }
  return slotOf(clock.now());
}

/** complete only if the report says so too; unavailable where no scope got a single answer; partial otherwise. */
export function exitCodeOf(ends: readonly ScopeEnd[], reported: "complete" | "partial" | "no-data"): ExitCode {
  const runs = ends.flatMap((end) => ("run" in end ? [end.run] : []));
  if (reported === "complete" && runs.length === ends.length && runs.every((run) => run.status === "complete")) {
    return EXIT_CODE.complete;
  }
  const answered = runs.some(
    ({ status, counts }) => status === "complete" || counts.retrieved + counts.refused + counts.unanswered > 0,
  );
  return answered ? EXIT_CODE.partial : EXIT_CODE.unavailable;
}
