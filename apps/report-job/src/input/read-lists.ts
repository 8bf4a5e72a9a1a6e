import { JobError } from "../exit-code.ts";
import { type ListInput, type ListOptions, listInput } from "./list-input.ts";
import type { ListedReferences } from "./reference-input.ts";

/** The lists of a job's scopes, all of them read and found good. */
export interface ReadLists {
  /** The references of a scope that has a list. */
  of(scope: string): ListedReferences | undefined;
  /** Removes the copies. */
  release(): Promise<void>;
}

/**
 * Reads the lists of all scopes before the first call of any: what is wrong with one is no reason to have spent quota on
 * another.
 *
 * @throws {JobError} with what is wrong with every list: unavailable where a disk is to blame for one, else usage.
 */
export async function readLists(lists: readonly ListOptions[]): Promise<ReadLists> {
  const read = new Map<string, ListInput>();
  const release = async (): Promise<void> => {
    await Promise.all(Array.from(read.values(), (list) => list.release()));
  };
  const troubles: JobError[] = [];
  try {
    for (const list of lists) {
      try {
        read.set(list.scope, await listInput(list));
      } catch (error) {
        if (!(error instanceof JobError) || error.code === "interrupted") throw error;
        troubles.push(error);
      }
    }
    if (troubles.length > 0) {
      const message = [...troubles.map((trouble) => trouble.message), "No call was made."].join("\n");
      // A disk that refuses is no mistake in the configuration, whatever else is one.
      const ofDisk = troubles.find(({ code }) => code === "unavailable");
      if (ofDisk !== undefined) throw new JobError("unavailable", message, ofDisk.cause, ofDisk.section);
      throw new JobError("usage", message, troubles[0]);
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { of: (scope) => read.get(scope)?.references, release };
}
