import type { DuckDBConnection } from "@duckdb/node-api";
import { KEY, METADATA_COLUMNS, OUTCOME_COLUMNS, VERSION_COLUMNS } from "./columns.ts";

/** References that are joined at a time: DuckDB cannot join and sort wide rows in any number within its memory. */
const SLICE = 20_000;

export interface PublishInput {
  readonly runNumber: number;
  /** The last full search that came to its end; 0 where files are not searched for. */
  readonly finishedSweep: number;
  /** Whether what stands is of another place than the run: whoever answered there is no witness here. */
  readonly isElsewhere: boolean;
}

/**
 * Puts the outcomes of a run in the place of the last run's, each reference beside its own, in the order of the keys.
 * What was known is not lost by a run that learned less: one that was not answered keeps its last answer. What changed
 * leaves its last version in `past_versions`. Within a transaction.
 *
 * @returns how many files came back that had vanished.
 */
export async function publishOutcomes(connection: DuckDBConnection, input: PublishInput): Promise<number> {
  await connection.run(
    // A case that is gone is answered with 404, and so is a wrong instance: one that never answered is no witness.
    `CREATE OR REPLACE TEMP TABLE witnesses AS
     SELECT DISTINCT instance_id FROM outcomes WHERE confirmed_at IS NOT NULL AND NOT ${input.isElsewhere}
     UNION SELECT DISTINCT instance_id FROM working_plan
       SEMI JOIN (SELECT number FROM working_outcomes WHERE outcome <> 'failed') USING (number)`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE vanished_before AS
     SELECT ${KEY}, min(first_seen_run) AS first_seen_run FROM past_versions WHERE vanished GROUP BY ${KEY}`,
  );
  await connection.run(`CREATE TABLE next_outcomes (${OUTCOME_COLUMNS})`);
  const counted = await connection.runAndReadAll("SELECT coalesce(max(number), 0) FROM working_plan");
  const references = Number(counted.value(0, 0));
  let reappeared = 0;
  for (let from = 0; from < references; from += SLICE) {
    reappeared += await publishSlice(connection, input, from, from + SLICE);
  }
  await connection.run("DROP TABLE outcomes");
  await connection.run("ALTER TABLE next_outcomes RENAME TO outcomes");
  for (const table of ["witnesses", "vanished_before"]) await connection.run(`DROP TABLE ${table}`);
  return reappeared;
}

async function publishSlice(
  connection: DuckDBConnection,
  { runNumber, finishedSweep }: PublishInput,
  from: number,
  to: number,
): Promise<number> {
  const bounds = await connection.runAndReadAll(
    "SELECT coalesce(min(known), 0), coalesce(max(known), -1) FROM working_plan WHERE number > $from AND number <= $to",
    { from: BigInt(from), to: BigInt(to) },
  );
  const [firstKnown, lastKnown] = bounds.getRowsJS()[0] ?? [];
  const slice = {
    from: BigInt(from),
    to: BigInt(to),
    firstKnown: firstKnown as bigint,
    lastKnown: lastKnown as bigint,
  };
  // Worked out anew each time: what a table of its own holds is kept until the transaction ends, for every slice.
  const merged = mergeSql(runNumber, finishedSweep);
  await connection.run(
    `INSERT INTO next_outcomes BY NAME
     SELECT COLUMNS(c -> c NOT LIKE 'old\\_%' ESCAPE '\\') FROM (${merged}) ORDER BY number`,
    slice,
  );
  await connection.run(
    `INSERT INTO past_versions BY NAME
     SELECT ${KEY}, first_seen_run, old_since_run AS from_run, ${runNumber} AS until_run,
       vanished_run IS NOT NULL AS vanished, ${VERSION_COLUMNS.map((name) => `old_${name} AS ${name}`).join(", ")}
     FROM (${merged})
     WHERE (since_run = ${runNumber} AND old_since_run < ${runNumber}) OR (vanished_run = ${runNumber} AND old_vanished_run IS NULL)`,
    slice,
  );
  const reappeared = await connection.runAndReadAll(
    `SELECT count(*) FROM working_plan SEMI JOIN vanished_before USING (${KEY})
     WHERE number > $from AND number <= $to AND known IS NULL`,
    { from: slice.from, to: slice.to },
  );
  return Number(reappeared.value(0, 0));
}

/** Plan, answers and what is known, side by side; columns that begin with `old_` tell what was known. */
function mergeSql(runNumber: number, finishedSweep: number): string {
  const isGone = `(w.outcome = 'failed' AND w.error_code = 'ResourceNotFoundException' AND t.instance_id IS NOT NULL)`;
  const isAnswered = "(answer_now IS NOT NULL)";
  // A run that goes on asks for answered files once more, if a call has room: one that fails takes no answer away.
  const isAnsweredBefore = `(answer_now IS NULL AND k.answered_run = ${runNumber})`;
  const told = [...METADATA_COLUMNS].map(
    (name) => `CASE WHEN ${isAnswered} THEN w.${name} ELSE k.${name} END AS ${name}`,
  );
  const changed = VERSION_COLUMNS.map((name) => `${name} IS DISTINCT FROM old_${name}`).join(" OR ");
  return `
    SELECT * EXCLUDE (is_answered, answer_now),
      CASE WHEN is_answered AND (old_since_run IS NULL OR ${changed}) THEN ${runNumber} ELSE old_since_run END AS since_run,
      CASE WHEN sweep < ${finishedSweep} AND answered_run = ${runNumber} AND answer <> 'retrieved' THEN ${runNumber} END AS vanished_run
    FROM (
      SELECT p.number, p.instance_id, p.associated_resource_arn, p.file_id, p.association_time, p.sweep,
        CASE WHEN ${isGone} THEN 'refused' WHEN w.outcome IN ('retrieved', 'refused', 'unanswered') THEN w.outcome END AS answer_now,
        ${isAnswered} AS is_answered,
        CASE WHEN ${isAnswered} THEN answer_now WHEN ${isAnsweredBefore} THEN k.outcome
          WHEN w.outcome IS NOT NULL THEN w.outcome WHEN p.due_reason IS NULL THEN 'carried' ELSE 'deferred' END AS outcome,
        ${told.join(", ")},
        CASE WHEN ${isAnsweredBefore} THEN k.error_code ELSE w.error_code END AS error_code,
        CASE WHEN ${isAnsweredBefore} THEN k.error_message ELSE w.error_message END AS error_message,
        CASE WHEN ${isAnswered} THEN w.checked_at ELSE coalesce(k.checked_at, w.checked_at) END AS checked_at,
        coalesce(answer_now, k.answer) AS answer,
        CASE WHEN ${isAnswered} THEN ${runNumber} ELSE k.answered_run END AS answered_run,
        CASE WHEN answer_now = 'retrieved' THEN w.checked_at ELSE k.confirmed_at END AS confirmed_at,
        coalesce(k.first_seen_run, v.first_seen_run, ${runNumber}) AS first_seen_run,
        p.known AS old_known, k.since_run AS old_since_run, k.vanished_run AS old_vanished_run,
        ${VERSION_COLUMNS.map((name) => `k.${name} AS old_${name}`).join(", ")}
      FROM (SELECT * FROM working_plan WHERE number > $from AND number <= $to) AS p
      LEFT JOIN (SELECT * FROM working_outcomes WHERE number > $from AND number <= $to) AS w USING (number)
      LEFT JOIN (SELECT * FROM outcomes WHERE number BETWEEN $firstKnown AND $lastKnown) AS k ON k.number = p.known
      LEFT JOIN witnesses AS t ON t.instance_id = p.instance_id
      LEFT JOIN vanished_before AS v ON p.known IS NULL AND v.instance_id = p.instance_id
        AND v.associated_resource_arn = p.associated_resource_arn AND v.file_id = p.file_id)`;
}
