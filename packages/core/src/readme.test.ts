import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const HOME = resolve(import.meta.dirname, "..");
const README = readFileSync(resolve(HOME, "README.md"), "utf8");

it("the README's example prints what the README says", () => {
  const [, example = "", printed = ""] = /```ts\n(.*?)```\n\nprints\n\n```text\n(.*?)```/s.exec(README) ?? [];
  expect(example).toContain("@attached-files/core");
  const conditions = ["--conditions=@attached-files/source", "--input-type=module-typescript"];
  expect(execFileSync(process.execPath, [...conditions, "--eval", example], { cwd: HOME, encoding: "utf8" })).toBe(
    printed,
  );
});

it("whatever the README says there is, is exported", () => {
  const table = README.split("\n").filter((line) => line.startsWith("| "));
  const names = table.flatMap((line) => Array.from(line.matchAll(/`(\w+)`/g), ([, name = ""]) => name));
  const index = readFileSync(resolve(HOME, "src/index.ts"), "utf8");
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(index))).toEqual([]);
});
