import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceFolder } from "./replace-folder.ts";
import { checkReportPlace } from "./report-place.ts";
import { openStaging } from "./staging.ts";

const SLOT = "2026-11-24T06:00Z";
const NAME = "2026-11-24T06~00Z";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-own-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(folder, NAME));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, NAME, name), text);
}

const REPORT = JSON.stringify({ schemaVersion: 7, slot: SLOT, tables: [{ file: "later.csv" }] });
const MANIFEST = { "manifest.json": JSON.stringify({ files: [{ file: "later.txt" }] }), "later.txt": "" };

describe("the place of a slot's report", () => {
  it("is free where nothing stands, or a report of the slot, whichever version wrote it", async () => {
    await checkReportPlace(folder, SLOT);
    await checkReportPlace(join(folder, "not", "made", "yet"), SLOT);
    expect(await readdir(folder)).toEqual([]);
    await put({ "report.json": REPORT, "report.html": "", "files.csv": "", "later.csv": "", ...MANIFEST });
    await symlink(NAME, join(folder, "latest"));
    await checkReportPlace(folder, SLOT);
  });

  it("is free while another process puts its report of the slot there", async () => {
    const files = { "report.json": REPORT, "report.html": "" };
    await put(files);
    const finished = (n: number) => join(folder, `.finished-${n}`);
    let isOver = false;
    const other = (async () => {
      for (let n = 0; n < 200; n += 1) {
        await mkdir(finished(n));
        for (const [name, text] of Object.entries(files)) await writeFile(join(finished(n), name), text);
        await replaceFolder(finished(n), join(folder, NAME));
      }
    })().finally(() => {
      isOver = true;
    });
    let looks = 0;
    for (; !isOver; looks += 1) await checkReportPlace(folder, SLOT);
    await other;
    expect(looks).toBeGreaterThan(20);
  });

  it("is free where a report of the slot stands that has no manifest, as earlier versions wrote it", async () => {
    await put({ "report.json": REPORT, "report.html": "", "files.csv": "", "files.parquet": "", "problems.csv": "" });
    await checkReportPlace(folder, SLOT);
  });

  it.each([
    ["a folder of somebody's", () => put({ "precious.txt": "mine" }), "was not written by this program"],
    ["an empty folder", () => put({}), "was not written by this program"],
    ["a manifest of something else", () => put({ "report.json": '{"slot":"x"}' }), "was not written by this program"],
    [
      "the report of another slot",
      () => put({ "report.json": '{"schemaVersion":1,"slot":"x"}' }),
      "was not written by this program",
    ],
    ["a manifest without its report", () => put(MANIFEST), "was not written by this program"],
    [
      "a report with a note in it",
      () => put({ "report.json": REPORT, "note.txt": "read this" }),
      "holds what this program did not write: note.txt",
    ],
    ["a file", () => writeFile(join(folder, NAME), "mine"), "is no report"],
    ["a link", () => symlink("/etc", join(folder, NAME)), "is no report"],
    ["somebody's folder named latest", () => mkdir(join(folder, "latest")), "latest was not made by this program"],
    ["a link to elsewhere named latest", () => symlink("/etc", join(folder, "latest")), "latest was not made by"],
    [
      "a text named latest.txt",
      () => writeFile(join(folder, "latest.txt"), "my latest thoughts"),
      "latest was not made by this program",
    ],
  ])("is taken where there is %s, which is left alone", async (_, make, message) => {
    await make();
    const refusal = { code: "usage", exitCode: 2, message: expect.stringContaining(message) };
    await expect(checkReportPlace(folder, SLOT)).rejects.toMatchObject(refusal);
  });

  it("is none at or below a link to what is not there, as where a volume is not mounted", async () => {
    await symlink(join(folder, "not-mounted"), join(folder, "link"));
    for (const place of ["link", "link/x", "link/x/y"]) {
      await expect(checkReportPlace(join(folder, place), SLOT)).rejects.toMatchObject({
        code: "usage",
        message: expect.stringMatching(/link'?: .*ENOENT|ENOENT.*link'/),
      });
    }
    expect(await readdir(folder)).toEqual(["link"]);
  });

  it.skipIf(process.platform !== "linux")("is none below /proc, where nobody can make a folder", async () => {
    const refusal = { code: "usage", message: expect.stringMatching(/\/proc\/attached-files-x: E.*--report-folder/) };
    await expect(checkReportPlace("/proc/attached-files-x", SLOT)).rejects.toMatchObject(refusal);
  });

  it.skipIf(process.platform !== "linux")("is none in a folder that is there and takes no other", async () => {
    // Linux takes paths of 4,095 bytes: this one is there, and whatever is put in it has one that is longer.
    const deep = (length: number): string => {
      const rest = length - folder.length;
      return join(
        folder,
        ...Array.from({ length: rest / 100 }, () => "d".repeat(99)),
        "e".repeat(Math.max(0, (rest % 100) - 1)),
      );
    };
    const full = deep(4085);
    await mkdir(full, { recursive: true });
    await expect(checkReportPlace(full, SLOT)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(/: ENAMETOOLONG.*--report-folder/),
    });
  });

  it("is none below a file", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(checkReportPlace(join(folder, "file"), SLOT)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("--report-folder"),
    });
  });
});

it("leaves what others named as if it were left over, however old", async () => {
  const strange = [".staging-mine", ".retired-", ".retired-notes.2020", ".staging-00000000-1-notes"];
  for (const name of strange) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "precious.txt"), "mine");
    await utimes(join(folder, name), new Date(0), new Date(0));
  }

  await (await openStaging(folder)).discard();

  for (const name of strange) {
    expect((await lstat(join(folder, name))).isDirectory()).toBe(true);
    expect(await readFile(join(folder, name, "precious.txt"), "utf8")).toBe("mine");
  }
});
