import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { derivedReport } from "../../publish/derived-report.test-support.ts";
import { aFile } from "../testing/build-state.ts";
import { useReportFolder } from "../testing/report-folder.ts";
import { pointLatest } from "./latest.ts";
import { retireReports } from "./retire-reports.ts";

const here = useReportFolder();
const NOW = new Date("2026-11-30T00:00:00Z");
let folder: string;

/** Reports of the slots 2026-11-01 to 2026-11-05, each of a run that finished on that day. */
beforeEach(async () => {
  folder = join(here.path, "reports");
  await here.state("main", { outcomes: [aFile("f")], run: { slot: "2026-11-05", finished_at: "2026-11-05 06:00:00" } });
  const newest = await here.write({ slot: "2026-11-05" });
  for (const day of [1, 2, 3, 4]) await derivedReport(newest, `2026-11-0${day}`, `2026-11-0${day}T06:00:00.000Z`);
});

const days = async (): Promise<string[]> => (await readdir(folder)).map((name) => name.replace("2026-11-0", "")).sort();

describe("removing old reports from a folder", () => {
  it("keeps the newest ones, and says which are gone", async () => {
    const retired = await retireReports(folder, { reports: 2 }, ["2026-11-05"], NOW);
    expect(retired).toEqual({ removed: ["2026-11-03", "2026-11-02", "2026-11-01"], left: [] });
    expect(await days()).toEqual(["4", "5", "latest"]);
  });

  it("keeps younger ones, the newest of all, the one of the slot, and what latest points to", async () => {
    await retireReports(folder, { days: 26.5 }, ["2026-11-05"], NOW);
    expect(await days()).toEqual(["4", "5", "latest"]);
    await pointLatest(folder, "2026-11-04");
    await retireReports(folder, { days: 1 }, ["2026-11-05"], NOW);
    expect(await days()).toEqual(["4", "5", "latest"]);
  });

  it("follows no link out of the folder, and takes no folder that has the name of a file", async () => {
    const away = join(here.path, "away");
    await mkdir(away);
    await rename(join(folder, "2026-11-01"), join(away, "2026-11-01"));
    await symlink(join(away, "2026-11-01"), join(folder, "2026-11-01"));
    await rename(join(folder, "2026-11-02", "files.csv"), join(away, "files.csv"));
    await symlink(join(away, "files.csv"), join(folder, "2026-11-02", "files.csv"));
    await rm(join(folder, "2026-11-03", "files.csv"));
    await mkdir(join(folder, "2026-11-03", "files.csv"));
    await writeFile(join(folder, "2026-11-03", "files.csv", "notes.txt"), "mine");
    const { left, removed } = await retireReports(folder, { reports: 1 }, ["2026-11-05", "2026-11-04"], NOW);
    expect(removed).toEqual(["2026-11-02"]);
    expect(left).toEqual(["2026-11-03 holds what this program did not write: files.csv"]);
    expect(await days()).toEqual(["1", "3", "4", "5", "latest"]);
    expect((await readdir(away)).sort()).toEqual(["2026-11-01", "files.csv"]);
    expect(await readdir(join(away, "2026-11-01"))).toContain("report.json");
    expect(await readFile(join(folder, "2026-11-03", "files.csv", "notes.txt"), "utf8")).toBe("mine");
  });

  it("leaves what this program did not write", async () => {
    await writeFile(join(folder, "2026-11-01", "notes.txt"), "mine");
    await writeFile(join(folder, "2026-11-02", "report.json"), "{}");
    await mkdir(join(folder, "archive"));
    await writeFile(join(folder, "archive", "report.json"), "{}");
    const { left, removed } = await retireReports(folder, { reports: 1 }, ["2026-11-05"], NOW);
    expect(removed).toEqual(["2026-11-04", "2026-11-03"]);
    expect(left).toEqual([expect.stringMatching(/^2026-11-01 holds what this program did not write: notes\.txt/)]);
    expect(await days()).toEqual(["1", "2", "5", "archive", "latest"]);
  });
});
