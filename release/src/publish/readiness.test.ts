import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { addressOnGithub, readinessProblems } from "./readiness.ts";

const ADDRESS = "https://github.com/someone/attached-files";
const MANIFEST = {
  name: "@attached-files/core",
  version: "1.2.0",
  license: "MIT",
  repository: { type: "git", url: `git+${ADDRESS}.git`, directory: "packages/core" },
  publishConfig: { access: "public", provenance: true },
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "attached-files-ready-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await write(".changeset/config.json", "{}");
  for (const file of ["LICENSE", "README.md"]) await write(`packages/core/${file}`, file);
  await write("packages/core/CHANGELOG.md", "# it\n\n## 1.2.0\n\n- all\n");
  await write("packages/test-bucket/package.json", JSON.stringify({ name: "mine", private: true }));
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function problems(manifest: object, address?: string): Promise<readonly string[]> {
  await write("packages/core/package.json", JSON.stringify(manifest));
  return readinessProblems(root, address);
}

describe("a package is ready to be published", () => {
  it("where everything is there, and nobody's private package is asked for it", async () => {
    expect(await problems(MANIFEST)).toEqual([]);
    expect(await problems(MANIFEST, ADDRESS)).toEqual([]);
  });

  it.each([
    ["names no repository", { repository: undefined }, "repository: expected {"],
    [
      "names the example",
      { repository: { ...MANIFEST.repository, url: "git+https://github.com/OWNER/NAME.git" } },
      "got",
    ],
    ["names another folder", { repository: { ...MANIFEST.repository, directory: "packages/adapters" } }, "got"],
    ["has no version", { version: "0.0.0" }, "version: 0.0.0 is none"],
    ["has a version without an entry", { version: "1.3.0" }, "CHANGELOG.md: nothing about 1.3.0"],
    ["has no licence", { license: undefined }, "license: none"],
    ["asks for no provenance", { publishConfig: { access: "public" } }, "publishConfig.provenance"],
    ["is not public", { publishConfig: { provenance: true } }, "publishConfig.access"],
  ])("not where it %s", async (_, change, problem) => {
    expect(await problems({ ...MANIFEST, ...change })).toEqual([expect.stringContaining(problem)]);
  });

  it("not where it names another repository than the one that publishes it", async () => {
    const told = await problems(MANIFEST, "https://github.com/somebody/else");
    expect(told).toEqual([expect.stringContaining("git+https://github.com/somebody/else.git")]);
  });

  it("not while changes wait for a version, or files are missing: all of it is told", async () => {
    await write(".changeset/a.md", "---\n---\n");
    await rm(join(root, "packages/core/LICENSE"));
    expect(await problems(MANIFEST)).toEqual([
      expect.stringContaining("1 changes wait for a version"),
      "packages/core/LICENSE: is not there",
    ]);
  });
});

it("the address is known where GitHub runs it", () => {
  const [server, repository] = ["https://github.com", "someone/attached-files"];
  expect(addressOnGithub({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository })).toBe(ADDRESS);
  expect(addressOnGithub({})).toBeUndefined();
});
