import type { ConfigurationsAnswer, Irregularity } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Spent } from "./journal-rows.ts";
import type { State } from "./open-state.ts";
import { sqlTime } from "./searches.ts";
import { inTransaction } from "./transaction.ts";

/** Whether an irregularity is of an answer about limits, in SQL: unlike those about files, it names no resource. */
export const IS_OF_LIMITS = "starts_with(path, 'AttachedFilesConfigurations')";

/** What came of asking an instance for its limits. */
export interface LimitsAnswer {
  readonly instanceId: string;
  readonly runNumber: number;
  readonly askedAt: Date;
  readonly outcome: ConfigurationsAnswer | { readonly errorCode: string; readonly message: string };
  readonly spent: Spent;
}

/**
 * The instances of a run's files of which it has not learnt the limits yet, those with the most files first.
 *
 * @param most how many instances are asked at all.
 */
export async function instancesToAsk({ connection }: State, most: number): Promise<readonly string[]> {
  const rows = await connection.runAndReadAll(
    `SELECT instance_id FROM (
       SELECT instance_id, count(*) AS files FROM working_plan GROUP BY ALL ORDER BY files DESC, instance_id LIMIT ${most})
     WHERE instance_id NOT IN (SELECT instance_id FROM working_instance_limits WHERE answer = 'learnt')
     ORDER BY files DESC, instance_id`,
  );
  return rows.getRowsJS().map(([instanceId]) => String(instanceId));
}

/** Notes an answer for the run that is under way, and what it cost, durably. */
export async function noteLimits({ connection }: State, slot: string, answer: LimitsAnswer): Promise<void> {
  const { instanceId, runNumber, askedAt, outcome, spent } = answer;
  await inTransaction(connection, async () => {
    await connection.run("DELETE FROM working_instance_limits WHERE instance_id = $instanceId", { instanceId });
    await connection.run(
      `INSERT INTO working_instance_limits
       VALUES ($instanceId, $runNumber, $at::TIMESTAMP, $answer, $code, $message, $learntAt::TIMESTAMP, $configurations)`,
      { instanceId, runNumber, at: sqlTime(askedAt), ...answerColumns(outcome, askedAt) },
    );
    if ("isPermitted" in outcome && outcome.isPermitted) await noteIrregularities(connection, outcome.irregularities);
    await noteLimitsSpent(connection, slot, spent);
  });
}

/** Counts into a run what asking for limits has cost, whatever came of it. */
export async function noteLimitsSpent(connection: DuckDBConnection, slot: string, spent: Spent): Promise<void> {
  await connection.run(
    `UPDATE runs SET limit_requests = limit_requests + $requests, requests = requests + $requests,
       retries = retries + $retries, throttles = throttles + $throttles WHERE slot = $slot`,
    {
      slot,
      requests: BigInt(spent.requests),
      retries: BigInt(spent.retries),
      throttles: BigInt(spent.throttles),
    },
  );
}

function answerColumns(
  outcome: LimitsAnswer["outcome"],
  askedAt: Date,
): Readonly<Record<"answer" | "code" | "message" | "learntAt" | "configurations", string | null>> {
  const unlearnt = { code: null, message: null, learntAt: null, configurations: null };
  if ("errorCode" in outcome) {
    return { ...unlearnt, answer: "failed", code: outcome.errorCode, message: outcome.message.toWellFormed() };
  }
  if (!outcome.isPermitted) {
    const message = outcome.message.toWellFormed();
    return { ...unlearnt, answer: "not-permitted", code: "AccessDeniedException", message };
  }
  // A size that a JSON number would alter stands as its digits.
  const configurations = JSON.stringify(outcome.configurations, (_, member: unknown) =>
    typeof member === "bigint" ? String(member) : member,
  );
  return { ...unlearnt, answer: "learnt", learntAt: sqlTime(askedAt), configurations };
}

async function noteIrregularities(connection: DuckDBConnection, all: readonly Irregularity[]): Promise<void> {
  for (const { kind, path, detail } of all) {
    await connection.run("INSERT INTO working_irregularities VALUES ($kind, $path, NULL, NULL, $detail, NULL)", {
      kind,
      path: path.startsWith("AttachedFilesConfigurations") ? path : `AttachedFilesConfigurations: ${path}`,
      detail: detail.toWellFormed(),
    });
  }
}

/**
 * Puts what a run learnt in the place of what was known; what was learnt before stays where it could not be learnt anew.
 * Instances without files are forgotten. Within a transaction, behind the run's outcomes.
 */
export async function publishLimits(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `UPDATE working_instance_limits AS new SET learnt_at = old.learnt_at, configurations = old.configurations
     FROM instance_limits AS old WHERE old.instance_id = new.instance_id AND new.answer <> 'learnt'`,
  );
  // Instances are few, and files are many: without DISTINCT every file's would be held in memory.
  await connection.run(
    `DELETE FROM instance_limits WHERE instance_id IN (SELECT instance_id FROM working_instance_limits)
       OR instance_id NOT IN (SELECT DISTINCT instance_id FROM outcomes)`,
  );
  await connection.run("INSERT INTO instance_limits SELECT * FROM working_instance_limits");
}
