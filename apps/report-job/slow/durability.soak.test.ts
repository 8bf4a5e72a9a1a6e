import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FakeConnect, FakeServer } from "@attached-files/adapters/fake";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeOlderState } from "../src/testing/older-state.ts";
import { endOf, ISOLATED, MAIN, start } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, newDesk } from "./desk.ts";
import { smallDisk } from "./small-disk.ts";

const FILES = 60;
const CALLS = 20;
const COMMIT_CALLS = 4;

const disk = smallDisk();
afterAll(() => disk?.unmount());

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let hold: (answered: number) => void;
let release: () => void;
let clear: () => Promise<void>;
let state: string;
beforeEach(async () => {
  ({ folder, fake, server, hold, release, clear } = await newDesk(FILES));
  state = join(folder, "attached-files-state/scope=main");
});
afterEach(() => clear());

async function command(slot = "s", more: readonly string[] = []): Promise<readonly string[]> {
  const path = join(folder, "attached-files.yaml");
  const scope = `  - { name: main, region: eu-central-1, endpoint: "${server.url}", quota: { requestsPerSecond: unlimited } }\n`;
  await writeFile(path, `scopes:\n${scope}run: { commitCalls: ${COMMIT_CALLS}, commitSeconds: 600 }\n`);
  return ["run", "--config", path, "--slot", slot, ...more];
}

/** One message that says what cannot be used and what to do, and no stack. */
async function expectRefused(args: readonly string[], message: RegExp, exitCode = 4): Promise<string> {
  const ended = await runHere(args);
  expect(ended).toMatchObject({ exitCode, stdout: "", stderr: expect.stringMatching(message) });
  expect(ended.stderr).not.toMatch(/A defect|\n {4}at /);
  return ended.stderr;
}

/** A run that had two commits of calls when it was killed. */
async function killedWhileAsking(): Promise<readonly string[]> {
  const args = await command();
  hold(2 * COMMIT_CALLS);
  const child = start(args);
  const polling = { timeout: 60_000, interval: 1 };
  await expect.poll(() => fake.calls.count(BATCH), polling).toBeGreaterThan(2 * COMMIT_CALLS);
  child.kill("SIGKILL");
  await once(child, "close");
  release();
  return args;
}

async function versionsIn(file: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const rows = await connection.runAndReadAll("SELECT version FROM schema_version ORDER BY ALL");
  connection.closeSync();
  instance.closeSync();
  return rows.getRowsJS().flat();
}

async function expectWhole(args: readonly string[]): Promise<void> {
  const whole = expect.stringContaining(`${FILES} files known: ${FILES} retrieved`);
  expect(await runHere(args)).toMatchObject({ exitCode: 0, stdout: whole });
}

describe.skipIf(disk === undefined)("a disk that is full (needs the right to mount one)", () => {
  it("is told in one line whenever it happens, loses nothing that was committed, and the same command goes on", async () => {
    if (disk === undefined) throw new Error("no disk");
    const told = new Set<string>();
    for (const pages of [1, 4, 5, 6, 7, 8, 10, 12, 14]) {
      const args = await command("s", ["--state-folder", join(disk.folder, `state-${pages}`)]);
      fake.calls.clear();
      disk.leave(pages * 4096);
      const stderr = await expectRefused(args, /cannot be (written|taken into the state): .*(ENOSPC|No space)/);
      told.add(/main: The (state|journal)\b.* cannot be (written|taken)/.exec(stderr)?.slice(1).join(" ") ?? stderr);
      // It is no better the second time, and no worse.
      await expectRefused(args, /cannot be (written|taken into the state): .*(ENOSPC|No space)/);
      disk.free();
      await expectWhole(args);
      await rm(join(disk.folder, `state-${pages}`), { recursive: true });
      expect(fake.calls.count(BATCH)).toBeLessThanOrEqual(CALLS + 2 * (COMMIT_CALLS + 2));
    }
    expect([...told].sort()).toEqual(["journal taken", "journal written", "state written"]);
  });

  it("keeps a state of an older version as it is where its copy has no room", async () => {
    if (disk === undefined) throw new Error("no disk");
    const below = join(disk.folder, "older");
    const file = join(below, "scope=main/state.duckdb");
    await makeOlderState(file, 3);
    const before = await readFile(file);
    const args = await command("s", ["--state-folder", below]);
    disk.leave(8192);
    await expectRefused(
      args,
      /of schema version 3 cannot be copied to \S+state\.version-3\.duckdb .*No space.* free the disk/,
    );
    expect(await readFile(file)).toEqual(before);
    disk.free();
    await expectWhole(args);
    expect(await versionsIn(join(below, "scope=main/state.version-3.duckdb"))).toEqual([1, 2, 3]);
  });
});

describe.skipIf(process.platform === "win32")("a limit to the size of files", () => {
  it("leaves no half-made state behind that could not be opened ever after", async () => {
    const args = await command();
    // In blocks of 512 bytes: less than the head of an empty state.
    const limited = spawn("sh", ["-c", 'ulimit -f 16; exec "$0" "$@"', process.execPath, MAIN, ...args], {
      env: { ...ISOLATED },
    });
    const ended = await endOf(limited);
    expect(ended).toMatchObject({
      exitCode: 4,
      stderr: expect.stringMatching(/The state \S+ cannot be written: .*too large/),
    });
    expect(await readdir(state)).toEqual(["journal"]);
    await expectWhole(args);
  });
});

