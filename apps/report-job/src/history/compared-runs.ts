import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { readRows, rowCount } from "../report/query/read-rows.ts";
import { sqlText } from "../state/sql-text.ts";
import { changesBetweenSql } from "./changes-between.ts";

/** Two finished runs of a scope. */
export interface ComparedRuns {
  readonly scope: string;
  readonly from: FinishedRunNumber;
  readonly to: FinishedRunNumber;
}

export interface FinishedRunNumber {
  readonly run: number;
  readonly slot: string;
}

export interface SlotsToCompare {
  /** Without it, the run before the other one. */
  readonly from?: string | undefined;
  /** Without it, the last run that finished. */
  readonly to?: string | undefined;
}

/** Chooses two finished runs of a scope to be compared, or says in a sentence why there are none. */
export async function runsToCompare(
  connection: DuckDBConnection,
  scope: string,
  { from, to }: SlotsToCompare,
): Promise<ComparedRuns | { readonly why: string; readonly unknownSlot: boolean }> {
  const runs = await readRows(
    connection,
    z.object({ run: rowCount, slot: z.string() }),
    "SELECT run, slot FROM runs WHERE scope = $scope AND status IN ('complete', 'partial') ORDER BY run DESC",
    { scope },
  );
  const unknown = [...new Set([from, to])].filter(
    (slot) => slot !== undefined && !runs.some((run) => run.slot === slot),
  );
  if (unknown.length > 0) return { why: `no run of slot ${unknown.join(" or ")} has finished`, unknownSlot: true };
  const last = to === undefined ? runs[0] : runs.find(({ slot }) => slot === to);
  if (last === undefined) return { why: "no run has finished yet", unknownSlot: false };
  const first = from === undefined ? runs.find(({ run }) => run < last.run) : runs.find(({ slot }) => slot === from);
  if (first === undefined) {
    return {
      why: `no run finished before that of slot ${last.slot}, so there is nothing to compare`,
      unknownSlot: false,
    };
  }
  return { scope, from: first, to: last };
}

/** What differs between two runs of each scope, in SQL, in the order of the keys. */
export function comparedRunsSql(compared: readonly ComparedRuns[]): string {
  const rows = compared.map(
    ({ scope, from, to }) => `(${[sqlText(scope), from.run, to.run, sqlText(from.slot), sqlText(to.slot)].join(", ")})`,
  );
  const pairs = `(VALUES ${rows.join(", ")}) AS pairs(scope, a, b, from_slot, to_slot)`;
  return `
    SELECT scope, from_slot, to_slot, instance_id, associated_resource_arn, file_id, kind, member, "before", "after"
    FROM (${changesBetweenSql(`SELECT scope, a, b FROM ${pairs}`)}) JOIN ${pairs} USING (scope)
    ORDER BY scope, instance_id, associated_resource_arn, file_id, member`;
}
