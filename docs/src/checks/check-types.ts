import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { type CodeBlock, placeOf } from "../blocks/code-block.ts";
import { ROOT } from "../repository.ts";

const HOME = join(ROOT, "docs");

/** What the compiler says against blocks of TypeScript, each a module by itself, by the public faces of the packages. */
export async function checkTypes(blocks: readonly CodeBlock[]): Promise<readonly string[]> {
  await mkdir(join(HOME, ".tmp"), { recursive: true });
  const folder = await mkdtemp(join(HOME, ".tmp/types-"));
  try {
    const options = { extends: "../../tsconfig.json", include: ["*.ts"] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(options));
    for (const [index, { code }] of blocks.entries()) await writeFile(join(folder, `block-${index}.ts`), `${code}\n`);
    const output = await compile(folder);
    return output.split("\n").flatMap((line) => {
      const [, index, row, message] = /block-(\d+)\.ts\((\d+),\d+\): error (.*)/.exec(line) ?? [];
      const block = blocks[Number(index)];
      if (block !== undefined) return [`${placeOf({ ...block, line: block.line + Number(row) })}: ${message}`];
      return line.includes("error") ? [line] : [];
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function compile(folder: string): Promise<string> {
  const args = [join(ROOT, "packages/core/node_modules/typescript/bin/tsc"), "-p", relative(HOME, folder)];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: HOME, maxBuffer: 1 << 26 }, (_, stdout) => resolve(stdout));
  });
}
