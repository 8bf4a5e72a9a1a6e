import { keepDiscovery } from "./discovery-before.ts";
import { IS_OF_LIMITS } from "./instance-limits.ts";
import type { State } from "./open-state.ts";

/**
 * Makes a partial run, whose outcomes stand in the state, one that is under way again: what it was answered stays, what
 * failed or was deferred is due once more. Where its search had not reached its end, or is a list, it is made again, and
 * what it noted is noted again. The run as it had ended is kept beside it until it ends anew. Within a transaction.
 */
export async function reopenRun({ connection }: State, slot: string, isList: boolean): Promise<void> {
  await keepDiscovery(connection);
  await connection.run("INSERT INTO reopened_runs SELECT * FROM runs WHERE slot = $slot", { slot });
  const searched = `(SELECT discovery_finished AND NOT ${isList} FROM runs WHERE slot = $slot)`;
  // What an answer to a call held names the resource that was asked about; what a search held does not.
  await connection.run(
    `INSERT INTO working_irregularities
     SELECT * FROM irregularities WHERE ${searched} OR associated_resource_arn IS NOT NULL OR ${IS_OF_LIMITS}`,
    { slot },
  );
  await connection.run(
    `INSERT INTO working_instance_limits
     SELECT * FROM instance_limits WHERE run = (SELECT number FROM runs WHERE slot = $slot)`,
    { slot },
  );
  await connection.run(
    `UPDATE runs SET status = 'running', finished_at = NULL, published_at = NULL, resume_token = NULL, planned = false,
       since_finished = ${searched}, discovery_finished = ${searched},
       repeated = CASE WHEN ${searched} THEN repeated ELSE 0 END WHERE slot = $slot`,
    { slot },
  );
}

/** Puts a run that went on, and is given up, back as it had ended before. Within a transaction. */
export async function restoreReopened({ connection }: State): Promise<void> {
  await connection.run("DELETE FROM runs WHERE slot IN (SELECT slot FROM reopened_runs)");
  await connection.run("INSERT INTO runs SELECT * FROM reopened_runs");
  await connection.run("DELETE FROM reopened_runs");
}
