import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { KEY } from "../../state/columns.ts";
import type { Trends } from "../trends-schema.ts";
import { instantOf } from "./files-relation.ts";
import type { RememberingScope } from "./past-runs.ts";
import { readRows, rowCount } from "./read-rows.ts";

const QUANTILES = { p50: 0.5, p90: 0.9, p99: 0.99, max: 1 };
const FINAL = "file_status IN ('APPROVED', 'REJECTED', 'FAILED')";

const seconds = z.object({ p50: rowCount, p90: rowCount, p99: rowCount, max: rowCount });
const row = z.object({
  files: rowCount,
  seenProcessing: rowCount,
  atLeastSeconds: seconds.nullable(),
  atMostSeconds: seconds.nullable(),
});

/** How long files took from their creation to their verdict, between the bounds that runs know. */
export async function readVerdicts(
  connection: DuckDBConnection,
  scopes: readonly RememberingScope[],
): Promise<Trends["verdicts"]> {
  const nothing = { files: 0, seenProcessing: 0, atLeastSeconds: null, atMostSeconds: null };
  if (scopes.length === 0) return nothing;
  const quantiles = (column: string): string =>
    `CASE WHEN count(*) > 0 THEN {${Object.entries(QUANTILES)
      .map(([name, quantile]) => `${name}: quantile_disc(${column}, ${quantile})`)
      .join(", ")}} END`;
  const [read] = await readRows(
    connection,
    row,
    `SELECT count(*) AS files, count(*) FILTER (seen_processing) AS "seenProcessing",
       ${quantiles("at_least")} AS "atLeastSeconds", ${quantiles("at_most")} AS "atMostSeconds"
     FROM (${scopes.map(boundsSql).join(" UNION ALL ")})`,
  );
  return read ?? nothing;
}

/** Files that were there before the first run tell nothing: they may have had their verdict for years. */
function boundsSql({ database, runs }: RememberingScope): string {
  const first = runs.toSorted((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt))[0] ?? runs[0];
  const times = runs.map(
    ({ number, startedAt, finishedAt }) =>
      `(${number}, ${Date.parse(startedAt)}::BIGINT, ${Date.parse(finishedAt)}::BIGINT)`,
  );
  return `
    SELECT coalesce(floor(greatest(seen.started - created, 0) / 1000), 0)::BIGINT AS at_least,
      ceil(greatest(CASE WHEN answered_run = verdict_run THEN checked ELSE told.finished END - created, 0) / 1000)::BIGINT AS at_most,
      seen.started IS NOT NULL AS seen_processing
    FROM (
      SELECT created, checked, answered_run, coalesce(p.first_final, since_run) AS verdict_run,
        CASE WHEN p.last_processing < coalesce(p.first_final, since_run) THEN p.last_processing END AS processing_run
      FROM (
        SELECT ${KEY}, since_run, answered_run, epoch_ms(checked_at) AS checked,
          epoch_ms(${instantOf("creation_time")}) AS created
        FROM ${database}.main.outcomes WHERE ${FINAL} AND since_run IS NOT NULL AND vanished_run IS NULL)
      LEFT JOIN (
        SELECT ${KEY}, min(from_run) FILTER (${FINAL}) AS first_final,
          max(from_run) FILTER (file_status = 'PROCESSING') AS last_processing
        FROM ${database}.main.past_versions GROUP BY ${KEY}) p USING (${KEY})
      WHERE created >= ${Date.parse(first.startedAt)})
    JOIN (VALUES ${times.join(", ")}) AS told(run, started, finished) ON told.run = verdict_run
    LEFT JOIN (VALUES ${times.join(", ")}) AS seen(run, started, finished) ON seen.run = processing_run`;
}
