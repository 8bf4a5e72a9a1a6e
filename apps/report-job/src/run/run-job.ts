import { JobError } from "../exit-code.ts";
import type { FinishedRun } from "../state/finished-run.ts";

/** What came of one scope: its finished run, or why there is none. */
export type ScopeEnd =
  | { readonly scope: string; readonly run: FinishedRun }
  | { readonly scope: string; readonly trouble: JobError };

/**
 * Runs every scope, one after the other; trouble of one never keeps the others from running.
 *
 * @throws {JobError} usage or interrupted: nothing more should be started.
 */
export async function runScopes<Input extends { readonly scope: { readonly name: string } }>(
  inputs: readonly Input[],
  runOne: (input: Input) => Promise<FinishedRun>,
): Promise<readonly ScopeEnd[]> {
  const ends: ScopeEnd[] = [];
  for (const input of inputs) {
    const scope = input.scope.name;
    try {
      ends.push({ scope, run: await runOne(input) });
    } catch (error) {
      if (!(error instanceof JobError) || error.code !== "unavailable") throw error;
      ends.push({ scope, trouble: error });
    }
  }
  return ends;
}
