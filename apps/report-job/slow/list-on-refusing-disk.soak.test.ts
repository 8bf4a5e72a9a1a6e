import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { run as startProcess } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { caseArn, type Desk, INSTANCE, newDesk } from "./desk.ts";
import { type Listeners, listen } from "./listeners.ts";
import { smallDisk } from "./small-disk.ts";

const FILES = 40;
const HEADER = "instance_id,associated_resource_arn,file_id";
/** Blank lines enough for a copy to need more than a full disk has. */
const ROOM = "\n".repeat(64 * 1024);

const disk = smallDisk();
afterAll(() => disk?.unmount());

let desk: Desk;
let listeners: Listeners;
beforeEach(async () => {
  desk = await newDesk(FILES);
  listeners = await listen();
});
afterEach(async () => {
  await listeners.close();
  await desk.clear();
});

/** A configuration whose state, and what else is asked for, is on the small disk. */
async function configured(name: string, more: object = {}) {
  if (disk === undefined) throw new Error("no disk");
  const rows = Array.from({ length: FILES }, (_, file) => `${INSTANCE},${caseArn(file % 20)},f-${file}`);
  await writeFile(join(desk.folder, "list.csv"), [HEADER, ...rows, ROOM].join("\n"));
  const scope = { name: "main", region: "eu-central-1", endpoint: desk.server.url, references: "list.csv" };
  const settings = {
    scopes: [{ ...scope, quota: { requestsPerSecond: "unlimited" } }],
    state: { folder: join(disk.folder, name, "state") },
    report: { folder: join(desk.folder, "report") },
    notify: [{ name: "ops", to: "webhook", on: ["failure"], urlVariable: "OPS_URL", format: "json" }],
    ...more,
  };
  const config = join(desk.folder, "attached-files.json");
  await writeFile(config, JSON.stringify(settings));
  const env = { OPS_URL: `${listeners.url}/ops` };
  return {
    disk,
    ended: (command: string, ...args: readonly string[]) => runHere([command, "--config", config, ...args], { env }),
    /** As processes of their own, which know nothing of each other. */
    processes: (command: string, ...args: readonly string[]) =>
      startProcess([command, "--config", config, ...args], { env }),
    told: () => JSON.parse(listeners.heard.get("/ops") ?? "null") as unknown,
  };
}

const REFUSALS = [
  ["full", "ENOSPC", /ENOSPC.* free the disk, or mend/, /^Full \(ENOSPC/],
  ["read-only", "EROFS", /EROFS.* have the file system writable again/, /^May not be written \(EROFS/],
] as const;

describe.skipIf(disk === undefined)("a disk (needs the right to mount one)", () => {
  it.each(REFUSALS)(
    "that is %s ends a run with a list with 4, is told as itself, and the same command goes on after it",
    async (how, code, words, firstStep) => {
      const { disk: small, processes, told } = await configured(`list-${how}`);
      expect(await processes("run", "--slot", "a")).toMatchObject({ exitCode: 0 });
      desk.fake.calls.clear();
      if (how === "full") small.leave(0);
      else small.readOnly();

      const refused = await processes("run", "--slot", "b");

      if (how === "full") small.free();
      else small.writable();
      expect(refused).toMatchObject({ exitCode: 4, stdout: "" });
      expect(refused.stderr).toMatch(/The copy of the list, \S+list-\d+, cannot be written: /);
      expect(refused.stderr).toMatch(words);
      expect(refused.stderr.trimEnd().split("\n").at(-1)).toContain("run-book trouble-disk-full");
      expect(refused.stderr).not.toMatch(/--state-folder|A defect/);
      expect(desk.fake.calls.count()).toBe(0);
      expect(told()).toMatchObject({
        exitCode: 4,
        trouble: [{ code, runBook: "trouble-disk-full" }],
        firstStep: expect.stringMatching(firstStep),
      });
      const again = await processes("run", "--slot", "b");
      expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("40 files known: 40 carried") });
      expect(told()).toMatchObject({
        title: "attached-files: complete again (exit 0), slot b; slot b was told as failed (exit 4)",
      });
    },
  );

  it("that takes no note of what was sent, beside the reports either, is said to; nobody hears that it is over", async () => {
    const below = join(disk?.folder ?? "", "note-nowhere", "reports");
    const { disk: small, processes, told } = await configured("note-nowhere", { report: { folder: below } });
    expect(await processes("run", "--slot", "a")).toMatchObject({ exitCode: 0 });
    small.readOnly();
    const refused = await processes("run", "--slot", "b");
    small.writable();
    expect(refused).toMatchObject({
      exitCode: 4,
      stderr: expect.stringMatching(/could not be noted in \S+ \(EROFS\)/),
    });
    expect(refused.stderr).toContain("a later process may send it once more, and will not say that it is over");
    listeners.forget();
    expect(await processes("run", "--slot", "b")).toMatchObject({ exitCode: 0 });
    expect(told()).toBeNull();
  });

  it("that may only be read keeps a schedule from beginning with 4, whatever else is wrong, and is told as itself", async () => {
    const {
      disk: small,
      ended,
      told,
    } = await configured("schedule", {
      schedule: { cron: "0 6 * * *" },
      publish: { s3: { bucket: "reports", profile: "nowhere" } },
    });
    small.readOnly();
    const refused = await ended("schedule");
    small.writable();
    expect(refused).toMatchObject({ exitCode: 4, stdout: "" });
    expect(refused.stderr).toMatch(
      /nowhere(?:.*\n)*.*The state \S+ cannot be written: EROFS(?:.*\n)*.*Nothing was scheduled\./,
    );
    expect(refused.stderr.trimEnd().split("\n").at(-1)).toContain("run-book trouble-disk-full");
    expect(told()).toMatchObject({ exitCode: 4, trouble: [{ code: "EROFS", runBook: "trouble-disk-full" }] });
  });

  it("that may only be read, below the reports, ends a run before its first call, and leaves nothing there", async () => {
    const below = join(disk?.folder ?? "", "reports");
    await mkdir(below);
    const { disk: small, ended } = await configured("reports-full", { report: { folder: below } });
    small.readOnly();
    const refused = await ended("run", "--slot", "a", "--state-folder", join(desk.folder, "state"));
    small.writable();
    expect(refused).toMatchObject({ exitCode: 4, stdout: "" });
    expect(refused.stderr).toMatch(/No report can be written in \S+reports: EROFS.*writable again/);
    expect(refused.stderr).not.toContain("Name another place");
    expect(desk.fake.calls.count()).toBe(0);
    expect(await readdir(below)).toEqual([]);
  });
});
