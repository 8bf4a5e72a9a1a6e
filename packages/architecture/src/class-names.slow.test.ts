import { expect, it } from "vitest";

/** What the packages' modules ship, as they were built: a bundler renames classes that name themselves in their own body. */
const BUILT = [
  "core/dist/index",
  ...["connect", "cases", "s3", "fake", "notify", "probe", "testing"].map((entry) => `adapters/dist/${entry}`),
];

it.each(BUILT)("classes of %s print themselves under the names that they are imported by", async (path) => {
  const built: object = await import(new URL(`../../${path}.js`, import.meta.url).href);
  const classes = Object.entries(built).filter(([, value]) => /^class\b/.test(String(value)));
  expect(Object.keys(built)).not.toEqual([]);
  expect(classes.map(([, value]) => value.name)).toEqual(classes.map(([name]) => name));
});
