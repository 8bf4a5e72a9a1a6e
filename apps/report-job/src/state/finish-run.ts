import { OUTCOME_KINDS, type OutcomeCounts, runStatus } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type FinishedRun, finishedRun } from "./finished-run.ts";
import { clearWorkingTables } from "./open-run.ts";
import type { State } from "./open-state.ts";
import { inTransaction } from "./transaction.ts";

export interface RunEnd {
  readonly finishedAt: Date;
  /** What ended the discovery or the calls early. */
  readonly trouble?: { readonly code: string; readonly message: string };
}

/** Publishes the run's outcomes in place of the last run's, in one transaction. References without one are deferred. */
export async function finishRun(state: State, slot: string, end: RunEnd): Promise<FinishedRun> {
  await inTransaction(state.connection, async (connection) => {
    await publishOutcomes(connection);
    await connection.run("DELETE FROM irregularities");
    await connection.run("INSERT INTO irregularities SELECT * FROM working_irregularities ORDER BY ALL");
    const counts = OUTCOME_KINDS.map((kind) => `${kind} = (SELECT count(*) FROM outcomes WHERE outcome = '${kind}')`);
    await connection.run(
      `UPDATE runs SET "references" = (SELECT count(*) FROM working_references), ${counts.join(", ")},
        finished_at = $at::TIMESTAMP, resume_token = NULL, trouble_code = $code, trouble_message = $message WHERE slot = $slot`,
      {
        slot,
        at: end.finishedAt.toISOString().slice(0, -1),
        code: end.trouble?.code ?? null,
        message: end.trouble?.message.toWellFormed() ?? null,
      },
    );
    await connection.run(
      "UPDATE runs SET status = CASE WHEN $status THEN 'complete' ELSE 'partial' END WHERE slot = $slot",
      { slot, status: await isComplete(state, slot) },
    );
    await clearWorkingTables(state);
  });
  const finished = await finishedRun(state, slot);
  if (finished === undefined) throw new Error(`the run of slot ${slot} vanished while it was finished`);
  return finished;
}

async function isComplete(state: State, slot: string): Promise<boolean> {
  const rows = await state.connection.runAndReadAll(
    `SELECT discovery_finished, ${OUTCOME_KINDS.join(", ")} FROM runs WHERE slot = $slot`,
    { slot },
  );
  const [row] = rows.getRowObjectsJS();
  const counts = Object.fromEntries(
    OUTCOME_KINDS.map((kind) => [kind, Number(row?.[kind])]),
  ) as unknown as OutcomeCounts;
  return runStatus(counts, row?.discovery_finished === true) === "complete";
}

/** References that are joined and sorted at a time: DuckDB cannot sort wide rows in any number within its memory. */
const SLICE = 100_000;

/** Puts each reference beside its outcome, in the order of the keys. */
async function publishOutcomes(connection: DuckDBConnection): Promise<void> {
  await connection.run("DELETE FROM outcomes");
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ordered AS
     SELECT row_number() OVER (ORDER BY instance_id, associated_resource_arn, file_id) AS number, *
     FROM working_references`,
  );
  const counted = await connection.runAndReadAll("SELECT count(*) FROM ordered");
  const references = Number(counted.value(0, 0));
  for (let from = 0; from < references; from += SLICE) {
    await connection.run(
      `INSERT INTO outcomes
       SELECT r.* EXCLUDE (number), coalesce(o.outcome, 'deferred'),
         o.* EXCLUDE (instance_id, associated_resource_arn, file_id, outcome)
       FROM (SELECT * FROM ordered WHERE number > $from AND number <= $to) AS r
       LEFT JOIN working_outcomes AS o USING (instance_id, associated_resource_arn, file_id)
       ORDER BY r.number`,
      { from: BigInt(from), to: BigInt(from + SLICE) },
    );
  }
  await connection.run("DROP TABLE ordered");
}
