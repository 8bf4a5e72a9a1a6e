import { randomUUID } from "node:crypto";
import { rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Points `latest` to a report: a relative symbolic link, replaced in one step. Where the system has none, `latest.txt`
 * holds the folder's name instead.
 *
 * @returns the link's path, or that of the text file.
 */
export async function pointLatest(folder: string, name: string): Promise<string> {
  const waiting = join(folder, `.latest-${randomUUID()}`);
  const link = join(folder, "latest");
  const text = join(folder, "latest.txt");
  try {
    await symlink(name, waiting);
    await rename(waiting, link);
    await rm(text, { force: true });
    return link;
  } catch {
    await rm(waiting, { force: true });
  }
  await writeFile(waiting, `${name}\n`);
  await rename(waiting, text);
  return text;
}
