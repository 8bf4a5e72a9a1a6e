import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const FOLDER = resolve(import.meta.dirname, "../../../.changeset");
const READABLE = /^---\n("@attached-files\/[a-z-]+": (major|minor|patch)\n)+---\n\n\S/;

// A formatter of Markdown may take the line of one package for a heading, and then no version can be made.
it("every changeset names its packages where changesets reads them", async () => {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".md") && name !== "README.md");
  for (const file of files) expect(await readFile(resolve(FOLDER, file), "utf8"), file).toMatch(READABLE);
});
