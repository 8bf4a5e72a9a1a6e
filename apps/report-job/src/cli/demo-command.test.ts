import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Io } from "../process/io.ts";
import { demoCommand } from "./demo-command.ts";

/** Nothing is said or built before the folder is looked at, so that nothing of a process is asked for. */
const demoIn = (folder: string) => demoCommand({ folder, seed: 1, cases: 10 }, {} as unknown as Io);

it("names the flag that a demo has where its folder cannot be made, before anything is built", async () => {
  // A file stands where the folder would be.
  await expect(demoIn(fileURLToPath(import.meta.url))).rejects.toThrow(
    /^No report can be written in .*\. Name another place with --folder\.$/,
  );
});

describe("a demo's folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "attached-files-demo-place-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is refused, and left as it is, where strangers' files stand in the place of the report", async () => {
    await mkdir(join(folder, "report/latest"), { recursive: true });
    await writeFile(join(folder, "report/latest/notes.txt"), "mine");
    await expect(demoIn(folder)).rejects.toThrow(/latest was not made by this program.*or name another --folder\.$/);
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      "report",
      "report/latest",
      "report/latest/notes.txt",
    ]);
    expect(await readFile(join(folder, "report/latest/notes.txt"), "utf8")).toBe("mine");
  });

  it("is refused where a file has the name of the report's or the state's folder", async () => {
    await writeFile(join(folder, "report"), "mine");
    await expect(demoIn(folder)).rejects.toThrow(/No report can be written in .* with --folder\.$/);
    await rm(join(folder, "report"));
    await writeFile(join(folder, "state"), "mine");
    await expect(demoIn(folder)).rejects.toThrow(/state cannot be made: .* with --folder\.$/);
    expect(await readdir(folder)).toEqual(["state"]);
  });

  it("is refused where a job of somebody's writes its reports", async () => {
    await mkdir(join(folder, "report/2026-11-24"), { recursive: true });
    await writeFile(join(folder, "report/2026-11-24/report.json"), `{"scopes":[{"name":"main"}]}`);
    await symlink("2026-11-24", join(folder, "report/latest"));
    await expect(demoIn(folder)).rejects.toThrow(
      /a job with the scope "main"\. They were left as they are: .*--folder\.$/,
    );
    expect(await readdir(folder)).toEqual(["report"]);
  });
});
