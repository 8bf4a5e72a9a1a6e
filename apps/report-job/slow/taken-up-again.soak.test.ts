import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { run, start } from "./attached-files-process.ts";
import { BATCH, newDesk } from "./desk.ts";
import { inState } from "./state-rows.ts";

const FILES = 20;

it("a process that goes on after SIGTERM asks once more for what failed before, and for nothing that was answered", async () => {
  // A case for each file, so that each call is about one.
  const desk = await newDesk(FILES);
  onTestFinished(() => desk.clear());
  const config = join(desk.folder, "attached-files.json");
  const scope = { name: "main", region: "eu-central-1", endpoint: desk.server.url };
  const settings = { run: { commitCalls: 4, commitSeconds: 600, requestTimeoutSeconds: 600 } };
  const folders = { state: { folder: "state" }, report: { folder: "report" } };
  const scopes = [{ ...scope, quota: { requestsPerSecond: "unlimited" } }];
  await writeFile(config, JSON.stringify({ scopes, ...folders, ...settings }));
  const command = ["run", "--config", config, "--slot", "s"];
  const calls = () =>
    desk.fake.calls
      .last(BATCH)
      .map(({ error, input }) => ({ error, ids: (input.body as { FileIds: string[] }).FileIds }));

  desk.fake.faults.next({ operation: BATCH, error: "InvalidRequestException", times: 4 });
  desk.hold(12);
  const job = start(command);
  let stderr = "";
  job.stderr?.on("data", (text: Buffer) => {
    stderr += text.toString();
  });
  await expect.poll(() => desk.fake.calls.count(BATCH), { timeout: 60_000, interval: 5 }).toBeGreaterThan(12);
  const ended = once(job, "close");
  job.kill("SIGTERM");
  expect(await ended).toEqual([3, null]);
  expect(stderr).toContain("goes on with slot s");
  desk.release();
  const before = calls().slice(0, 12);
  const failed = before.filter(({ error }) => error === "InvalidRequestException").flatMap(({ ids }) => ids);
  const answered = before.filter(({ error }) => error === undefined).flatMap(({ ids }) => ids);
  expect([failed.length, answered.length]).toEqual([4, 8]);
  const made = calls().length;

  const goesOn = await run(command);

  expect(goesOn).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("20 files known: 20 retrieved") });
  expect(goesOn.stderr).toContain("going on with slot s");
  const asked = calls()
    .slice(made)
    .flatMap(({ ids }) => ids);
  expect(asked.filter((id) => failed.includes(id)).sort()).toEqual([...failed].sort());
  expect(asked.filter((id) => answered.includes(id))).toEqual([]);
  const state = join(desk.folder, "state", "scope=main");
  const sql = 'SELECT status, attempts, retrieved::INTEGER, "failed"::INTEGER FROM runs';
  expect(await inState(state, async (rows) => (await rows.runAndReadAll(sql)).getRowsJS())).toEqual([
    ["complete", 2, FILES, 0],
  ]);
});
