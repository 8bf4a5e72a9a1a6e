import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run, start } from "./attached-files-process.ts";
import { BATCH, type Desk, newDesk } from "./desk.ts";
import { publishedRows } from "./published-rows.ts";

const PAGE = resolve(import.meta.dirname, "../../../docs/report-job.md");
const COPY_STATE = /^copy_state\(\) \{.*?^\}/ms.exec(await readFile(PAGE, "utf8"))?.[0] ?? "";
const bash = async (script: string): Promise<{ readonly stdout: string }> =>
  await promisify(execFile)("bash", ["-c", script], { cwd: desk.folder, encoding: "utf8" });

let desk: Desk;
beforeEach(async () => {
  desk = await newDesk(60);
});
afterEach(() => desk.clear());

async function config(name: string, state: string): Promise<string> {
  const path = join(desk.folder, `${name}.json`);
  const scope = {
    name: "main",
    region: "eu-central-1",
    endpoint: desk.server.url,
    quota: { requestsPerSecond: "unlimited" },
  };
  const settings = { run: { commitCalls: 4, commitSeconds: 600, requestTimeoutSeconds: 600 } };
  const folders = { state: { folder: state }, report: { folder: `${name}-report` } };
  await writeFile(path, JSON.stringify({ scopes: [scope], ...folders, ...settings }));
  return path;
}

const rowsOf = (name: string) => publishedRows(join(desk.folder, `${name}-report/latest/files.parquet`));

describe("a copy of a state, taken as the page says", () => {
  it("while a run is under way goes on with all that was committed, and reports what an undisturbed run does", async () => {
    desk.hold(12);
    const job = start(["run", "--config", await config("job", "job-state"), "--slot", "s"]);
    await expect.poll(() => desk.fake.calls.count(BATCH), { timeout: 60_000, interval: 20 }).toBeGreaterThan(12);
    await bash(`${COPY_STATE}\ncopy_state job-state copied-state`);
    const ended = once(job, "close");
    job.kill("SIGKILL");
    await ended;
    desk.release();
    const made = desk.fake.calls.count(BATCH);
    const gone = await run(["run", "--config", await config("copied", "copied-state"), "--slot", "s"]);
    expect(gone).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("going on with slot s") });
    // Of twenty calls, twelve were answered, and no more than a commit's are made again.
    expect(desk.fake.calls.count(BATCH) - made).toBeLessThanOrEqual(12);
    await run(["run", "--config", await config("undisturbed", "undisturbed-state"), "--slot", "s"]);
    const withoutTimes = async (name: string) =>
      (await rowsOf(name))
        .map((row) => JSON.stringify([row.file_id, row.outcome, row.file_name, row.file_status]))
        .sort();
    expect(await withoutTimes("copied")).toEqual(await withoutTimes("undisturbed"));
    expect(await rowsOf("copied")).toHaveLength(60);
  });

  it("is taken anew where the database was written to, or a journal came, while it was copied", async () => {
    await run(["run", "--config", await config("job", "job-state"), "--slot", "s"]);
    const changes = ["touch job-state/scope=main/state.duckdb", "echo > job-state/scope=main/journal/000000009.ndjson"];
    const script = `${COPY_STATE}
      times=0
      cp() { times=$((times + 1)); command cp "$@"; case $times in 1) ${changes[0]};; 2) ${changes[1]};; esac; }
      copy_state job-state copied-state; echo "$times $?"; ls -d copied-state*; copy_state job-state copied-state || echo refused`;
    const { stdout } = await bash(script);
    expect(stdout.split("\n")).toEqual(["3 0", "copied-state", "refused", ""]);
  });
});
