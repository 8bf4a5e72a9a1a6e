import type { CodeBlock } from "../blocks/code-block.ts";

/** A file that a page tells its reader to write. */
export interface PageFile {
  readonly name: string;
  readonly text: string;
}

const COMMENTED_NAME = /^(?:#|\/\/) ([\w-][\w.-]*\.\w+)\n/;
const NAME_ABOVE = /([\w-][\w.-]*\.(?:ya?ml|json|ndjson|csv|sql|mjs|ts|py)):$/;

/** The file that a block is, where its first line is a comment with a name, or the sentence above it ends with one and a colon. */
export function fileOf({ code, above, language }: CodeBlock): PageFile | undefined {
  const name = COMMENTED_NAME.exec(code)?.[1] ?? (language === "sh" ? undefined : NAME_ABOVE.exec(above)?.[1]);
  return name === undefined ? undefined : { name, text: `${code}\n` };
}

/** How a block that stands in a file is run, as a line of bash in the shell that runs the page's other blocks too. */
export function lineOf({ language }: CodeBlock, file: string): string {
  if (language === "python") return `python3 '${file}'`;
  if (language === "sql") return `attached-files query --file '${file}'`;
  if (language === "ts") return `node --conditions=@attached-files/source '${file}'`;
  return `source '${file}'`;
}

/** Whether what was printed is what a page says; `…` stands for anything. */
export function isPrinted(said: string, printed: string): boolean {
  const parts = said.trim().split("…");
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\s\\S]*?");
  return new RegExp(`^${pattern}$`).test(printed.trim());
}
