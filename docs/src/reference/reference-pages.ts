import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { configJsonSchema } from "../../../apps/report-job/src/config/config-json-schema.ts";
import { ROOT } from "../repository.ts";
import { commandLinePage } from "./command-line-page.ts";
import { configurationPage } from "./configuration-page.ts";
import type { JsonSchema } from "./json-schema.ts";
import { type NamedSchema, schemasPage } from "./schemas-page.ts";
import { theProgram } from "./the-program.ts";

/** Where the pages of the reference are committed. */
export const REFERENCE_FOLDER: string = join(ROOT, "docs/reference");

/** The pages of command line, configuration and schemas, by path below docs/reference. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["command-line.md", commandLinePage(theProgram())],
    ["configuration.md", configurationPage(JSON.parse(configJsonSchema()) as JsonSchema)],
    ["schemas.md", schemasPage(await schemas())],
  ]);
}

async function schemas(): Promise<readonly NamedSchema[]> {
  const folder = join(ROOT, "apps/report-job/schemas");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".schema.json")).sort();
  return Promise.all(
    files.map(async (file) => [file, JSON.parse(await readFile(join(folder, file), "utf8")) as JsonSchema] as const),
  );
}
