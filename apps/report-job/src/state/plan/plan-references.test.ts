import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DUE_REASONS, dueReason } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openState, type State } from "../open-state.ts";
import { dueRequests } from "./due-requests.ts";
import { countPlan, fillPlan, type PlanInput } from "./plan-references.ts";

const STARTED = new Date("2026-11-24T06:00:00.000Z");
const INPUT: PlanInput = {
  run: { number: 7, startedAt: STARTED },
  knows: true,
  foundOnly: false,
  freshness: { recheckAfterSeconds: 30 * 86_400, full: false },
  sweep: 4,
  finishedSweep: 3,
  finishedSweepRun: 5,
};

let folder: string;
let state: State;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-plan-"));
  state = await openState(folder, "main");
  ({ connection } = state);
});
afterAll(async () => {
  await state.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(clear);

interface Known {
  readonly resource: string;
  readonly file: string;
  readonly outcome?: string;
  readonly answer?: string | null;
  readonly status?: string | null;
  readonly answeredRun?: number | null;
  readonly checkedAt?: Date;
  readonly sweep?: number;
  readonly vanishedRun?: number;
}

async function clear(): Promise<void> {
  for (const table of ["outcomes", "working_found", "working_plan", "working_outcomes"])
    await connection.run(`DELETE FROM ${table}`);
}

/** Rows must be given in the order of their keys, as states hold them. */
async function know(rows: readonly Known[]): Promise<void> {
  const text = (value: string | null | undefined) => (value == null ? "NULL" : `'${value}'`);
  const values = rows.map((row, index) => {
    const { outcome = "retrieved", answer = "retrieved", status = "APPROVED", answeredRun = 6, sweep = 3 } = row;
    const checkedAt = (row.checkedAt ?? new Date(STARTED.getTime() - 1000)).toISOString().slice(0, -1);
    return `(${index + 1}, 'i', '${row.resource}', '${row.file}', '2026-01-01T00:00:00.000Z', '${outcome}', ${text(answer)}, ${text(status)}, ${answeredRun}, '${checkedAt}', ${sweep}, 1, ${row.vanishedRun ?? "NULL"})`;
  });
  if (values.length === 0) return;
  await connection.run(
    `INSERT INTO outcomes (number, instance_id, associated_resource_arn, file_id, association_time, outcome, answer,
       file_status, answered_run, checked_at, sweep, first_seen_run, vanished_run) VALUES ${values.join(", ")}`,
  );
}

async function find(...keys: readonly (readonly [resource: string, file: string])[]): Promise<void> {
  for (const [resource, file] of keys) {
    await connection.run(
      `INSERT INTO working_found VALUES ('i', '${resource}', '${file}', '2026-02-02T00:00:00.000Z')`,
    );
  }
}

async function plan(change: Partial<PlanInput> = {}, rowsPerRange?: number): Promise<Record<string, unknown>[]> {
  await fillPlan(connection, { ...INPUT, ...change }, rowsPerRange);
  const rows = await connection.runAndReadAll(
    `SELECT number::INTEGER AS number, associated_resource_arn AS resource, file_id AS file, known::INTEGER AS known, sweep,
       is_found AS found, due_reason AS reason, association_time AS time FROM working_plan ORDER BY number`,
  );
  return rows.getRowObjectsJS();
}

async function calls(pageSize?: number): Promise<string[]> {
  const requests = await Array.fromAsync(dueRequests(state, pageSize));
  return requests.map(({ associatedResourceArn, fileIds }) => `${associatedResourceArn}: ${fileIds.join(" ")}`);
}

describe("the plan of a run", () => {
  it("holds each reference once, known or found, in the order of the keys, and says which was found", async () => {
    await know([
      { resource: "a", file: "1" },
      { resource: "a", file: "2" },
      { resource: "c", file: "1" },
    ]);
    await find(["b", "9"], ["a", "2"], ["b", "9"], ["a", "2"], ["b", "1"]);
    expect(await plan()).toMatchObject([
      { number: 1, resource: "a", file: "1", known: 1, found: false, sweep: 3, time: "2026-01-01T00:00:00.000Z" },
      { number: 2, resource: "a", file: "2", known: 2, found: true, sweep: 4, time: "2026-01-01T00:00:00.000Z" },
      { number: 3, resource: "b", file: "1", known: null, found: true, sweep: 4, time: "2026-02-02T00:00:00.000Z" },
      { number: 4, resource: "b", file: "9", known: null, found: true, sweep: 4 },
      { number: 5, resource: "c", file: "1", known: 3, found: false, sweep: 3 },
    ]);
  });

  it("knows nothing of another source, and a list holds what it names alone", async () => {
    await know([
      { resource: "a", file: "1" },
      { resource: "a", file: "2" },
    ]);
    await find(["a", "2"]);
    expect(await plan({ knows: false })).toMatchObject([{ file: "2", known: null, reason: "new" }]);
    await connection.run("DELETE FROM working_plan");
    expect(await plan({ foundOnly: true })).toMatchObject([{ file: "2", known: 2, reason: null }]);
  });

  it("forgets what vanished in an earlier run, and keeps what vanished in this one", async () => {
    await know([
      { resource: "a", file: "1", vanishedRun: 6 },
      { resource: "a", file: "2", vanishedRun: 7, answeredRun: 7 },
    ]);
    expect(await plan()).toMatchObject([{ file: "2", reason: null }]);
  });

  it("asks for a file that a finished sweep did not name, until it has been asked for since", async () => {
    await know([
      { resource: "a", file: "1", sweep: 2, answeredRun: 4 },
      { resource: "b", file: "1", sweep: 2, answeredRun: 5 },
      { resource: "c", file: "1", sweep: 3, answeredRun: 4 },
    ]);
    expect((await plan()).map(({ reason }) => reason)).toEqual(["missing", null, null]);
  });

  it("gives the reason that core gives, for everything that can be known of a file", async () => {
    const kinds = ["retrieved", "refused", "unanswered", "failed", "deferred", "carried"] as const;
    const anything = fc.record({
      outcome: fc.constantFrom(...kinds),
      answer: fc.constantFrom("retrieved", "refused", "unanswered", null),
      status: fc.constantFrom("APPROVED", "REJECTED", "FAILED", "PROCESSING", "QUARANTINED", null),
      ageDays: fc.double({ min: 0.0001, max: 70, noNaN: true }),
      isNamed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 40 }), fc.boolean(), async (drawn, full) => {
        await clear();
        const rows = drawn.map((row, index) => {
          const resource = `r-${String(index).padStart(3, "0")}`;
          const told = ["retrieved", "refused", "unanswered"].includes(row.outcome) ? row.outcome : row.answer;
          const answer = row.outcome === "carried" ? (row.answer ?? "retrieved") : told;
          const checkedAt = new Date(STARTED.getTime() - Math.ceil(row.ageDays * 86_400_000));
          const status = answer === "retrieved" ? row.status : null;
          return { resource, file: "f", outcome: row.outcome, answer, status, checkedAt, isNamed: row.isNamed };
        });
        await know(
          rows.map((row) => ({ ...row, answeredRun: row.answer === null ? null : 4, sweep: row.isNamed ? 3 : 1 })),
        );
        const planned = await plan({ freshness: { ...INPUT.freshness, full } });
        const expected = rows.map(({ resource, outcome, answer, status, checkedAt, isNamed }) =>
          dueReason({
            answered: outcome === "carried" ? (answer as "retrieved") : outcome,
            fileStatus: status ?? undefined,
            checkedAt: answer === null ? undefined : checkedAt,
            isNamedBySweep: isNamed,
            now: STARTED,
            recheckAfterSeconds: INPUT.freshness.recheckAfterSeconds,
            fraction: fractionOf(resource),
            full,
          }),
        );
        expect(planned.map(({ reason }) => reason ?? undefined)).toEqual(expected);
      }),
      { numRuns: 25, seed: 4 },
    );
  });
});

