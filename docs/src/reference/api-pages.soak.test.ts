import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { apiPages } from "./api-pages.ts";
import { REFERENCE_FOLDER, referencePages } from "./reference-pages.ts";

/** Exports that nothing is said about: below their heading and signature comes another heading, a table or nothing. */
function undocumented(page: string): readonly string[] {
  const exports = page.matchAll(/^### (.+)\n\n(?:```ts\n[\s\S]*?```\n\n)?(.*)/gm);
  return [...exports].flatMap(([, name = "", next = ""]) => (/^(#|\||\*\*\*|$)/.test(next) ? [name] : []));
}

it("the reference of what the packages export is committed as it is generated, says something of each, and nothing else stands beside it", async () => {
  const pages = await apiPages();
  for (const [path, text] of pages) {
    expect(await readFile(join(REFERENCE_FOLDER, path), "utf8"), path).toBe(text);
  }
  const core = pages.get("api/core.md") ?? "";
  expect(core).toContain("### reconcile()");
  expect(pages.get("api/adapters/connect.md")).toContain("`InvalidInputError`: an option is wrong or unknown");

  expect([...pages].flatMap(([path, text]) => undocumented(text).map((name) => `${path}: ${name}`))).toEqual([]);

  const committed: string[] = [];
  for await (const file of glob("**/*.md", { cwd: REFERENCE_FOLDER })) committed.push(file);
  const generated = [...(await referencePages()).keys(), ...pages.keys()];
  expect(committed.sort()).toEqual(generated.sort());
});
