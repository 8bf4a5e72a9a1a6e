import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { toBytes } from "../model/bytes.ts";
import type { TrendRun } from "../trends-schema.ts";
import type { PastRun, RememberingScope } from "./past-runs.ts";
import { readRows, rowBytes, rowCount } from "./read-rows.ts";

const RUNS = 60;

const numbers = z.object({
  number: rowCount,
  approved: rowCount,
  rejected: rowCount,
  processing: rowCount,
  failed: rowCount,
  other: rowCount,
  size: rowBytes,
  rejectedSize: rowBytes,
});
type Numbers = z.output<typeof numbers>;

/** Files, statuses and bytes of the last slots that all of the scopes have finished, oldest first. */
export async function readRunTrends(
  connection: DuckDBConnection,
  scopes: readonly RememberingScope[],
): Promise<TrendRun[]> {
  const [first] = scopes;
  if (first === undefined) return [];
  const bySlot = scopes.map(({ runs }) => new Map(runs.map((run) => [run.slot, run])));
  const slots = first.runs
    .map(({ slot }) => slot)
    .filter((slot) => bySlot.every((runs) => runs.has(slot)))
    .slice(0, RUNS);
  const numbersOf: ReadonlyMap<number, Numbers>[] = [];
  for (const [index, scope] of scopes.entries()) {
    const shown = slots.flatMap((slot) => bySlot[index]?.get(slot)?.number ?? []);
    numbersOf.push(await readNumbers(connection, scope.database, shown));
  }
  return slots.toReversed().map((slot) =>
    trendRun(
      slot,
      scopes.flatMap(({ runs: [standing] }, index) => {
        const run = bySlot[index]?.get(slot);
        if (run === undefined) return [];
        // What a list named that was another one is in no history.
        const isKnown = run.inputDigest === standing.inputDigest;
        return [{ run, numbers: isKnown ? (numbersOf[index]?.get(run.number) ?? null) : null }];
      }),
    ),
  );
}

function trendRun(
  slot: string,
  parts: readonly { readonly run: PastRun; readonly numbers: Numbers | null }[],
): TrendRun {
  const files = parts.reduce((sum, { run }) => sum + run.references, 0);
  const known = parts.flatMap(({ numbers: of }) => (of === null ? [] : [of]));
  const sum = (name: "approved" | "rejected" | "processing" | "failed" | "other"): number =>
    known.reduce((total, of) => total + of[name], 0);
  const bytes = (name: "size" | "rejectedSize") => toBytes(known.reduce((total, of) => total + of[name], 0n));
  const isKnown = known.length === parts.length;
  const [approved, rejected, processing] = [sum("approved"), sum("rejected"), sum("processing")];
  const [failed, other] = [sum("failed"), sum("other")];
  const none = files - approved - rejected - processing - failed - other;
  return {
    slot,
    startedAt: parts[0]?.run.startedAt ?? "",
    status: parts.every(({ run }) => run.status === "complete") ? "complete" : "partial",
    files,
    statuses: isKnown ? { approved, rejected, processing, failed, other, none } : null,
    sizeBytes: isKnown ? bytes("size") : null,
    rejectedSizeBytes: isKnown ? bytes("rejectedSize") : null,
  };
}

/** Every version is read once, and counts from the first shown run that had it to the last one. */
async function readNumbers(
  connection: DuckDBConnection,
  database: string,
  shown: readonly number[],
): Promise<ReadonlyMap<number, Numbers>> {
  if (shown.length === 0) return new Map();
  const statuses = { approved: "APPROVED", rejected: "REJECTED", processing: "PROCESSING", failed: "FAILED" };
  const known = Object.values(statuses).map((status) => `'${status}'`);
  const counts = Object.entries(statuses).map(
    ([name, status]) => `coalesce(sum(files) FILTER (status = '${status}'), 0)::BIGINT AS ${name}`,
  );
  const places = `[${shown.toSorted((one, other) => one - other).join(", ")}]`;
  const placeOf = (column: string): string => `len(list_filter(${places}, lambda n: n < ${column}))`;
  const rows = await readRows(
    connection,
    numbers,
    `WITH versions AS (
       SELECT from_run, until_run, file_status, file_size_bytes FROM ${database}.main.past_versions WHERE from_run IS NOT NULL
       UNION ALL SELECT since_run, 2147483647, file_status, file_size_bytes FROM ${database}.main.outcomes
         WHERE since_run IS NOT NULL AND vanished_run IS NULL),
     groups AS (
       SELECT ${placeOf("from_run")} AS first_place, ${placeOf("until_run")} AS end_place,
         CASE WHEN file_status IN (${known.join(", ")}) THEN file_status WHEN file_status IS NOT NULL THEN 'other' END AS status,
         count(*) AS files, coalesce(sum(file_size_bytes), 0)::HUGEINT AS size
       FROM versions GROUP BY ALL HAVING first_place < end_place),
     shown AS (SELECT unnest(${places}) AS number, generate_subscripts(${places}, 1) - 1 AS place)
     SELECT number, ${counts.join(", ")}, coalesce(sum(files) FILTER (status = 'other'), 0)::BIGINT AS other,
       coalesce(sum(size), 0)::HUGEINT AS size, coalesce(sum(size) FILTER (status = 'REJECTED'), 0)::HUGEINT AS "rejectedSize"
     FROM shown LEFT JOIN groups ON first_place <= place AND place < end_place GROUP BY number`,
  );
  return new Map(rows.map((row) => [row.number, row]));
}