describe("the calls of a plan", () => {
  it("ask for the most valuable first: new, unsettled, failed, missing, then what was checked longest ago", async () => {
    const old = (days: number) => new Date(STARTED.getTime() - days * 86_400_000);
    await know([
      { resource: "a", file: "1", checkedAt: old(40) },
      { resource: "b", file: "1", checkedAt: old(80) },
      { resource: "c", file: "1", sweep: 1, answeredRun: 4 },
      { resource: "d", file: "1", outcome: "failed" },
      { resource: "e", file: "1", status: "PROCESSING" },
    ]);
    await find(["z", "1"]);
    const planned = await plan();
    expect(new Set(planned.map(({ reason }) => reason))).toEqual(new Set(DUE_REASONS.slice(0, 5)));
    expect(await calls()).toEqual(["z: 1", "e: 1", "d: 1", "c: 1", "b: 1", "a: 1"]);
  });

  it("take the neighbours of a due file along, where the call has room, and leave resources that are not due alone", async () => {
    const many = Array.from({ length: 101 }, (_, index) => ({
      resource: "b",
      file: `f-${String(index).padStart(3, "0")}`,
    }));
    await know([
      { resource: "a", file: "1", status: "PROCESSING" },
      { resource: "a", file: "2" },
      ...many.map((row, index) => (index === 50 ? { ...row, status: "PROCESSING" } : row)),
      { resource: "c", file: "1" },
    ]);
    await plan();
    expect(await countPlan(connection)).toEqual({ references: 104, due: 2, asked: 3, calls: 2 });
    expect(await calls()).toEqual(["a: 1 2", "b: f-050"]);
  });

  it("never take more than 100 ids, nor more calls than that makes, whatever the pages that they are read in", async () => {
    await find(...Array.from({ length: 250 }, (_, index) => ["a", `f-${index}`] as const), ["b", "1"], ["b", "2"]);
    await plan();
    expect(await countPlan(connection)).toEqual({ references: 252, due: 252, asked: 252, calls: 4 });
    for (const pageSize of [30, 100, 1000]) {
      const requests = await Array.fromAsync(dueRequests(state, pageSize));
      expect(requests.map(({ fileIds }) => fileIds.length)).toEqual([100, 100, 50, 2]);
      expect(new Set(requests.flatMap(({ numbers }) => [...numbers.values()])).size).toBe(252);
    }
  });

  it("leave out what was answered already", async () => {
    await find(["a", "1"], ["a", "2"], ["b", "1"]);
    await plan();
    await connection.run("INSERT INTO working_outcomes (number, outcome) VALUES (1, 'retrieved'), (3, 'failed')");
    expect(await calls()).toEqual(["a: 2"]);
    expect(await countPlan(connection)).toMatchObject({ references: 3, due: 1, calls: 1 });
  });
});

/** As the plan spreads resources over the recheck age. */
function fractionOf(resource: string): number {
  const digest = createHash("md5").update(resource).digest();
  return Number(digest.readBigUInt64LE(8)) / 2 ** 64;
}