describe("what stands in the place of a state's files", () => {
  const READ_BACK = { recursive: true, force: true } as const;

  it.each([
    ["a folder, as the state", "state.duckdb", /The state \S+scope=main cannot be written: .*Is a directory/],
    [
      "a folder, as what was written ahead",
      "state.duckdb.wal",
      /The state \S+scope=main cannot be written: .*Is a directory/,
    ],
    ["a folder, as the note of who is at work", "lease.json", /cannot be written: EISDIR.*lease\.json/],
    [
      "a folder, as a journal",
      "journal/000000007.ndjson",
      /journal holds what no run wrote: 000000007\.ndjson\. Move it away/,
    ],
  ])("%s, is told, and left alone", async (_, name, message) => {
    const args = await command();
    await mkdir(join(state, name), { recursive: true });
    await expectRefused(args, message);
    expect((await stat(join(state, name))).isDirectory()).toBe(true);
    expect(fake.calls.count()).toBe(0);
    await rm(join(state, name), READ_BACK);
    await expectWhole(args);
  });

  it("notes and journals of other programs are told by name, and garbage for a note of who is at work is not minded", async () => {
    const args = await command();
    await mkdir(join(state, "journal"), { recursive: true });
    await writeFile(join(state, "lease.json"), '{"pid":"no');
    await writeFile(join(state, "journal/orders.log"), "theirs");
    await expectRefused(args, /journal holds what no run wrote: orders\.log\. Move it away and start again/);
    expect(await readFile(join(state, "journal/orders.log"), "utf8")).toBe("theirs");
    await rm(join(state, "journal/orders.log"));
    await expectWhole(args);
    expect((await readdir(state)).sort()).toEqual(["journal", "state.duckdb"]);
  });
});

describe("a state that is damaged", () => {
  it.each([
    ["cut off", (file: string) => truncate(file, 5000)],
    ["empty", (file: string) => truncate(file, 0)],
    ["another file", (file: string) => writeFile(file, "x".repeat(20_000))],
  ])("%s, is refused with the next step, and all is found again once its folder is moved away", async (_, damage) => {
    await runHere(await command("s"));
    await damage(join(state, "state.duckdb"));
    await expectRefused(
      await command("t"),
      /The state \S+state\.duckdb \(\d+ bytes\) cannot be opened: .*move its folder away and start again/,
    );
    expect(await readdir(join(folder, "attached-files-report/s"))).toContain("report.json");
    await rename(state, `${state}-damaged`);
    await expectWhole(await command("t"));
  });

  it("in the middle of what was written ahead, is refused, and goes on where that is mended; a torn end is cut off", async () => {
    const ahead = join(state, "state.duckdb.wal");
    const args = await killedWhileAsking();
    const whole = await readFile(ahead);
    const damaged = Buffer.from(whole);
    damaged.fill("x", whole.length >> 1, (whole.length >> 1) + 64);
    await writeFile(ahead, damaged);
    await expectRefused(
      args,
      /The state \S+state\.duckdb \(\d+ bytes\) cannot be opened: .*Corrupt WAL.*move its folder away/,
    );
    await writeFile(ahead, Buffer.concat([whole, whole.subarray(100, 140)]));
    await expectWhole(args);
  });
});

describe("a journal that is damaged", () => {
  it("in its middle, is refused by name, kept, and taken in once it is mended", async () => {
    const args = await killedWhileAsking();
    const [name = ""] = await readdir(join(state, "journal"));
    const journal = join(state, "journal", name);
    const whole = await readFile(journal);
    const damaged = Buffer.from(whole);
    damaged.fill("#", 10, 60);
    await writeFile(journal, damaged);
    const asked = fake.calls.count(BATCH);
    await expectRefused(
      args,
      /The journal \S+\d{9}\.ndjson cannot be taken into the state: .*Nothing of it was lost or removed/,
    );
    expect(await readFile(journal)).toEqual(damaged);
    await writeFile(journal, whole);
    await appendFile(journal, '{"row":"outcome","num');
    await expectWhole(args);
    const recorded = whole.toString().match(/^\{"row":"call"/gm)?.length ?? 0;
    expect(recorded).toBeGreaterThanOrEqual(COMMIT_CALLS);
    expect(fake.calls.count(BATCH) - asked).toBe(CALLS - recorded);
  });
});

describe("a copy of an older state", () => {
  it("takes the place of one that a process had begun or made before it died", async () => {
    const file = join(state, "state.duckdb");
    const copy = join(state, "state.version-3.duckdb");
    await makeOlderState(file, 3);
    await writeFile(copy, "what an earlier attempt left");
    await writeFile(`${copy}.partial`, "half a copy");
    await expectWhole(await command());
    expect(await versionsIn(copy)).toEqual([1, 2, 3]);
  });
});
