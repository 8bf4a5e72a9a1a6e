import type { Policy } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { problemRules } from "./problem-rules.ts";
import { readRows, rowCount } from "./read-rows.ts";

/** How many files were in PROCESSING for longer than each age that a policy names, by its seconds. */
export async function countStuckAges(
  connection: DuckDBConnection,
  policy: Policy,
): Promise<ReadonlyMap<number, number>> {
  const ages = new Set(
    policy.flatMap(({ condition: { metric } }) => (metric.kind === "stuck-older-than" ? [metric.ageSeconds] : [])),
  );
  const counts = new Map<number, number>();
  for (const age of ages) {
    const sql = `SELECT count(*) AS files FROM files WHERE ${problemRules(age).stuck}`;
    const [row] = await readRows(connection, z.object({ files: rowCount }), sql);
    counts.set(age, row?.files ?? 0);
  }
  return counts;
}
