import { mkdir, mkdtemp, open, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { whyNotWhole } from "../src/publish/whole-report.ts";
import { aFile, buildState } from "../src/report/testing/build-state.ts";
import { writeReport } from "../src/report/write-report.ts";
import { scopeFolder, stateFilePath } from "../src/state/open-state.ts";
import { runHere } from "./command-here.ts";
import { smallDisk } from "./small-disk.ts";

const SLOT = "2026-11-24";
const disk = smallDisk();
afterAll(() => disk?.unmount());

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-full-disk-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

/** Names that no compression makes short, so that every file of the report needs room. */
async function state(files: number): Promise<string> {
  const stateFile = stateFilePath(join(folder, `state-${files}`), "main");
  await mkdir(scopeFolder(join(folder, `state-${files}`), "main"), { recursive: true });
  const outcomes = Array.from({ length: files }, (_, index) => {
    const name = Array.from({ length: 60 }, (__, at) => String.fromCharCode(97 + ((index * 7919 + at * at * 31) % 26)));
    return aFile(`f${index}`, { file_name: name.join(""), file_status: "REJECTED" });
  });
  await buildState(stateFile, { outcomes, run: { slot: SLOT } });
  return stateFile;
}

const write = (stateFile: string, reports: string) =>
  writeReport({
    slot: SLOT,
    scopes: [{ name: "main", stateFile }],
    folder: reports,
    generatedAt: new Date("2026-11-24T06:02:06.000Z"),
    stuckAfterSeconds: 3600,
  });

describe.skipIf(disk === undefined)("a report on a disk that is full (needs the right to mount one)", () => {
  it("is told with its folder and what to do, whatever of it has no more room; the one before stands whole", async () => {
    if (disk === undefined) throw new Error("no disk");
    const reports = join(disk.folder, "reports");
    const [small, large] = [await state(1), await state(150)];
    await write(small, reports);
    const before = await readFile(join(reports, SLOT, "manifest.json"), "utf8");
    const told = new Set<string>();
    let roomKb = 0;
    for (const kb of [0, 8, 64, 160, 256, 352, 448, 544, 704, 1024, 4096]) {
      disk.leave(kb * 1024);
      const error = await write(large, reports).then(
        () => undefined,
        (thrown: unknown) => thrown as Error & { exitCode?: number },
      );
      roomKb = kb;
      if (error === undefined) break;
      expect(error).toMatchObject({ code: "unavailable", exitCode: 4 });
      expect(error.message.startsWith(`The report in ${reports} cannot be written: `)).toBe(true);
      expect(error.message).toMatch(/(ENOSPC|No space left).*free the disk.*'attached-files report' writes it\.$/s);
      told.add(/ENOSPC|IO Error/.exec(error.message)?.[0] ?? error.message);
      expect((await readdir(reports)).sort()).toEqual([SLOT, "latest"]);
      expect(await whyNotWhole(join(reports, SLOT))).toBeUndefined();
      expect(await readFile(join(reports, SLOT, "manifest.json"), "utf8")).toBe(before);
      expect(await readlink(join(reports, "latest"))).toBe(SLOT);
    }
    // The room that there was went from none to enough: the database's files had their turn, and ours.
    expect(roomKb).toBeGreaterThan(256);
    expect(roomKb).toBeLessThan(4096);
    expect([...told].sort()).toEqual(["ENOSPC", "IO Error"]);
    expect(await whyNotWhole(join(reports, SLOT))).toBeUndefined();
    expect(await readFile(join(reports, SLOT, "manifest.json"), "utf8")).not.toBe(before);
    disk.free();
  });

  it("ends the command with 4, and the same command writes it once there is room", async () => {
    if (disk === undefined) throw new Error("no disk");
    const reports = join(disk.folder, "of-the-command");
    await state(3);
    const config = join(folder, "attached-files.yaml");
    const settings = { scopes: [{ name: "main" }], state: { folder: "state-3" }, report: { folder: reports } };
    await writeFile(config, JSON.stringify(settings));
    disk.leave(8192);
    const ended = await runHere(["report", "--config", config]);
    expect(ended).toMatchObject({ exitCode: 4, stdout: "" });
    expect(ended.stderr).toContain(`The report in ${reports} cannot be written: `);
    expect(ended.stderr).toContain("free the disk");
    expect(ended.stderr).not.toMatch(/A defect|\n {4}at /);
    disk.free();
    expect(await runHere(["report", "--config", config])).toMatchObject({ exitCode: 0 });
    expect(await whyNotWhole(join(reports, "latest"))).toBeUndefined();
  });
});

it.each(["ENOSPC", "EDQUOT", "EIO"])("a disk that says %s only when all is written through, is told", async (code) => {
  const stateFile = await state(1);
  const reports = join(folder, "reports");
  const handle = await open(stateFile, "r");
  await handle.close();
  const error = Object.assign(new Error(`${code}: the disk did not take it, fsync`), { code });
  vi.spyOn(Object.getPrototypeOf(handle), "sync").mockRejectedValue(error);
  await expect(write(stateFile, reports)).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining(`The report in ${reports} cannot be written: ${code}`),
  });
  expect(await readdir(reports)).toEqual([]);
});
