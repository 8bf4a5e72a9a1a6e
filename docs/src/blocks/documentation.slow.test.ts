import { describe, expect, it } from "vitest";
import { checkBlock } from "../checks/check-block.ts";
import { checkTypes } from "../checks/check-types.ts";
import { placeOf } from "./code-block.ts";
import { documentation } from "./documentation.ts";
import { isOne, NOT_CHECKED, NOT_RUN, pointless } from "./left-out.ts";

const { blocks: BLOCKS, inlineCommands: INLINE } = await documentation();
const PAGES = [...new Set(BLOCKS.map(({ page }) => page))];

describe("every block of code of", () => {
  it.each(PAGES)("%s is what it says", async (page) => {
    const problems: string[] = [];
    for (const block of BLOCKS.filter((each) => each.page === page && !isOne(each, NOT_CHECKED))) {
      for (const problem of await checkBlock(block)) problems.push(`${placeOf(block)}: ${problem}`);
    }
    expect(problems).toEqual([]);
  });
});

it("every command within a sentence would be taken", async () => {
  const problems: string[] = [];
  const once = new Map(INLINE.map((command) => [command.code, command]));
  for (const command of once.values()) {
    for (const problem of await checkBlock(command)) problems.push(`${placeOf(command)}: ${command.code}: ${problem}`);
  }
  expect(problems).toEqual([]);
  expect(INLINE.length).toBeGreaterThan(10);
});

it("every block of TypeScript is one, by the packages' public faces", async () => {
  const blocks = BLOCKS.filter(({ language }) => language === "ts");
  expect(blocks.length).toBeGreaterThan(5);
  expect(await checkTypes(blocks)).toEqual([]);
}, 120_000);

it("pages are found, and what is left out is there", () => {
  expect(PAGES).toEqual(expect.arrayContaining(["README.md", "docs/report-job.md", "packages/core/README.md"]));
  expect(pointless([...NOT_CHECKED, ...NOT_RUN], BLOCKS)).toEqual([]);
});
