import { JobError } from "../exit-code.ts";
import type { HeldState } from "./held-state.ts";

export interface OpenStates {
  readonly held: ReadonlyMap<string, Pick<HeldState, "close">>;
  /** Give the locks of the folders back. */
  readonly unlocks: readonly (() => void)[];
  readonly removeCopies: () => Promise<void>;
  /** Told of trouble beside the gravest. */
  readonly onOther: (message: string) => void;
}

/**
 * Closes every state, whatever becomes of the others: a lease that stayed held would keep this process itself off the next time.
 *
 * @throws the gravest of what went wrong: a defect, before trouble that a person can mend.
 */
export async function closeStates({ held, unlocks, removeCopies, onOther }: OpenStates): Promise<void> {
  const troubles: Error[] = [];
  const trying = async (work: () => unknown, scope?: string): Promise<void> => {
    try {
      await work();
    } catch (error) {
      troubles.push(ofScope(scope, error));
    }
  };
  for (const [scope, state] of held) await trying(() => state.close(), scope);
  for (const unlock of unlocks) await trying(unlock);
  await trying(removeCopies);
  const [gravest, ...others] = troubles.sort((one, other) => gravity(other) - gravity(one));
  if (gravest === undefined) return;
  for (const { message } of others) onOther(message);
  throw gravest;
}

function ofScope(scope: string | undefined, error: unknown): Error {
  if (!(error instanceof JobError)) return error instanceof Error ? error : new Error(String(error));
  return scope === undefined ? error : new JobError("unavailable", `${scope}: ${error.message}`, error, error.section);
}

function gravity(error: Error): number {
  return error instanceof JobError ? 0 : 1;
}
