import * as fs from "node:fs/promises";
import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeFolder } from "./make-folder.ts";

vi.mock("node:fs/promises", { spy: true });

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "attached-files-make-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

it("a folder is made with all above it, by an absolute path and by a relative one, and made again without trouble", async () => {
  for (const path of [join(root, "a", "b", "c"), relative(process.cwd(), join(root, "d", "e"))]) {
    await makeFolder(path);
    await makeFolder(path);
    expect((await stat(path)).isDirectory()).toBe(true);
  }
});

it("a folder is made behind a link to one, and the link stays", async () => {
  await mkdir(join(root, "real"));
  await symlink("real", join(root, "link"));
  await makeFolder(join(root, "link", "x"));
  expect((await stat(join(root, "real", "x"))).isDirectory()).toBe(true);
});

it("many can make the same folder at the same time", async () => {
  await Promise.all(Array.from({ length: 20 }, () => makeFolder(join(root, "a", "b", "c", "d"))));
  expect((await stat(join(root, "a", "b", "c", "d"))).isDirectory()).toBe(true);
});

it("a folder that another makes between two looks at it is taken for what it is", async () => {
  const path = join(root, "a");
  // Tests share their modules: one that another test has loaded before looks by the function that is not watched.
  vi.resetModules();
  const { makeFolder: made } = await import("./make-folder.ts");
  vi.mocked(fs.stat).mockImplementationOnce(async () => {
    await mkdir(path);
    throw Object.assign(new Error("ENOENT: not there yet"), { code: "ENOENT" });
  });
  await made(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

it.each([
  ["file", /file is no folder/],
  ["file/x", /ENOTDIR/],
  ["link", /link is a link to what is not there/],
  ["link/x/y", /link is a link to what is not there/],
])("no folder is made at %s, and what stands in the way is named", async (path, message) => {
  await writeFile(join(root, "file"), "mine");
  await symlink(join(root, "not-mounted"), join(root, "link"));
  const refusal = { code: "ENOTDIR", message: expect.stringMatching(message) };
  await expect(makeFolder(join(root, path))).rejects.toMatchObject(refusal);
});

it.skipIf(process.platform !== "linux")("a folder that /proc takes none of is refused in the end", async () => {
  const refusal = { code: "ENOENT", message: expect.stringContaining("/proc/attached-files-x") };
  await expect(makeFolder("/proc/attached-files-x/y")).rejects.toMatchObject(refusal);
});
