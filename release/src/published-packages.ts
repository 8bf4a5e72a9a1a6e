import { glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ROOT } from "./repository.ts";

/** What a package says of itself, as far as a release looks at it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly repository?: { readonly type?: string; readonly url?: string; readonly directory?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
}

/** A package that a release publishes. */
export interface PublishedPackage {
  /** Relative to the root of the repository. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every package that is published, those first that others need. */
export async function publishedPackages(root: string = ROOT): Promise<readonly PublishedPackage[]> {
  const found: PublishedPackage[] = [];
  for await (const path of glob("{packages,apps}/*/package.json", { cwd: root })) {
    const manifest = JSON.parse(await readFile(join(root, path), "utf8")) as Manifest;
    if (manifest.private !== true) found.push({ folder: dirname(path), manifest });
  }
  const needs = ({ manifest }: PublishedPackage): number =>
    found.filter((other) => other.manifest.name in (manifest.dependencies ?? {})).length;
  return found.sort((one, other) => needs(one) - needs(other));
}
