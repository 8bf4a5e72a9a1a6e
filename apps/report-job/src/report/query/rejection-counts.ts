import { BIN_MS, type Grouping, type QuarterHour, type Rate, type RejectionCounts } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { FILE_TYPE } from "./file-type.ts";
import { IS_DESCRIBED } from "./files-relation.ts";
import { readRows, rowCount } from "./read-rows.ts";

/** So many quarters of an hour with files are looked at, the latest: three years in which something comes in each. */
const MOST_BINS = 100_000;

const CREATED_MS = "epoch_ms(creation_time_utc)";

/** The files of one scope that triage looks at, and what it means by rejected. */
export interface TriagedRows {
  readonly connection: DuckDBConnection;
  readonly scope: string;
  /** In SQL. */
  readonly isRejected: string;
}

const binRow = z.object({ fromMs: rowCount, created: rowCount, rejected: rowCount });
const rateRow = z.object({ created: rowCount, rejected: rowCount });

/** All files of a scope, and how many of the rejected ones tell no time of creation that can be read. */
export async function readWhole(rows: TriagedRows): Promise<Rate & { readonly rejectedWithoutTime: number }> {
  const sql = `SELECT ${rateOf(rows)},
    count(*) FILTER (${rows.isRejected} AND creation_time_utc IS NULL) AS "rejectedWithoutTime" FROM ${relation("true")}`;
  const [whole] = await readRows(rows.connection, rateRow.extend({ rejectedWithoutTime: rowCount }), sql, {
    scope: rows.scope,
  });
  return whole ?? { created: 0, rejected: 0, rejectedWithoutTime: 0 };
}

/** Counts files by the quarter of an hour of their creation, and of the whole those that are not in one of these. */
export async function readBins(
  rows: TriagedRows,
  whole: Rate,
): Promise<{ readonly bins: readonly QuarterHour[]; readonly elsewhere: Rate }> {
  const bins = await readRows(
    rows.connection,
    binRow,
    `SELECT (floor(${CREATED_MS} / ${BIN_MS}.0) * ${BIN_MS})::BIGINT AS "fromMs", ${rateOf(rows)}
     FROM ${relation("creation_time_utc IS NOT NULL")} GROUP BY 1 ORDER BY 1 DESC LIMIT ${MOST_BINS}`,
    { scope: rows.scope },
  );
  const created = bins.reduce((sum, bin) => sum - bin.created, whole.created);
  const rejected = bins.reduce((sum, bin) => sum - bin.rejected, whole.rejected);
  return { bins, elsewhere: { created, rejected } };
}

/** Counts the files for which a condition holds, and how they divide. */
export async function readRejectionCounts(rows: TriagedRows, condition: string): Promise<RejectionCounts> {
  return {
    ...(await readRate(rows, condition)),
    uploaders: await readGrouping(rows, condition, "created_by"),
    fileTypes: await readGrouping(rows, condition, FILE_TYPE),
  };
}

/** Whether a file was created within a span, in SQL that is true or false, never NULL. */
export function isWithin({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): string {
  return `coalesce(${CREATED_MS} >= ${fromMs} AND ${CREATED_MS} < ${toMs}, false)`;
}

/** The described files of a scope for which a condition holds, in SQL that takes the scope as `$scope`. */
export function relation(condition: string): string {
  return `(SELECT * FROM files WHERE scope = $scope AND ${IS_DESCRIBED} AND (${condition}))`;
}

function rateOf({ isRejected }: TriagedRows): string {
  return `count(*) AS created, count(*) FILTER (${isRejected}) AS rejected`;
}

async function readRate(rows: TriagedRows, condition: string): Promise<Rate> {
  const sql = `SELECT ${rateOf(rows)} FROM ${relation(condition)}`;
  const [rate] = await readRows(rows.connection, rateRow, sql, { scope: rows.scope });
  return rate ?? { created: 0, rejected: 0 };
}

const groupingRow = z.object({
  createdValues: rowCount,
  rejectedValues: rowCount,
  unnamedCreated: rowCount,
  unnamedRejected: rowCount,
  value: z.string().nullable(),
  created: rowCount.nullable(),
  rejected: rowCount.nullable(),
});

async function readGrouping(rows: TriagedRows, condition: string, property: string): Promise<Grouping> {
  const [row] = await readRows(
    rows.connection,
    groupingRow,
    `WITH groups AS MATERIALIZED (
       SELECT ${property} AS value, ${rateOf(rows)} FROM ${relation(condition)} GROUP BY 1),
     most AS (SELECT * FROM groups WHERE value IS NOT NULL AND rejected > 0 ORDER BY rejected DESC, value LIMIT 1)
     SELECT counted.*, most.* FROM (
       SELECT count(value) AS "createdValues", count(value) FILTER (rejected > 0) AS "rejectedValues",
         coalesce(sum(created) FILTER (value IS NULL), 0)::BIGINT AS "unnamedCreated",
         coalesce(sum(rejected) FILTER (value IS NULL), 0)::BIGINT AS "unnamedRejected"
       FROM groups) AS counted LEFT JOIN most ON true`,
    { scope: rows.scope },
  );
  if (row === undefined) throw new Error("an aggregate answered no row");
  const { value, created, rejected } = row;
  return {
    createdValues: row.createdValues,
    rejectedValues: row.rejectedValues,
    unnamed: { created: row.unnamedCreated, rejected: row.unnamedRejected },
    leading: value === null ? undefined : { value, created: created ?? 0, rejected: rejected ?? 0 },
  };
}
