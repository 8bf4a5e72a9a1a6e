import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeOlderState } from "../testing/older-state.ts";
import { openRun } from "./open-run.ts";
import { openState, type State, stateFilePath } from "./open-state.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-older-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function rowsOf({ connection }: State, sql: string): Promise<unknown> {
  return (await connection.runAndReadAll(sql)).getRowsJS();
}

it("what runs of version 6 did not note is unknown, and of a run that begins now nothing is", async () => {
  await makeOlderState(stateFilePath(folder, "main"), 6);
  const state = await openState(folder, "main");
  await state.connection.run(
    `INSERT INTO runs BY NAME SELECT 's3' AS slot, 3 AS number, 'running' AS status, 'i' AS input, 'd' AS input_digest,
       now()::TIMESTAMP AS started_at`,
  );
  expect(await rowsOf(state, "SELECT slot, fallbacks, trouble_operation FROM runs ORDER BY slot")).toEqual([
    ["s1", null, null],
    ["s2", null, null],
    ["s3", "[]", null],
  ]);
  await state.close();
});

it("the place of a run of version 7 is not known, and what is remembered of searches stays", async () => {
  await makeOlderState(stateFilePath(folder, "main"), 7, [
    "INSERT INTO discovery BY NAME SELECT 'd' AS source_digest, 3 AS sweep, now()::TIMESTAMP AS sweep_started_at, 3 AS finished_sweep",
  ]);
  const state = await openState(folder, "main");
  expect(await rowsOf(state, "SELECT DISTINCT place FROM runs")).toEqual([[null]]);
  expect(await rowsOf(state, "SELECT source_digest, finished_sweep FROM discovery")).toEqual([["d", 3]]);
  expect(await rowsOf(state, "SELECT count(*)::INTEGER FROM discovery_before")).toEqual([[0]]);
  await state.close();
});

it.each([
  ["was not at its end", false, { watermark: "2026-11-20T06:00:00.000Z", sweep_token: "page 7" }],
  // It had moved on behind files that are given up with it: they are searched for anew.
  ["had moved on by itself", true, { watermark: null, sweep_token: null }],
])(
  "what a state of version 7 remembers of searches outlives the run under way whose search %s",
  async (_, planned, rest) => {
    await makeOlderState(stateFilePath(folder, "main"), 7, [
      `INSERT INTO discovery BY NAME SELECT 'd' AS source_digest, 6 AS sweep, now()::TIMESTAMP AS sweep_started_at,
       5 AS finished_sweep, '2026-11-20T06:00:00.000Z' AS watermark, 'page 7' AS sweep_token`,
      `INSERT INTO runs BY NAME SELECT 's3' AS slot, 3 AS number, 'running' AS status, 'i' AS input, 'd' AS input_digest,
       'd' AS source_digest, ${planned} AS planned, now()::TIMESTAMP AS started_at`,
    ]);
    const state = await openState(folder, "main");
    const other = { description: "other", digest: "o", sourceDigest: "o", isList: true };
    const rules = { sweepAfterSeconds: 86_400, overlapSeconds: 3600 };
    await openRun(state, "s3", other, { now: new Date(), full: false, isBoxed: false, rules });
    const kept = await state.connection.runAndReadAll("SELECT * FROM discovery");
    expect(kept.getRowObjectsJS()).toEqual([
      expect.objectContaining({ source_digest: "d", sweep: 6, finished_sweep: 5, ...rest }),
    ]);
    await state.close();
  },
);

it.each([6, 7] as const)("a state of version %i has the columns of a new one, in their order", async (version) => {
  await makeOlderState(stateFilePath(folder, "main"), version);
  const sql = "SELECT table_name, column_name, data_type FROM duckdb_columns() ORDER BY table_name, column_index";
  const older = await openState(folder, "main");
  const columns = await rowsOf(older, sql);
  await older.close();
  const made = await openState(folder, "new");
  expect(columns).toEqual(await rowsOf(made, sql));
  await made.close();
});
