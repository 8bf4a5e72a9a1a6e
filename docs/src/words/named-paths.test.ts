import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pages } from "../blocks/pages.ts";
import { ROOT } from "../repository.ts";
import { namedPaths } from "./named-paths.ts";

it("every path of this repository that a page names is there", async () => {
  const missing: string[] = [];
  let named = 0;
  // Decisions tell what was so when they were made.
  for (const page of (await pages()).filter((each) => !each.startsWith("docs/adr/"))) {
    for (const { path, line } of namedPaths(await readFile(join(ROOT, page), "utf8"))) {
      named += 1;
      if (!existsSync(join(ROOT, path))) missing.push(`${page}:${line}: ${path}`);
    }
  }
  expect(missing).toEqual([]);
  expect(named).toBeGreaterThan(30);
});

it("paths are those that begin at the root, and nothing else", () => {
  const text = "`packages/core/src` and\n`apps/x.ts`, `src/x.ts`, `docs`, `packages/{a,b}`\n\n    packages/code";
  expect(namedPaths(text).map(({ path }) => path)).toEqual(["packages/core/src", "apps/x.ts"]);
});
