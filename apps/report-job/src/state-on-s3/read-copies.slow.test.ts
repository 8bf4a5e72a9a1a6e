import { spawnSync } from "node:child_process";
import { mkdir, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCopies } from "./read-copies.ts";

describe("copies that are read", () => {
  it("are removed when a process of this machine that has died left them, and not where one lives", async () => {
    const mine = await readCopies();
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const left = mine.stateFolder.replace(`-${process.pid}-`, `-${pid}-`);
    expect(left).not.toBe(mine.stateFolder);
    await mkdir(join(left, "scope=main"), { recursive: true });
    const elsewhere = join(dirname(left), `attached-files-states-another.machine-${pid}-test`);
    await mkdir(elsewhere, { recursive: true });
    const next = await readCopies();
    await expect(stat(left)).rejects.toMatchObject({ code: "ENOENT" });
    for (const there of [mine.stateFolder, next.stateFolder, elsewhere])
      expect((await stat(there)).isDirectory()).toBe(true);
    await mine.remove();
    await next.remove();
    await rename(elsewhere, next.stateFolder);
    await next.remove();
  });
});
