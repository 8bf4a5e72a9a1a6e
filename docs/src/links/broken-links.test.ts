import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { pages } from "../blocks/pages.ts";
import { ROOT } from "../repository.ts";
import { brokenLinks } from "./broken-links.ts";

it("every link within the repository leads somewhere", async () => {
  const all = await pages();
  expect(all).toEqual(expect.arrayContaining(["README.md", "docs/fake.md", "docs/reference/api/core.md"]));
  expect(await brokenLinks(ROOT, all)).toEqual([]);
});

it("a link is broken where there is no such file, or no such place on the page", async () => {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-links-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, "a.md"),
    "# A `b`, c\n\n[1](b.md#x) [2](b.md#y) [3](c.md) [4](#a-b-c) ![5](c.png)\n\n[6](https://a)",
  );
  await writeFile(join(folder, "b.md"), '<a id="x"></a>\n\n```md\n[7](nowhere.md)\n```\n');
  expect(await brokenLinks(folder, ["a.md", "b.md"])).toEqual(["a.md:3: b.md#y", "a.md:3: c.md", "a.md:3: c.png"]);
});
