import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeBlocksOf } from "../blocks/code-blocks-of.ts";
import { ROOT } from "../repository.ts";
import { placeholdersIn, replacementsOf, rowsOf } from "./replace-table.ts";

/** Each page of a way to run it, and the folders of the files that its reader takes over. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  "systemd.md": ["systemd"],
  "container.md": ["oci"],
  "kubernetes.md": ["kubernetes", "kubernetes-with-bucket"],
  "github-actions.md": ["github-actions", "configuration"],
  "lambda.md": ["lambda", "configuration"],
  "cdk.md": ["cdk", "configuration"],
};

/** What everybody asks of every way. */
const QUESTIONS = [
  "What is needed before",
  "Which permissions",
  "How to try it once",
  "How to see that it ran",
  "Who is told when it does not run",
  "What it costs",
  "How to change the configuration",
  "How to take it away",
];

/** What a reader takes over: sources of TypeScript are not, they take settings. */
const TAKEN: string[] = [];
for await (const path of glob("deploy/*/*", { cwd: ROOT })) {
  if (!path.endsWith(".ts") && !path.includes("node_modules")) TAKEN.push(path);
}
const read = (path: string): Promise<string> => readFile(join(ROOT, path), "utf8");

it("every file of deploy that a reader takes over is that of a page", () => {
  const folders = Object.values(WAYS).flat();
  expect(TAKEN.length).toBeGreaterThan(10);
  expect(TAKEN.filter((path) => !folders.includes(path.split("/")[1] ?? ""))).toEqual([]);
});

describe.each(Object.entries(WAYS))("%s", (name, folders) => {
  const path = `docs/deploy/${name}`;

  it("answers what everybody asks of a way to run it", async () => {
    const rows = rowsOf(await read(path), "In short");
    expect(rows.map(([question]) => question)).toEqual(QUESTIONS);
    for (const [, answer = ""] of rows) expect(answer.length).toBeGreaterThan(10);
  });

  it("names every value in its files that is not the reader's, and where the reader's comes from", async () => {
    const replacements = replacementsOf(await read(path));
    const missing: string[] = [];
    for (const file of TAKEN.filter((each) => folders.includes(each.split("/")[1] ?? ""))) {
      for (const value of placeholdersIn(await read(file))) {
        const row = replacements.find((each) => each.files.includes(file) && each.values.join("\n").includes(value));
        if (row === undefined) missing.push(`${file}: ${value}`);
      }
    }
    expect(missing).toEqual([]);
    for (const { values, from } of replacements) expect(values.length > 0 && from.length > 5).toBe(true);
  });

  it("names every such value in its own blocks", async () => {
    const text = await read(path);
    const named = replacementsOf(text).flatMap(({ values }) => values);
    const blocks = codeBlocksOf(path, text).map(({ code }) => code);
    const values = [...placeholdersIn(blocks.join("\n"))];
    expect(values.filter((value) => !named.join("\n").includes(value))).toEqual([]);
  });

  it("names no value that stands nowhere", async () => {
    const text = await read(path);
    const others = text.replace(/^## What to replace\n[\s\S]*?^## /m, "");
    for (const { values, files } of replacementsOf(text)) {
      for (const file of files) {
        const content = await read(file);
        // Where a row is about several files, each of its values stands in one of them or in a block.
        if (files.length === 1) expect([file, values.filter((value) => !content.includes(value))]).toEqual([file, []]);
        else expect([file, values.some((value) => content.includes(value))]).toEqual([file, true]);
      }
      if (files.length === 0) expect(values.filter((value) => !others.includes(value))).toEqual([]);
    }
  });
});
