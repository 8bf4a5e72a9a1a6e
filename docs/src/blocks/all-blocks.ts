import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GENERATED_NOTE } from "../reference/generated-note.ts";
import { ROOT } from "../repository.ts";
import type { CodeBlock } from "./code-block.ts";
import { codeBlocksOf } from "./code-blocks-of.ts";
import { pages } from "./pages.ts";

/** Every block of every page, but for pages of the reference, which are held to the code as they are. */
export async function allBlocks(): Promise<readonly CodeBlock[]> {
  const found: CodeBlock[] = [];
  for (const page of await pages()) {
    const text = await readFile(join(ROOT, page), "utf8");
    if (!text.includes(GENERATED_NOTE)) found.push(...codeBlocksOf(page, text));
  }
  return found;
}
