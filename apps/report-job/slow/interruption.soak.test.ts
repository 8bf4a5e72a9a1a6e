import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createFakeConnect, type FakeConnect, type FakeServer } from "@attached-files/adapters/fake";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run, start } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, INSTANCE, newDesk } from "./desk.ts";
import { publishedRows } from "./published-rows.ts";

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let hold: (answered: number) => void;
let release: () => void;
let clear: () => Promise<void>;
beforeEach(async () => {
  ({ folder, fake, server, hold, release, clear } = await newDesk(60));
});
afterEach(() => clear());

async function config(name = "job"): Promise<string> {
  const path = join(folder, `${name}.yaml`);
  const folders = `state: { folder: ${name}-state }\nreport: { folder: ${name}-report }\n`;
  const pace = "run: { commitCalls: 4, commitSeconds: 600, requestTimeoutSeconds: 600 }\n";
  const scope = `  - { name: main, region: eu-central-1, endpoint: "${server.url}", quota: { requestsPerSecond: unlimited } }\n`;
  await writeFile(path, `scopes:\n${scope}${folders}${pace}`);
  return path;
}

async function calls(atLeast: number): Promise<void> {
  const polling = { timeout: 60_000, interval: 1 };
  await expect.poll(() => fake.calls.count(BATCH), polling).toBeGreaterThanOrEqual(atLeast);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<{ exitCode: number | null; stderr: string }> {
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.kill(signal);
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, stderr };
}

function rows(name: string): Promise<Record<string, unknown>[]> {
  return publishedRows(join(folder, `${name}-report/latest/files.parquet`));
}

describe("a run that is killed", () => {
  it("goes on with the same command, calling again for at most one commit interval", async () => {
    hold(8);
    const child = start(["run", "--config", await config(), "--slot", "s"]);
    await calls(9);
    await end(child, "SIGKILL");
    release();
    const early = await runHere(["report", "--config", await config()]);
    expect(early).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("no run of this scope has finished") });
    const ended = await run(["run", "--config", await config(), "--slot", "s"]);
    expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("60 files known: 60 retrieved") });
    expect(ended.stderr).toContain("going on with slot s");
    // One interval of 4, and what was in flight on 2 connections when it was killed.
    expect(fake.calls.count(BATCH)).toBeLessThanOrEqual(20 + 4 + 2);
    await runHere(["run", "--config", await config("undisturbed"), "--slot", "s"]);
    expect(await rows("job")).toEqual(await rows("undisturbed"));
  });

  it("goes on with its list, and reports what an undisturbed one does", async () => {
    const arn = (number: number): string => `arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-${number}`;
    const lines = Array.from({ length: 60 }, (_, file) => `${INSTANCE},${arn(file % 20)},f-${file}`);
    const list = join(folder, "list.csv");
    // Every line twice: what was read before the kill must not be counted as repeated.
    await writeFile(list, ["instance_id,associated_resource_arn,file_id", ...lines, ...lines].join("\n"));
    hold(8);
    const child = start(["run", "--config", await config(), "--references", list]);
    await calls(9);
    await end(child, "SIGKILL");
    release();

    const ended = await run(["run", "--config", await config(), "--references", list]);

    expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("60 files known: 60 retrieved") });
    expect(fake.calls.count(BATCH)).toBeLessThanOrEqual(20 + 4 + 2);
    await runHere(["run", "--config", await config("undisturbed"), "--references", list]);
    expect(await rows("job")).toEqual(await rows("undisturbed"));
    for (const name of ["job", "undisturbed"]) {
      const report = JSON.parse(await readFile(join(folder, `${name}-report/latest/report.json`), "utf8"));
      expect(report.scopes[0].run.repeatedReferences).toBe(60);
    }
  });

  it("does not mix the answers of two contact centres", async () => {
    const demo = ["demo", "--folder", join(folder, "demo"), "--cases", "150", "--seed"];
    const child = start([...demo, "1"]);
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    await expect.poll(() => stderr, { timeout: 60_000, interval: 1 }).toContain("asking for metadata");
    child.kill("SIGKILL");
    await once(child, "close");

    const ended = await run([...demo, "2"]);

    expect(ended).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/unfinished run of slot .* is given up/),
    });
    const other = createFakeConnect();
    const { files } = other.seed({ seed: 2, cases: 150 });
    const published = await publishedRows(join(folder, "demo/report/latest/files.parquet"));
    const truth = [...other.state.truth()].map(({ reference }) => reference.fileId);
    expect(published).toHaveLength(files);
    expect(new Set(published.map((row) => row.file_id))).toEqual(new Set(truth));
  });
});

describe("a run that is asked to end", () => {
  it("ends in order with 3, says how it goes on, and the next one does", async () => {
    hold(2);
    const child = start(["run", "--config", await config(), "--slot", "s"]);
    await calls(3);
    const ended = await end(child, "SIGTERM");
    release();
    expect(ended).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("goes on with slot s") });
    expect(await run(["run", "--config", await config(), "--slot", "s"])).toMatchObject({ exitCode: 0 });
    // Nothing that was answered is asked again; calls in flight on 2 connections were let go.
    expect(fake.calls.count(BATCH)).toBeLessThanOrEqual(20 + 2);
  });
});

describe("a run that is asked to end twice", () => {
  it("says at once that it finishes, ends at the second time, and has lost nothing that was committed", async () => {
    hold(8);
    const child = start(["run", "--config", await config(), "--slot", "s"]);
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      // Within the moment in which it finishes.
      if (stderr.includes("Interrupted, finishing")) child.kill("SIGTERM");
    });
    const ending = once(child, "close");
    await calls(9);
    child.kill("SIGINT");
    const [exitCode] = (await ending) as [number | null];
    release();
    // It may have finished before the second one came.
    expect([3, 143]).toContain(exitCode);
    expect(stderr).toContain("Interrupted, finishing what is under way");
    expect(await run(["run", "--config", await config(), "--slot", "s"])).toMatchObject({ exitCode: 0 });
    expect(fake.calls.count(BATCH)).toBeLessThanOrEqual(20 + 4 + 2);
  });
});

describe("a second process beside a run", () => {
  it("publishes nothing and ends with 4, as a run of the same slot, a run without one, and a report", async () => {
    hold(2);
    const path = await config();
    const first = start(["run", "--config", path, "--slot", "s"]);
    const ending = once(first, "close");
    await calls(3);

    for (const args of [["run", "--slot", "s"], ["run"], ["report"]]) {
      const second = await runHere([...args, "--config", path]);
      expect(second).toMatchObject({
        exitCode: 4,
        stdout: "",
        stderr: expect.stringMatching(/in use|using the state/),
      });
      expect(await readdir(join(folder, "job-report")).catch(() => [])).toEqual([]);
    }

    release();
    expect(await ending).toEqual([0, null]);
    expect((await readdir(join(folder, "job-report"))).sort()).toEqual(["latest", "s"]);
    expect(fake.calls.count(BATCH)).toBe(20);
  });
});
