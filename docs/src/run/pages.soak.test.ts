import { describe, expect, it } from "vitest";
import type { CodeBlock } from "../blocks/code-block.ts";
import { documentation } from "../blocks/documentation.ts";
import { BEGINS } from "./begins.ts";
import { runPage } from "./run-page.ts";
import { type WhyNot, whyNotRun } from "./why-not-run.ts";

const { blocks } = await documentation();
const whyNot = new Map<CodeBlock, WhyNot>();
for (const block of blocks) {
  const why = await whyNotRun(block);
  if (why !== undefined) whyNot.set(block, why);
}
const isRun = (block: CodeBlock): boolean => !whyNot.has(block);
const PAGES = [...new Set(blocks.filter(isRun).map(({ page }) => page))];

describe("who follows", () => {
  it.each(PAGES)("%s word by word comes to its end", async (page) => {
    const own = blocks.filter((block) => block.page === page);
    const { ran, problems } = await runPage(own, isRun, BEGINS[page]);
    expect(problems).toEqual([]);
    expect(ran.length).toBeGreaterThan(0);
  });

  // Told by name, so that nobody takes a program that is not here for a block that works.
  for (const [{ page, line }, { lacking }] of whyNot) {
    if (lacking !== undefined) it.skip(`${page}:${line} needs ${lacking}, which is not here`, () => {});
  }
});

describe("a page is red where", () => {
  const page = (...codes: readonly [language: string, code: string][]): CodeBlock[] =>
    codes.map(([language, code], index) => ({ page: "docs/a.md", line: index, language, code, above: "" }));
  const all = ({ language }: CodeBlock): boolean => language !== "yaml" && language !== "text";

  it("a command fails, and tells the block and what was said", async () => {
    const blocks = page(["yaml", "# attached-files.yaml\nscopes: [{ name: a }]"], ["sh", "attached-files runs"]);
    const { problems } = await runPage(blocks, all);
    expect(problems).toEqual([expect.stringMatching(/^docs\/a\.md:1: ended with [34]: /)]);
  });

  it("a program prints something else than the page says", async () => {
    const blocks = page(["ts", 'console.log("one");'], ["text", "two"]);
    const told = blocks.map((block, index) => (index === 1 ? { ...block, above: "prints" } : block));
    expect((await runPage(told, all)).problems).toEqual([expect.stringContaining("docs/a.md:1: printed was\none")]);
    const right = told.map((block) => ({ ...block, code: block.code.replace("two", "o…e") }));
    expect((await runPage(right, all)).problems).toEqual([]);
  });
});
