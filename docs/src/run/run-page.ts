import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveFake } from "@attached-files/adapters/fake";
import { type CodeBlock, placeOf } from "../blocks/code-block.ts";
import { ROOT } from "../repository.ts";
import { fileOf, isPrinted, lineOf } from "./page-script.ts";
import { freePort, inShell } from "./shell.ts";

/** The port that pages speak of; each run has one of its own. */
const PORT_OF_PAGES = "4010";

export interface PageRun {
  /** Places of the blocks that were run, in order. */
  readonly ran: readonly string[];
  /** What went wrong, with its place; empty where all went well. */
  readonly problems: readonly string[];
}

/**
 * Runs the blocks of a page one after the other, as its reader would: in one shell, in a folder that is empty at first, or as the
 * shell's lines in `begin` leave it, with a fake Amazon Connect where AWS would be. Files that the page shows are written.
 */
export async function runPage(
  blocks: readonly CodeBlock[],
  isRun: (block: CodeBlock) => boolean,
  begin = "",
): Promise<PageRun> {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-page-"));
  await mkdir(join(ROOT, "docs/.tmp"), { recursive: true });
  // Packages are found from where a module stands.
  const modules = await mkdtemp(join(ROOT, "docs/.tmp/run-"));
  const steps = await mkdtemp(join(tmpdir(), "attached-files-steps-"));
  const fake = await serveFake({ port: 0, host: "127.0.0.1", seed: 1, cases: 8 });
  try {
    const port = await freePort();
    const own = blocks.map((block) => ({ ...block, code: block.code.replaceAll(PORT_OF_PAGES, port) }));
    const lines = ["begin start", begin.replaceAll(PORT_OF_PAGES, port)];
    for (const [index, block] of own.entries()) {
      const isStep = isRun(blocks[index] as CodeBlock);
      const file = isStep ? undefined : fileOf(block);
      const at = join(block.language === "ts" ? modules : steps, `${index}.${block.language || "text"}`);
      await writeFile(at, file?.text ?? `${block.code}\n`);
      if (file !== undefined) lines.push(`cp '${at}' '${file.name}'`);
      if (isStep) lines.push(`begin ${index}`, lineOf(block, at));
    }
    const told = await inShell([...lines, "begin end"].join("\n"), { folder, steps, endpoint: fake.line.url });
    const ran = blocks.filter(isRun).map(placeOf);
    return { ran, problems: told.isAtEnd ? await wrongOutputs(blocks, isRun, steps) : [whyEnded(blocks, told)] };
  } finally {
    await fake.close();
    for (const each of [folder, modules, steps]) await rm(each, { recursive: true, force: true, maxRetries: 5 });
  }
}

function whyEnded(blocks: readonly CodeBlock[], told: { at: string; exitCode: number; said: string }): string {
  const block = blocks[Number(told.at)];
  const place = block === undefined ? `before its first block (${told.at})` : placeOf(block);
  return `${place}: ended with ${told.exitCode}: ${told.said.slice(-2000)}`;
}

/** What was printed by a block otherwise than the block of text below it says. */
async function wrongOutputs(
  blocks: readonly CodeBlock[],
  isRun: (block: CodeBlock) => boolean,
  steps: string,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const said = blocks[index + 1];
    if (!isRun(block) || said?.language !== "text" || said.above !== "prints") continue;
    const printed = await readFile(join(steps, `${index}.out`), "utf8");
    if (!isPrinted(said.code, printed)) problems.push(`${placeOf(said)}: printed was\n${printed}`);
  }
  return problems;
}
