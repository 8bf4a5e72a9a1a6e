import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const HOME = resolve(import.meta.dirname, "..");
const README = readFileSync(resolve(HOME, "README.md"), "utf8");

it("the README's example prints what the README says", () => {
  const [, example = "", printed = ""] = /```ts\n(.*?)```\n\nprints\n\n```\n(.*?)```/s.exec(README) ?? [];
  expect(example).toContain("@attached-files/core");
  const conditions = ["--conditions=@attached-files/source", "--input-type=module-typescript"];
  expect(execFileSync(process.execPath, [...conditions, "--eval", example], { cwd: HOME, encoding: "utf8" })).toBe(
    printed,
  );
});

it("the README links to files that are there", () => {
  const links = Array.from(README.matchAll(/\]\((?!https:)([^)]+)\)/g), ([, link = ""]) => link);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !existsSync(resolve(HOME, link)))).toEqual([]);
});
