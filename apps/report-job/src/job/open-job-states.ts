import { composeBucket, settingsThatAreMissing } from "../compose.ts";
import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { JobError } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import type { Wait } from "../run/wait-left.ts";
import { becomeOwn } from "../state-on-s3/become-own.ts";
import { type JobStates, localStates } from "../state-on-s3/job-states.ts";
import { openStates } from "../state-on-s3/open-states.ts";
import { readCopies } from "../state-on-s3/read-copies.ts";
import { leaseHolderText, scopeBucket } from "../state-on-s3/state-bucket.ts";
import { tellTransfers } from "../state-on-s3/tell-transfers.ts";

/** What is told last is worth no more time than this: a note that gets lost costs a message that is sent twice. */
const NOTES_MS = 5_000;

/**
 * The states of a job: those in the folder, or those in the bucket that is configured, which nobody else works on then.
 *
 * @throws {JobError} the bucket cannot be reached.
 */
export async function openJobStates(
  config: Config,
  scopes: readonly ScopeConfig[],
  wait: Wait,
  { clock, progress, signal }: Io,
): Promise<JobStates> {
  const { s3 } = config.state;
  if (s3 === undefined) {
    for (const { name } of scopes) await becomeOwn(config.state.folder, name, { clock, signal });
    return localStates(config);
  }
  const store = await composeBucket(s3);
  try {
    const { notes, ...states } = await openStates({ config, s3, scopes, store, ...wait, clock, progress, signal });
    let closed: Promise<void> | undefined;
    return {
      ...states,
      close: () => {
        closed ??= states.close().finally(() => store.close());
        return closed;
      },
      async sendNotes() {
        const later = await composeBucket(s3);
        await notes.send(later, AbortSignal.timeout(NOTES_MS)).finally(() => later.close());
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Where there is nobody to tell what takes long, nothing is told. */
type ReadingIo = Pick<Io, "environment" | "signal"> & Partial<Pick<Io, "progress" | "clock">>;

/**
 * Does something for which states are only read. Those in a bucket are fetched for it, whoever is at work on them; one that cannot be
 * fetched leaves the others to be read.
 *
 * @param work told a configuration whose state folder has them, and, by the scope's name, why states cannot be read, and who works on one in a
 *   bucket, as `process 4711 on ops-1 since …`.
 * @throws {JobError} none of them can be fetched, which is not the same as that there are none.
 */
export async function withEachReadableState<T>(
  config: Config,
  scopes: readonly { readonly name: string }[],
  io: ReadingIo,
  work: (config: Config, unreadable: ReadonlyMap<string, string>, heldBy: ReadonlyMap<string, string>) => Promise<T>,
): Promise<T> {
  return await withStates(config, scopes, io, async (readable, unread, heldBy) => {
    const [first] = unread.values();
    if (first !== undefined && unread.size === scopes.length) throw first;
    return await work(readable, new Map([...unread].map(([scope, { message }]) => [scope, message])), heldBy);
  });
}

async function withStates<T>(
  config: Config,
  scopes: readonly { readonly name: string }[],
  { environment, signal, progress, clock }: ReadingIo,
  work: (config: Config, unread: ReadonlyMap<string, JobError>, heldBy: ReadonlyMap<string, string>) => Promise<T>,
): Promise<T> {
  const { s3 } = config.state;
  const unread = new Map<string, JobError>();
  const heldBy = new Map<string, string>();
  if (s3 === undefined) return await work(config, unread, heldBy);
  const missing = await stateSettingsThatAreMissing(config, environment);
  if (missing.length > 0) throw new JobError("usage", missing.join("\n"));
  const [store, copies] = [await composeBucket(s3), await readCopies()];
  try {
    for (const { name } of scopes) {
      const bucket = scopeBucket(store, s3, name);
      const isTold = progress !== undefined && clock !== undefined;
      const watch = isTold ? tellTransfers({ scope: name, place: bucket.place }, { progress, clock }) : undefined;
      try {
        const lease = await copies.fetch({ ...bucket, ...(watch === undefined ? {} : { watch }) }, name, signal);
        if (lease !== undefined) heldBy.set(name, leaseHolderText(lease));
      } catch (error) {
        if (!(error instanceof JobError) || error.code !== "unavailable") throw error;
        unread.set(name, error);
      }
    }
    return await work({ ...config, state: { ...config.state, folder: copies.stateFolder } }, unread, heldBy);
  } finally {
    await copies.remove();
    await store.close();
  }
}

/** What the bucket of the state lacks before anything can be called, in sentences. */
export async function stateSettingsThatAreMissing(
  { state }: Config,
  environment: Io["environment"],
): Promise<readonly string[]> {
  if (state.s3 === undefined) return [];
  const missing = await settingsThatAreMissing(state.s3, environment, { regionPlace: "as state.s3.region" });
  return missing.map((problem) => `state.s3: ${problem}`);
}
