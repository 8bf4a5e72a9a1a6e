import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../repository.ts";

/** A module that others may import. */
export interface PublicModule {
  /** As `@attached-files/adapters/fake`. */
  readonly name: string;
  /** Its source, an absolute path. */
  readonly source: string;
}

const PACKAGES = ["packages/core", "packages/adapters"];

/** Every entry point of the packages that others import, as their package.json names them. */
export async function publicModules(): Promise<readonly PublicModule[]> {
  const modules: PublicModule[] = [];
  for (const folder of PACKAGES) {
    const manifest = JSON.parse(await readFile(join(ROOT, folder, "package.json"), "utf8")) as {
      name: string;
      exports: Record<string, Record<string, string>>;
    };
    for (const [subpath, { "@attached-files/source": source }] of Object.entries(manifest.exports)) {
      if (source === undefined) throw new Error(`${manifest.name} exports ${subpath} without a source`);
      modules.push({ name: manifest.name + subpath.slice(1), source: join(ROOT, folder, source) });
    }
  }
  return modules;
}
