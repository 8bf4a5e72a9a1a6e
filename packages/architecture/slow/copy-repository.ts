import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/**
 * Copies a working tree as git sees it, so without any build, to where it can be changed and packed in peace. What is
 * installed is shared with the original.
 */
export async function copyRepository(root: string, copy: string): Promise<void> {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await execute("git", list, { cwd: root, maxBuffer: 1 << 26 });
  const files = stdout.split("\0").filter((file) => file !== "");
  for (const file of files) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    // A file that was removed and not yet committed is still listed.
    await cp(join(root, file), join(copy, file), { verbatimSymlinks: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
  }
  await symlink(join(root, "node_modules"), join(copy, "node_modules"));
  const packages = files.filter((file) => /^[^/]+\/([^/]+\/)?package\.json$/.test(file)).map(dirname);
  for (const folder of packages) {
    const installed = join(root, folder, "node_modules");
    const options = { recursive: true, verbatimSymlinks: true } as const;
    await cp(installed, join(copy, folder, "node_modules"), options).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
  }
  // Else pnpm would install for the copy, into the original's node_modules.
  const workspace = join(copy, "pnpm-workspace.yaml");
  const text = await readFile(workspace, "utf8");
  const changed = text.replace("verifyDepsBeforeRun: install", "verifyDepsBeforeRun: false");
  if (changed === text) throw new Error("pnpm-workspace.yaml no longer says verifyDepsBeforeRun: install");
  await writeFile(workspace, changed);
  await rm(join(copy, ".changeset"), { recursive: true, force: true });
  await cp(join(root, ".changeset/config.json"), join(copy, ".changeset/config.json"));
  await execute("git", ["init", "--quiet"], { cwd: copy });
}
