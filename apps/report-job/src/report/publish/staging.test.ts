import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pointLatest } from "./latest.ts";
import { slotFolderName } from "./slot-folder-name.ts";
import { openStaging, retiredPath } from "./staging.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-publish-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** An id that no process has: that of one which has just ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

/** Gives the leftover of this process to another one. */
async function handTo(path: string, pid: number): Promise<string> {
  const other = path.replace(`-${process.pid}-`, `-${pid}-`);
  await rename(path, other);
  return other;
}

describe("staging", () => {
  it("removes what dead processes left, and nothing that a living one works on", async () => {
    const mine = await openStaging(folder);
    const living = await handTo((await openStaging(folder)).folder, process.ppid);
    const dead = await handTo((await openStaging(folder)).folder, deadProcess());
    await mkdir(join(folder, "2026-11-23"));

    const next = await openStaging(folder);

    const left = (await readdir(folder)).map((name) => join(folder, name));
    expect(left.sort()).toEqual([join(folder, "2026-11-23"), mine.folder, living, next.folder].sort());
    expect(left).not.toContain(dead);
  });

  it("removes the leftovers of other machines after a day", async () => {
    const foreign = join(folder, ".staging-00000000-1-00000000-0000-4000-8000-000000000000");
    await mkdir(foreign);
    await (await openStaging(folder)).discard();
    expect(await readdir(folder)).toHaveLength(1);

    const old = new Date(Date.now() - 25 * 3_600_000);
    await utimes(foreign, old, old);
    await (await openStaging(folder)).discard();

    expect(await readdir(folder)).toEqual([]);
  });

  it("puts a report back whose process died while it was replaced", async () => {
    const retired = await handTo(await makeRetired("slot.1"), deadProcess());

    await (await openStaging(folder)).discard();

    expect(await readdir(folder)).toEqual(["slot.1"]);
    expect(retired).not.toBe("");
  });

  it("removes a retired report whose successor stands", async () => {
    await handTo(await makeRetired("slot.1"), deadProcess());
    await mkdir(join(folder, "slot.1"));
    await writeFile(join(folder, "slot.1", "newer"), "");

    await (await openStaging(folder)).discard();

    expect(await readdir(folder)).toEqual(["slot.1"]);
    expect(await readdir(join(folder, "slot.1"))).toEqual(["newer"]);
  });

  async function makeRetired(name: string): Promise<string> {
    const path = retiredPath(join(folder, name));
    await mkdir(path);
    await writeFile(join(path, "report.json"), "{}");
    return path;
  }
});

describe("the link to the newest report", () => {
  it("is replaced in one step, dangling or not", async () => {
    await symlink("gone", join(folder, "latest"));
    expect(await pointLatest(folder, "2026-11-24")).toBe(join(folder, "latest"));
    expect(await readdir(folder)).toEqual(["latest"]);
  });

  it("is a text file where a link cannot be", async () => {
    await mkdir(join(folder, "latest"));
    await writeFile(join(folder, "latest", "somebody's"), "");

    expect(await pointLatest(folder, "2026-11-24")).toBe(join(folder, "latest.txt"));

    expect(await readFile(join(folder, "latest.txt"), "utf8")).toBe("2026-11-24\n");
    expect((await readdir(folder)).sort()).toEqual(["latest", "latest.txt"]);
  });
});

describe("the folder of a slot", () => {
  it.each([
    ["2026-11-24", "2026-11-24"],
    ["2026-11-24T06:00+01:00", "2026-11-24T06~00+01~00"],
    ["latest", "~latest"],
    ["Latest.txt", "~Latest.txt"],
  ])("of %s is %s", (slot, name) => {
    expect(slotFolderName(slot)).toBe(name);
  });
});
