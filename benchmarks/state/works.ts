import type { DuckDBConnection } from "@duckdb/node-api";
import { changesBetweenSql } from "../../apps/report-job/src/history/changes-between.ts";
import { withHistory } from "../../apps/report-job/src/history/open-history.ts";
import { KEY, METADATA_COLUMNS } from "../../apps/report-job/src/state/columns.ts";
import { openState, stateFilePath } from "../../apps/report-job/src/state/open-state.ts";
import { fillPlan } from "../../apps/report-job/src/state/plan/plan-references.ts";
import { publishOutcomes } from "../../apps/report-job/src/state/publish-outcomes.ts";
import { inTransaction } from "../../apps/report-job/src/state/transaction.ts";
import { manyFiles } from "../report/many-files.ts";

/** A piece of work on a state of many files, as the engine does it, and as plain SQL would in DuckDB alone. */
export interface Work {
  readonly what: string;
  /** Makes what it works on, not measured, in a state that holds files of ten runs. */
  prepare(connection: DuckDBConnection, files: number): Promise<void>;
  engine(stateFolder: string, output: string): Promise<void>;
  plain(connection: DuckDBConnection, output: string): Promise<void>;
}

export const SCOPE = "main";
const RUN = 12;
const DAY_MS = 86_400_000;
const STARTED_AT = new Date("2026-11-25T06:00:00.000Z");
const METADATA = METADATA_COLUMNS.filter((name) => name !== "answered_resource_arn" && name !== "unknown_members");

async function inState(stateFolder: string, work: (connection: DuckDBConnection) => Promise<unknown>): Promise<void> {
  const state = await openState(stateFolder, SCOPE);
  try {
    await inTransaction(state.connection, async (connection) => {
      await work(connection);
    });
  } finally {
    await state.close();
  }
}

async function runAll(connection: DuckDBConnection, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.run(statement);
}

/** Every file of a first run: planned, and answered. */
const commit: Work = {
  what: "commit of a first run: every file planned and answered",
  prepare: async (connection, files) => {
    await runAll(
      connection,
      `INSERT INTO working_plan BY NAME SELECT number, ${KEY}, association_time, (number - 1) // 3 AS resource, 1 AS sweep,
         true AS is_found, 'new' AS due_reason, 0 AS due_rank FROM (${manyFiles(files)})`,
      `INSERT INTO working_outcomes BY NAME SELECT number, outcome, ${METADATA.join(", ")}, checked_at FROM (${manyFiles(files)})`,
      "DELETE FROM outcomes",
      "DELETE FROM past_versions",
    );
  },
  engine: (stateFolder) =>
    inState(stateFolder, (connection) =>
      publishOutcomes(connection, { runNumber: RUN, finishedSweep: 0, isElsewhere: false }),
    ),
  plain: (connection) =>
    runAll(
      connection,
      `CREATE TABLE plain AS SELECT p.*, w.* EXCLUDE (number), ${RUN} AS first_seen_run, ${RUN} AS since_run
       FROM working_plan p LEFT JOIN working_outcomes w USING (number) ORDER BY p.number`,
      "CHECKPOINT",
    ),
};

/** A day later: one file in a hundred is new, and some that are known were found again. */
const plan: Work = {
  what: "planning a day later: everything known, 1 % found new",
  prepare: async (connection, files) => {
    await runAll(
      connection,
      `INSERT INTO working_found SELECT ${KEY}, association_time FROM (${manyFiles(files)}) WHERE number % 300 = 1`,
      `INSERT INTO working_found SELECT instance_id, associated_resource_arn, 'new-' || file_id, association_time
       FROM (${manyFiles(files)}) WHERE number % 100 = 1`,
    );
  },
  engine: (stateFolder) =>
    inState(stateFolder, (connection) =>
      fillPlan(connection, {
        run: { number: RUN, startedAt: STARTED_AT },
        ...{ knows: true, foundOnly: false, sweep: 0, finishedSweep: 0, finishedSweepRun: 0 },
        freshness: { recheckAfterSeconds: 30 * 86_400, full: false },
      }),
    ),
  plain: (connection) =>
    runAll(
      connection,
      `CREATE TABLE plain AS SELECT row_number() OVER (ORDER BY instance_id, associated_resource_arn, file_id) AS number, * FROM (
         SELECT instance_id, associated_resource_arn, file_id, k.number AS known,
           CASE WHEN k.number IS NULL THEN 'new' WHEN k.file_status NOT IN ('APPROVED', 'REJECTED', 'FAILED') THEN 'unsettled'
             WHEN epoch_ms(k.checked_at) < ${STARTED_AT.getTime() - 30 * DAY_MS} THEN 'recheck' END AS due_reason
         FROM outcomes k FULL JOIN (SELECT DISTINCT ${KEY} FROM working_found) f USING (${KEY}))`,
      "CHECKPOINT",
    ),
};

/** Between two of ten runs: of the files that ever changed, one in fifty, a ninth has done so then. */
const compare: Work = {
  what: "comparison of two of ten runs: 0.2 % changed",
  prepare: async () => {},
  engine: (stateFolder, output) =>
    withHistory([{ name: SCOPE, stateFile: stateFilePath(stateFolder, SCOPE) }], async ({ connection }) => {
      const bounds = `SELECT '${SCOPE}' AS scope, 9 AS a, 11 AS b`;
      await connection.run(`COPY (${changesBetweenSql(bounds)}) TO '${output}' (FORMAT csv)`);
    }),
  plain: (connection, output) =>
    runAll(
      connection,
      `COPY (
         SELECT ${KEY}, 'changed' AS kind, 'file_status' AS member, p.file_status AS "before", o.file_status AS "after"
         FROM past_versions p JOIN outcomes o USING (${KEY})
         WHERE p.from_run <= 9 AND p.until_run > 9 AND p.file_status IS DISTINCT FROM o.file_status) TO '${output}' (FORMAT csv)`,
    ),
};

export const WORKS: Readonly<Record<string, Work>> = { commit, plan, compare };
