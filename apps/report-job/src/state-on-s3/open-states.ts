import { JobError } from "../exit-code.ts";
import { makeStateFolder } from "../state/make-state-folder.ts";
import { closeStates } from "./close-states.ts";
import type { HeldState } from "./held-state.ts";
import type { JobStates } from "./job-states.ts";
import { openHeldState, type StatesWanted } from "./open-held-state.ts";
import { type ReadCopies, readCopies } from "./read-copies.ts";
import { fetchNotes, type SharedNotes } from "./shared-notes.ts";
import { type StateBucket, scopeBucket, troubleOf } from "./state-bucket.ts";
import { tellTransfers } from "./tell-transfers.ts";

/**
 * Takes the leases of the scopes that are to be run, and fetches their states to the folder.
 *
 * @throws {JobError} the bucket cannot be reached, or is none that leases can be kept in. Trouble of one scope is its own.
 */
export async function openStates(
  wanted: StatesWanted,
): Promise<Omit<JobStates, "sendNotes"> & { readonly notes: SharedNotes }> {
  const { config, s3, scopes, store, signal, progress, clock } = wanted;
  const stateFolder = config.state.folder;
  await makeStateFolder(stateFolder);
  const held = new Map<string, HeldState>();
  const troubles = new Map<string, JobError>();
  const texts = new Map<string, string>();
  const unlocks: (() => void)[] = [];
  let copies: ReadCopies | undefined;
  const bucketOf = (scope: string): StateBucket => {
    const bucket = scopeBucket(store, s3, scope);
    return { ...bucket, watch: tellTransfers({ scope, place: bucket.place }, { progress, clock }) };
  };

  const closeAll = (): Promise<void> =>
    closeStates({
      held,
      unlocks,
      removeCopies: async () => await copies?.remove(),
      onOther: (message) => progress.say(message, { level: "warn" }),
    });

  try {
    const notes = await fetchNotes(store, s3.prefix, stateFolder, signal).catch((error: unknown) => {
      throw troubleOf(`s3://${s3.bucket}/${s3.prefix}`, stateFolder, error);
    });
    for (const { name } of scopes) {
      await openHeldState(wanted, bucketOf(name), name, unlocks).then(
        (state) => held.set(name, state),
        (error: unknown) => {
          if (!(error instanceof JobError) || error.code !== "unavailable") throw error;
          troubles.set(name, error);
        },
      );
    }
    return {
      notes,
      troubleOf: (scope) => troubles.get(scope),
      keeperOf: (scope) => held.get(scope),
      stateFolderOf: (scope) => (isHere(scope) ? stateFolder : (copies?.stateFolder ?? stateFolder)),
      unreadable: (scope) => texts.get(scope),
      async readyToReport() {
        for (const [scope, state] of held) {
          await state.flush().catch((error: unknown) => {
            progress.say(`${scope}: ${(error as Error).message}`, { level: "warn" });
          });
        }
        copies = await readCopies();
        for (const { name } of config.scopes) {
          if (isHere(name)) continue;
          await copies.fetch(bucketOf(name), name, signal).catch((error: unknown) => {
            if (!(error instanceof JobError) || error.code !== "unavailable") throw error;
            texts.set(name, error.message);
          });
        }
      },
      async close() {
        await notes.send().catch(() => {});
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll().catch(() => {});
    throw error;
  }

  function isHere(scope: string): boolean {
    const state = held.get(scope);
    return state !== undefined && !state.lost.aborted;
  }
}
