import { mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { unlessDiskRefuses } from "../state/disk-trouble.ts";
import { scopeFolder } from "../state/open-state.ts";
import { copyDown, STATE_FILE, TornCopyError } from "./copy-down.ts";
import type { Lease } from "./head.ts";
import { turnOf } from "./lease-term.ts";
import { damaged, readHead, type StateBucket, troubleOf } from "./state-bucket.ts";

/** How often a state is read again that is changed while it is read. */
const MOST_READS = 10;

/** Copies of states, for reading; whoever works on them goes on. */
export interface ReadCopies {
  /** A state folder, with those that there are. */
  readonly stateFolder: string;
  /**
   * Fetches the state of a scope as the bucket has it now, without journals of a run that is under way.
   *
   * @returns whose lease it is, where somebody works on it.
   */
  fetch(bucket: StateBucket, scope: string, signal: AbortSignal): Promise<Lease | undefined>;
  remove(): Promise<void>;
}

export async function readCopies(): Promise<ReadCopies> {
  const stateFolder = await unlessDiskRefuses(tmpdir(), async () => {
    await removeLeftovers();
    return await mkdtemp(join(tmpdir(), `${ofThisMachine()}${process.pid}-`));
  });
  return {
    stateFolder,
    fetch: (bucket, scope, signal) => fetchCopy(bucket, scopeFolder(stateFolder, scope), signal),
    remove: () => rm(stateFolder, { recursive: true, force: true }),
  };
}

/** Process ids mean something on one machine alone, and machines may share a folder. */
function ofThisMachine(): string {
  return `attached-files-states-${encodeURIComponent(hostname())}-`;
}

/** What processes of this machine have left that were killed. */
async function removeLeftovers(): Promise<void> {
  const beginning = ofThisMachine();
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(beginning) || isAlive(Number.parseInt(name.slice(beginning.length), 10))) continue;
    // Another user's stays.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** @throws {JobError} it is damaged, or the bucket cannot be read. That there is no state yet is no trouble. */
async function fetchCopy(bucket: StateBucket, folder: string, signal: AbortSignal): Promise<Lease | undefined> {
  try {
    let before: string | undefined;
    for (let reads = 1; ; reads += 1) {
      const seen = await readHead(bucket, signal);
      const files = seen?.head.files.filter(({ name }) => name === STATE_FILE) ?? [];
      try {
        await copyDown(bucket, files, folder, signal);
        return turnOf(seen, undefined, 0).kind === "held" ? (seen?.head.lease ?? undefined) : undefined;
      } catch (error) {
        // What is named no more is removed, also under the eyes of those who read it.
        const isChanged = seen?.etag !== before;
        if (!(error instanceof TornCopyError)) throw error;
        if (!isChanged || reads >= MOST_READS) throw damaged(bucket.place, error.message, error);
        before = seen?.etag;
      }
    }
  } catch (error) {
    throw troubleOf(bucket.place, folder, error);
  }
}
