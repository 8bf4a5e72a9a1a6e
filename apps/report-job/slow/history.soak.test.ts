import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { planSchema } from "../src/planning/plan-schema.ts";
import { stateFilePath } from "../src/state/open-state.ts";
import type { Ended } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, type Desk, INSTANCE, newDesk } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await newDesk(30);
});
afterEach(() => desk.clear());

const UNLIMITED = ", quota: { requestsPerSecond: unlimited }";

/** A configuration of scopes of these names, all of them of the fake. */
async function configure(names: readonly string[], more = "", quota = UNLIMITED): Promise<void> {
  const scopes = names.map(
    (name) => `  - { name: ${name}, region: eu-central-1, endpoint: "${desk.server.url}", domainIds: [d-1]${quota} }`,
  );
  await writeFile(join(desk.folder, "attached-files.yaml"), `scopes:\n${scopes.join("\n")}\n${more}`);
}

async function here(command: string, ...args: string[]): Promise<Ended> {
  return await runHere([command, "--config", join(desk.folder, "attached-files.yaml"), ...args]);
}

it("plans a run, and tells what it did, what it changed and what it knows, all without a call", async () => {
  await configure(["main"], "schedule: { cron: '0 6 * * *' }\n");
  const first = await here("plan");
  expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("main: nothing is known yet\n") });

  expect(await here("run", "--slot", "2026-11-24")).toMatchObject({ exitCode: 0 });
  desk.fake.state.attachFile({ domainId: "d-1", caseId: "c-0", instanceId: INSTANCE, fileId: "=new\u202e" });
  expect(await here("run", "--slot", "2026-11-25")).toMatchObject({ exitCode: 0 });
  const calls = desk.fake.calls.count(BATCH);

  const changes = await here("changes");
  expect(changes).toMatchObject({ exitCode: 0, stderr: "main: from slot 2026-11-24 to slot 2026-11-25\n" });
  expect(changes.stdout).toMatch(
    /^kind +resource +file_id +member +before +after\nappeared +arn:\S+c-0 +=new\\u\{202e\}\n$/,
  );
  // Of the same run, nothing is otherwise: a header alone would leave that to be guessed.
  const none = await here("changes", "--from", "2026-11-25", "--to", "2026-11-25");
  expect(none).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^kind +resource .*\n$/) });
  expect(none.stderr).toMatch(/\nNo file is known to have appeared, vanished or changed between these runs\.\n$/);
  const csv = await here("changes", "--format", "csv", "--from", "2026-11-24", "--to", "2026-11-25");
  expect(csv.stdout).toContain(`"'=new\\u202E"`);
  expect(await here("changes", "--from", "2026-11-23")).toMatchObject({
    exitCode: 2,
    stderr: "main: no run of slot 2026-11-23 has finished\nWhat to do: attached-files run-book exit-code-2\n",
  });

  const runs = await here("runs");
  expect(runs.stdout).toMatch(/^slot +status +started .* trouble\n2026-11-25 +complete .*\n2026-11-24 +complete .*\n$/);
  expect(JSON.parse((await here("runs", "--json", "--limit", "1")).stdout)).toMatchObject([
    { scope: "main", slot: "2026-11-25", files: 31, due: 1, new_files: 1, calls: 1, retries: 0, throttles: 0 },
  ]);

  const query = await here("query", "--format", "json", "SELECT count(*) AS files FROM files WHERE NOT vanished");
  expect(JSON.parse(query.stdout)).toEqual([{ files: 31 }]);
  expect(await here("query", "--scope", "main", "DROP VIEW files")).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr:
      "The query was not asked: it is no SELECT, and the states are only read.\nWhat to do: attached-files run-book exit-code-2\n",
  });

  await configure(["main"], "schedule: { cron: '0 6 * * *' }\n", "");
  const plan = planSchema
    .strict()
    .parse(JSON.parse((await here("plan", "--full", "--time-box", "1m", "--json")).stdout));
  expect(plan).toMatchObject({
    total: { files: 31, due: 31, calls: 20, leastSearchCalls: 4 },
    timeBox: { seconds: 60, runs: 1, lastSlot: expect.stringMatching(/T06:00:00.000Z$/) },
  });
  expect(plan.total.seconds).toBeCloseTo(24 / 1.5);
  expect((await here("plan", "--full")).stdout).toMatch(/ {2}Calls {4}20 calls; 13 s at 1\.5 a second\n/);
  expect(desk.fake.calls.count(BATCH)).toBe(calls);
});

it("tells scopes whose state is missing or damaged, and shows the others", async () => {
  await configure(["main", "missing", "busy"]);
  expect(await here("runs")).toMatchObject({ exitCode: 4, stdout: "" });
  expect(await here("run", "--slot", "2026-11-24", "--scope", "main", "busy")).toMatchObject({ exitCode: 3 });
  await writeFile(stateFilePath(join(desk.folder, "attached-files-state"), "busy"), "no database");
  for (const command of [["runs"], ["query", "SELECT DISTINCT scope FROM files"], ["plan"]]) {
    const ended = await here(command[0] ?? "", ...command.slice(1));
    expect(ended).toMatchObject({ exitCode: 3, stdout: expect.stringContaining("main") });
    expect(ended.stdout + ended.stderr).toMatch(/^busy: The state cannot be read, it may be damaged\. /m);
  }
  expect((await here("runs")).stderr).toMatch(
    /^missing: There is no state at .*\. No run of this scope has got that far\. Start 'attached-files run' first, .*\.$/m,
  );
  expect(await here("plan", "--scope", "busy")).toMatchObject({ exitCode: 4 });
  expect(await here("runs", "--scope", "main", "--scope", "nowhere")).toMatchObject({
    exitCode: 2,
    stderr:
      "--scope: expected one of main, missing, busy, received nowhere\nWhat to do: attached-files run-book exit-code-2\n",
  });
});

it("reads SQL from a file or from standard input, and says where it expected it", async () => {
  await configure(["main"]);
  expect(await here("run", "--slot", "2026-11-24")).toMatchObject({ exitCode: 0 });
  await writeFile(join(desk.folder, "question.sql"), "SELECT 7 AS n");
  expect((await here("query", "--format", "ndjson", "--file", join(desk.folder, "question.sql"))).stdout).toBe(
    '{"n":7}\n',
  );
  const config = ["--config", join(desk.folder, "attached-files.yaml")];
  const asked = await runHere(["query", ...config, "--format", "csv", "-"], { input: "SELECT 'x' AS a" });
  expect(asked.stdout).toBe('"a"\r\n"x"\r\n');
  expect(await here("query")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("received neither") });
  expect(await here("query", "--limit", "2", "FROM range(9)")).toMatchObject({
    exitCode: 0,
    stdout: "range\n    0\n    1\n",
    stderr: "These are the first 2 rows. --limit tells how many are printed.\n",
  });
});
