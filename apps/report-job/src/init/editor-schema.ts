import { access, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { configJsonSchema } from "../config/config-json-schema.ts";
import { outsideSentence } from "../run/outside-text.ts";

const INSTALLED = "node_modules/@attached-files/report-job/schemas/config.schema.json";
const BESIDE = "attached-files.schema.json";

/** The JSON Schema by which editors complete a configuration. */
export interface EditorSchema {
  /** From the configuration's folder; starts with a dot. */
  readonly path: string;
  /**
   * Puts it where `path` says, if it is not there.
   *
   * @returns what a person has to know of it, if anything.
   */
  place(): Promise<string | undefined>;
}

/**
 * Where the schema of a configuration stands: in the package that its folder, or one above, has installed; else beside it. A
 * global installation and the cache of npx have other places on other machines, and are gone with an update.
 *
 * @param configPath of the configuration, which need not be there.
 */
export async function editorSchema(configPath: string): Promise<EditorSchema> {
  const folder = dirname(resolve(configPath));
  for (let above = folder; ; above = dirname(above)) {
    const installed = join(above, INSTALLED);
    if (await isThere(installed)) return { path: fromFolder(folder, installed), place: async () => undefined };
    if (above === dirname(above)) break;
  }
  return { path: `./${BESIDE}`, place: () => placeBeside(join(folder, BESIDE)) };
}

async function placeBeside(path: string): Promise<string | undefined> {
  const schema = configJsonSchema();
  try {
    await writeFile(path, schema, { flag: "wx" });
    return `${path} is written beside it: editors complete the configuration by it, and no command reads it.`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST")
      return `${path}, by which editors complete the configuration, cannot be written: ${outsideSentence(message)}`;
    if ((await readFile(path, "utf8").catch(() => "")) === schema) return undefined;
    return `${path} is there already with another content, and was left as it is. If it is an older version's, remove it; the next 'attached-files init' writes it anew.`;
  }
}

function fromFolder(folder: string, path: string): string {
  const near = relative(folder, path).replaceAll("\\", "/");
  return near.startsWith(".") ? near : `./${near}`;
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
