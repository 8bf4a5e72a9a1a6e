import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { makeFolder } from "../../run/make-folder.ts";

const PREFIX = ".staging-";
const RETIRED = ".retired-";
// Only a process on the same machine can be asked whether it lives; other machines' leftovers go by age.
const HOST = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const LONGEST_WORK_MS = 24 * 3_600_000;
/** How this program names what it leaves: whose name is another is somebody else's, and none of our business. */
const OURS = /([0-9a-f]{8})-(\d+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const inUse = new Set<string>();

/** A folder beside the reports, in which one is made before anybody can see it. */
export interface Staging {
  readonly folder: string;
  /** Writes everything in it through to the disk. */
  flush(): Promise<void>;
  discard(): Promise<void>;
}

/** Makes a staging folder, and removes those that dead processes left behind. */
export async function openStaging(folder: string): Promise<Staging> {
  await makeFolder(folder);
  await clearLeftovers(folder);
  const path = stagingPath(folder);
  const name = basename(path);
  // Named as in use before it is there, or another report of this process could take it for a leftover.
  inUse.add(name);
  await mkdir(path);
  return {
    folder: path,
    flush: async () => {
      for (const file of await readdir(path)) await syncToDisk(join(path, file));
      await syncToDisk(path);
    },
    discard: async () => {
      await rm(path, { recursive: true, force: true });
      inUse.delete(name);
    },
  };
}

/** A name in a folder of reports that is nobody's yet, and that is a leftover once this process is gone. */
export function stagingPath(folder: string): string {
  return join(folder, `${PREFIX}${HOST}-${process.pid}-${randomUUID()}`);
}

/** Where a report is put aside while its successor takes its place. */
export function retiredPath(published: string): string {
  return join(dirname(published), `${RETIRED}${basename(published)}.${HOST}-${process.pid}-${randomUUID()}`);
}

async function clearLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!OURS.test(name)) continue;
    const path = join(folder, name);
    if (name.startsWith(RETIRED)) await restoreOrRemove(folder, name);
    else if (name.startsWith(PREFIX) && !inUse.has(name) && (await isDead(path, name))) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

/** A process that died between its two renames left the only copy of a report under its retired name. */
async function restoreOrRemove(folder: string, retired: string): Promise<void> {
  const path = join(folder, retired);
  if (!(await isDead(path, retired))) return;
  const published = join(folder, retired.slice(RETIRED.length, retired.lastIndexOf(".")));
  // A rename onto a report that stands fails, and leaves the retired one to be removed.
  const isBack = await rename(path, published).then(
    () => true,
    () => false,
  );
  if (!isBack && (await stat(published).catch(() => undefined)) !== undefined)
    await rm(path, { recursive: true, force: true });
}

async function isDead(path: string, name: string): Promise<boolean> {
  const [, host, pid] = OURS.exec(name) ?? [];
  if (host === HOST && pid !== undefined) {
    if (Number(pid) === process.pid) return true;
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
    }
  }
  const entry = await stat(path).catch(() => undefined);
  return entry !== undefined && Date.now() - entry.mtimeMs > LONGEST_WORK_MS;
}

/** That a disk could not take what was written may only be told when it is written through. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EIO"]);

/**
 * Where a system cannot open folders or sync them, the rename is as durable as that system makes it.
 *
 * @throws what the disk says where it did not take the content.
 */
async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, "r").catch(() => undefined);
  if (handle === undefined) return;
  try {
    await handle.sync().catch((error: NodeJS.ErrnoException) => {
      if (NOT_WRITTEN.has(error.code ?? "")) throw error;
    });
  } finally {
    await handle.close();
  }
}
