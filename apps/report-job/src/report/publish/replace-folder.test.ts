import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceFolder } from "./replace-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-replace-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function makeReport(name: string, file: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  await writeFile(join(path, file), "");
  return path;
}

describe("replacing a report", () => {
  it("leaves the new one alone in its place", async () => {
    const target = await makeReport("2026-11-24", "old");

    await replaceFolder(await makeReport("staged", "new"), target);

    expect(await readdir(folder)).toEqual(["2026-11-24"]);
    expect(await readdir(target)).toEqual(["new"]);
  });

  it("puts the old one back when the new one cannot take its place", async () => {
    const target = await makeReport("2026-11-24", "old");

    await expect(replaceFolder(join(folder, "not there"), target)).rejects.toMatchObject({ code: "ENOENT" });

    expect(await readdir(folder)).toEqual(["2026-11-24"]);
    expect(await readdir(target)).toEqual(["old"]);
  });
});
