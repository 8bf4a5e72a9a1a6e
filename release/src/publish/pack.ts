import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PublishedPackage } from "../published-packages.ts";
import { runPnpm } from "../run-pnpm.ts";

/** Packs a package with pnpm, which puts versions in the place of `workspace:` and `catalog:`. Gives the tarball's path. */
export async function pack(root: string, { folder, manifest }: PublishedPackage): Promise<string> {
  const target = join(root, "release/dist/packages", manifest.name.replace("/", "-"));
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const packed = await runPnpm(["--dir", join(root, folder), "pack", "--pack-destination", target]);
  const [tarball] = (await readdir(target)).filter((name) => name.endsWith(".tgz"));
  if (packed.exitCode !== 0 || tarball === undefined) {
    throw new Error(`${manifest.name} could not be packed: ${packed.stderr}${packed.stdout}`);
  }
  return join(target, tarball);
}
