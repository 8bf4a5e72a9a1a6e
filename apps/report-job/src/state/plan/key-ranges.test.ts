import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openState, type State } from "../open-state.ts";
import { isWithin, keyRanges } from "./key-ranges.ts";
import { fillPlan, type PlanInput } from "./plan-references.ts";

const INPUT: PlanInput = {
  run: { number: 7, startedAt: new Date("2026-11-24T06:00:00.000Z") },
  knows: true,
  foundOnly: false,
  freshness: { recheckAfterSeconds: 30 * 86_400, full: false },
  sweep: 4,
  finishedSweep: 3,
  finishedSweepRun: 5,
};
const KEYS = `SELECT instance_id, associated_resource_arn FROM outcomes
  UNION ALL SELECT instance_id, associated_resource_arn FROM working_found`;

let folder: string;
let state: State;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-ranges-"));
  state = await openState(folder, "main");
  // Two instances with resources of the same names, some of them large; in an order that is not that of the keys.
  await state.connection.run(
    `INSERT INTO working_found
     SELECT *, NULL FROM (
       SELECT 'i' || (number % 2), 'r''' || (hash(number) % 300), 'f' || number AS file FROM range(4000) AS t(number)
       UNION ALL SELECT 'i1', 'large', 'f' || number FROM range(900) AS t(number))
     ORDER BY hash(file)`,
  );
  await state.connection.run(
    `INSERT INTO outcomes BY NAME
     SELECT row_number() OVER () AS number, *, 'retrieved' AS outcome, 'retrieved' AS answer, 'APPROVED' AS file_status,
       6 AS answered_run, '2026-11-23'::TIMESTAMP AS checked_at, 1 AS first_seen_run, 3 AS sweep
     FROM (SELECT instance_id, associated_resource_arn, file_id FROM working_found WHERE hash(file_id) % 3 = 0
       UNION ALL SELECT 'i0', 'known', 'f' ORDER BY ALL)`,
  );
});
afterAll(async () => {
  await state.close();
  await rm(folder, { recursive: true, force: true });
});

async function plan(rowsPerRange: number): Promise<unknown[][]> {
  await state.connection.run("DELETE FROM working_plan");
  await fillPlan(state.connection, INPUT, rowsPerRange);
  return (await state.connection.runAndReadAll("SELECT * FROM working_plan ORDER BY number")).getRowsJS();
}

it("parts resources into ranges that hold each row once, whole resources, in their order, and none far too large", async () => {
  const ranges = await keyRanges(state.connection, KEYS, 500);
  expect(ranges.length).toBeGreaterThan(8);
  let rows = 0;
  let last: string | undefined;
  for (const range of ranges) {
    const { sql, values } = isWithin(range);
    const held = await state.connection.runAndReadAll(
      `SELECT instance_id || ' ' || associated_resource_arn AS resource, count(*) FROM (${KEYS}) WHERE ${sql} GROUP BY ALL ORDER BY 1`,
      values,
    );
    const resources = held.getRowsJS().map(([resource]) => String(resource));
    const size = held.getRowsJS().reduce((sum, [, count]) => sum + Number(count), 0);
    expect(size).toBeLessThan(1.5 * 500 + 1300);
    if (last !== undefined && resources[0] !== undefined) expect(resources[0] > last).toBe(true);
    last = resources.at(-1) ?? last;
    rows += size;
  }
  expect(rows).toBe(Number((await state.connection.runAndReadAll(`SELECT count(*) FROM (${KEYS})`)).value(0, 0)));
});

it("needs no bounds for what one sort holds, and none for nothing", async () => {
  expect(await keyRanges(state.connection, KEYS, 100_000)).toEqual([{}]);
  expect(await keyRanges(state.connection, `SELECT * FROM (${KEYS}) LIMIT 0`, 1)).toEqual([{}]);
});

it("makes no difference to the plan", async () => {
  const whole = await plan(1_000_000);
  expect(whole.length).toBe(4901);
  for (const rowsPerRange of [1, 300, 2000]) expect(await plan(rowsPerRange)).toEqual(whole);
});
