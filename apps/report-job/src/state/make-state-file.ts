import { randomUUID } from "node:crypto";
import { link, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const MAKING = "state.making-";

/**
 * Makes the file of a new state, whole or not at all: one that was half written when a process died, or the disk was full,
 * could not be opened ever after. Leaves one that is there alone, whoever made it meanwhile.
 *
 * @throws {Error} of the disk, or of DuckDB about the disk.
 */
export async function makeStateFile(file: string): Promise<void> {
  if (await isThere(file)) return;
  const folder = dirname(file);
  const making = join(folder, `${MAKING}${randomUUID()}`);
  try {
    (await DuckDBInstance.create(making)).closeSync();
    await putInPlace(making, file);
  } finally {
    await rm(making, { force: true });
  }
  // Left behind by processes that died. Whoever is making one just now finds that there is one.
  for (const name of await readdir(folder)) if (name.startsWith(MAKING)) await rm(join(folder, name), { force: true });
}

/** A link, unlike a rename, never takes the place of a state that another process has begun to fill. */
async function putInPlace(making: string, file: string): Promise<void> {
  try {
    await link(making, file);
  } catch (error) {
    if (await isThere(file)) return;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "ENOSYS") throw error;
    // File systems without hard links.
    await rename(making, file);
  }
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
