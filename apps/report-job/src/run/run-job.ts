import { JobError } from "../exit-code.ts";
import type { ScopeRunEnd } from "./scope-run.ts";

/** What came of one scope: its finished run, or why there is none. */
export type ScopeEnd =
  | { readonly scope: string; readonly run: ScopeRunEnd }
  | { readonly scope: string; readonly trouble: JobError };

/**
 * Runs every scope, one after the other; trouble of one never keeps the others from running.
 *
 * @param runOne told how many are left, itself among them.
 * @throws {JobError} usage or interrupted: nothing more should be started.
 */
export async function runScopes<Input extends { readonly scope: { readonly name: string } }>(
  inputs: readonly Input[],
  runOne: (input: Input, left: number) => Promise<ScopeRunEnd>,
): Promise<readonly ScopeEnd[]> {
  const ends: ScopeEnd[] = [];
  for (const [index, input] of inputs.entries()) {
    const scope = input.scope.name;
    try {
      ends.push({ scope, run: await runOne(input, inputs.length - index) });
    } catch (error) {
      if (!(error instanceof JobError) || error.code !== "unavailable") throw error;
      ends.push({ scope, trouble: error });
    }
  }
  return ends;
}
