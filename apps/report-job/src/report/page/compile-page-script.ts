import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Where the compiled script is committed, for a build that needs no compiler of its own. */
export const PAGE_SCRIPT_FILE: URL = new URL("./page-script.ts", import.meta.url);

/** The text of `page-script.ts`: the script of `script/main.ts` in one piece, for browsers of 2022 and later. */
export async function compilePageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./script/main.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    minify: true,
    // An element ends where its text says so; the script may never hold what would end its own.
    charset: "ascii",
    target: "es2022",
  });
  const script = outputFiles[0]?.text.trimEnd() ?? "";
  return [
    "// Made from script/main.ts by `pnpm generate:page-script`; a test fails while it differs.",
    "// biome-ignore-all format: one text in one line",
    "// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a script holds templates of its own",
    `export const PAGE_SCRIPT = ${JSON.stringify(script)};`,
    "",
  ].join("\n");
}
