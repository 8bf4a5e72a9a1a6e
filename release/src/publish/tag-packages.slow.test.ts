import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { tagPackages } from "./tag-packages.ts";

const SOMEBODY = {
  ...{ GIT_AUTHOR_NAME: "Somebody", GIT_AUTHOR_EMAIL: "somebody@example.com" },
  ...{ GIT_COMMITTER_NAME: "Somebody", GIT_COMMITTER_EMAIL: "somebody@example.com" },
};
const TAGS = ["@attached-files/core@1.2.3", "@attached-files/report-job@1.2.3"];

let root: string;
/** A machine whose git knows nobody, as GitHub's runners are. */
let nobody: Record<string, string>;

const git = (...args: readonly string[]): string =>
  execFileSync("git", [...args], { cwd: root, env: { ...nobody, ...SOMEBODY }, encoding: "utf8" });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "attached-files-tags-"));
  const config = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_COUNT: "1" };
  const asked = { GIT_CONFIG_KEY_0: "user.useConfigOnly", GIT_CONFIG_VALUE_0: "true" };
  nobody = { PATH: process.env.PATH ?? "", HOME: root, ...config, ...asked };
  const files = {
    "package.json": { name: "root", private: true, version: "0.0.0" },
    "packages/core/package.json": { name: "@attached-files/core", version: "1.2.3" },
    "packages/tests/package.json": { name: "@attached-files/tests", version: "1.2.3", private: true },
    "apps/report-job/package.json": { name: "@attached-files/report-job", version: "1.2.3" },
    ".changeset/config.json": { privatePackages: { version: false, tag: false } },
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), JSON.stringify(content));
  }
  await writeFile(join(root, "pnpm-workspace.yaml"), "packages: ['packages/*', 'apps/*']\n");
  await writeFile(join(root, "pnpm-lock.yaml"), "lockfileVersion: '9.0'\n");
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "A version");
});
afterEach(() => rm(root, { recursive: true, force: true }));

it("tags what is published, once", async () => {
  expect(await tagPackages(root, { ...nobody, ...SOMEBODY })).toEqual([]);
  expect(git("tag", "--list").trim().split("\n")).toEqual(TAGS);
  expect(await tagPackages(root, { ...nobody, ...SOMEBODY })).toEqual([]);
});

it("says which tags were not made, and what git has against it, where nobody is there to make them", async () => {
  const problems = await tagPackages(root, nobody);
  expect(problems.slice(0, 2).sort()).toEqual(TAGS.map((tag) => `${tag}: no such tag.`));
  expect(problems.at(2)).toMatch(/name|email|ident/i);
  expect(git("tag", "--list")).toBe("");
});
