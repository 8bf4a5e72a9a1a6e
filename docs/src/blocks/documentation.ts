import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GENERATED_NOTE } from "../reference/generated-note.ts";
import { ROOT } from "../repository.ts";
import type { CodeBlock } from "./code-block.ts";
import { codeBlocksOf, inlineCommandsOf } from "./code-blocks-of.ts";
import { pages } from "./pages.ts";

export interface Documentation {
  readonly blocks: readonly CodeBlock[];
  /** Commands within sentences. */
  readonly inlineCommands: readonly CodeBlock[];
}

/** All code of all pages, but for pages of the reference, which are held to the code as they are. */
export async function documentation(): Promise<Documentation> {
  const texts: [page: string, text: string][] = [];
  for (const page of await pages()) texts.push([page, await readFile(join(ROOT, page), "utf8")]);
  const written = texts.filter(([, text]) => !text.includes(GENERATED_NOTE));
  return {
    blocks: written.flatMap(([page, text]) => codeBlocksOf(page, text)),
    inlineCommands: written.flatMap(([page, text]) => inlineCommandsOf(page, text)),
  };
}
