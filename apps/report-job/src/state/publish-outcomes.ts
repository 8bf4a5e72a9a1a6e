import type { DuckDBConnection } from "@duckdb/node-api";
import { STANDING_SLOT } from "./finished-run.ts";
import { METADATA_COLUMNS } from "./schema.ts";

const KEY = "instance_id, associated_resource_arn, file_id";

/** References that are joined and sorted at a time: DuckDB cannot sort wide rows in any number within its memory. */
const SLICE = 100_000;

/**
 * Puts the outcomes of a run in the place of the last run's, each reference beside its own, in the order of the keys;
 * one without an outcome is deferred. What the last run of the same input knew is not lost by a run that learned less: a
 * file that was not answered keeps its metadata, and where the search did not reach its end, those that it did not come
 * to stay known, as deferred. Within a transaction.
 */
export async function publishOutcomes(connection: DuckDBConnection, slot: string): Promise<void> {
  const isSameInput = `(SELECT input_digest FROM runs WHERE slot = $slot) IS NOT DISTINCT FROM
    (SELECT max(input_digest) FROM (SELECT * FROM runs UNION ALL SELECT * FROM reopened_runs)
     WHERE slot = ${STANDING_SLOT} AND status IN ('complete', 'partial'))`;
  await connection.run(
    `INSERT INTO working_references
     SELECT ${KEY}, association_time FROM outcomes ANTI JOIN working_references USING (${KEY})
     WHERE ${isSameInput} AND NOT (SELECT discovery_finished FROM runs WHERE slot = $slot)`,
    { slot },
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE last_known AS
     SELECT ${KEY}, ${METADATA_COLUMNS.join(", ")}, checked_at FROM outcomes
     SEMI JOIN (
       SELECT ${KEY} FROM working_references
       ANTI JOIN (SELECT ${KEY} FROM working_outcomes WHERE outcome <> 'failed') USING (${KEY})) USING (${KEY})
     WHERE ${isSameInput} AND coalesce(${METADATA_COLUMNS.map((name) => `${name}::VARCHAR`).join(", ")}) IS NOT NULL`,
    { slot },
  );
  await connection.run("DELETE FROM outcomes");
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ordered AS
     SELECT row_number() OVER (ORDER BY ${KEY}) AS number, *
     FROM working_references`,
  );
  const counted = await connection.runAndReadAll("SELECT count(*) FROM ordered");
  const references = Number(counted.value(0, 0));
  const metadata = METADATA_COLUMNS.map((name) => `coalesce(o.${name}, k.${name})`).join(", ");
  for (let from = 0; from < references; from += SLICE) {
    await connection.run(
      `INSERT INTO outcomes
       SELECT r.* EXCLUDE (number), coalesce(o.outcome, 'deferred'), ${metadata},
         o.error_code, o.error_message, coalesce(k.checked_at, o.checked_at)
       FROM (SELECT * FROM ordered WHERE number > $from AND number <= $to) AS r
       LEFT JOIN working_outcomes AS o USING (${KEY})
       LEFT JOIN last_known AS k USING (${KEY})
       ORDER BY r.number`,
      { from: BigInt(from), to: BigInt(from + SLICE) },
    );
  }
  await connection.run("DROP TABLE ordered");
  await connection.run("DROP TABLE last_known");
}
