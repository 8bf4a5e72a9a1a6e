import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";

/** As esbuild writes a class that names itself in its own body: 'var SourceError = class _SourceError extends Error'. */
const CLASS = /\bclass (?:(_\w+) )?(?:extends \w+ )?\{/g;

it.each(["core", "adapters"])("classes of %s print themselves under their own names, as it is built", async (name) => {
  const dist = new URL(`../../${name}/dist/`, import.meta.url);
  const modules = (await readdir(dist)).filter((file) => file.endsWith(".js"));
  const texts = await Promise.all(modules.map((file) => readFile(new URL(file, dist), "utf8")));
  const classes = texts.flatMap((text) => [...text.matchAll(CLASS)]);
  expect(classes).not.toEqual([]);
  expect(classes.flatMap(([, renamed]) => renamed ?? [])).toEqual([]);
});
