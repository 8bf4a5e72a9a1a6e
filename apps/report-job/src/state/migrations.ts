import { TABLES } from "./schema.ts";

/** Tables that version 4 made anew; the others stayed as they were. */
const NEW_IN_4 = /^CREATE TABLE (?!schema_version|loaded_journals|irregularities|(working_)?instance_limits)/;
const NEW_IN_5 = /^CREATE TABLE (working_)?instance_limits/;
const MOVED_ON = "source_digest IN (SELECT source_digest FROM runs WHERE status = 'running' AND planned)";

/** What makes a state of the version before one of this version, by the version that is reached. */
export const MIGRATIONS: Readonly<Record<number, readonly string[]>> = {
  // Version 1 did not note what was published; it published as soon as a run had finished.
  2: [
    "ALTER TABLE runs ADD COLUMN published_at TIMESTAMP",
    "UPDATE runs SET published_at = finished_at WHERE status IN ('complete', 'partial')",
  ],
  // Version 2 never went on with a run that had ended.
  3: ["CREATE TABLE reopened_runs AS SELECT * FROM runs LIMIT 0"],
  // Version 3 asked for every file in every run: its last answers become what is known. Work of a run that was under way is
  // given up, for its journals name no numbers; a partial run that went on stands as it had ended.
  4: [
    "DELETE FROM runs WHERE slot IN (SELECT slot FROM reopened_runs)",
    "INSERT INTO runs SELECT * FROM reopened_runs",
    "UPDATE runs SET status = 'abandoned' WHERE status = 'running'",
    ...["working_references", "working_outcomes", "working_irregularities", "reopened_runs"].map(
      (table) => `DROP TABLE ${table}`,
    ),
    "ALTER TABLE runs RENAME TO runs_3",
    "ALTER TABLE outcomes RENAME TO outcomes_3",
    ...TABLES.filter((table) => NEW_IN_4.test(table)),
    // What a list asked was not noted apart from the list itself; a search and its place are the same thing.
    `INSERT INTO runs BY NAME
     SELECT * EXCLUDE (resume_token), row_number() OVER (ORDER BY started_at, slot)::INTEGER AS number,
       CASE WHEN input LIKE '%Cases domain%' THEN input_digest END AS source_digest, true AS planned,
       "references" AS due, calls AS requests
     FROM runs_3`,
    `INSERT INTO outcomes BY NAME
     SELECT * EXCLUDE (last_run), row_number() OVER () AS number,
       CASE WHEN outcome IN ('retrieved', 'refused', 'unanswered') THEN outcome
         WHEN coalesce(file_name, file_status, file_arn) IS NOT NULL THEN 'retrieved' END AS answer,
       CASE WHEN answer IS NOT NULL THEN last_run END AS answered_run,
       CASE WHEN answer = 'retrieved' THEN checked_at END AS confirmed_at,
       last_run AS first_seen_run, CASE WHEN answer IS NOT NULL THEN last_run END AS since_run, 0 AS sweep
     FROM (SELECT outcomes_3.*, (SELECT number FROM runs WHERE status IN ('complete', 'partial')
       ORDER BY finished_at DESC, slot DESC LIMIT 1) AS last_run
       FROM outcomes_3 ORDER BY instance_id, associated_resource_arn, file_id)`,
    "DROP TABLE runs_3",
    "DROP TABLE outcomes_3",
  ],
  // Version 4 did not ask what instances allow of attached files.
  5: [
    ...["runs", "reopened_runs"].map(
      (table) => `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS limit_requests BIGINT DEFAULT 0`,
    ),
    ...TABLES.filter((table) => NEW_IN_5.test(table)),
  ],
  // Version 5 did not count retries, which cannot be told from what it did count, and kept what asks for limits apart.
  6: ["runs", "reopened_runs"].flatMap((table) => [
    `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS retries BIGINT DEFAULT 0`,
    `UPDATE ${table} SET retries = NULL, requests = requests + coalesce(limit_requests, 0)`,
  ]),
  // Version 6 did not note which domains were searched case by case, whose the files of other instances were, nor which
  // operation was answered with what ended a run.
  7: [
    ...["runs", "reopened_runs"].flatMap((table) => [
      `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS fallbacks VARCHAR DEFAULT '[]'`,
      `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS trouble_operation VARCHAR`,
      `UPDATE ${table} SET fallbacks = NULL`,
    ]),
    ...["irregularities", "working_irregularities"].map(
      (table) => `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS other_instance_id VARCHAR`,
    ),
  ],
  // Version 7 knew the place of a run by a digest alone, and a run that was given up at another place took along what was
  // remembered of searches. What was remembered before a run of it that is under way is what is remembered now; where that
  // run's own search has moved it on, all files are searched for next, for what it found may be given up with it.
  8: [
    ...["runs", "reopened_runs"].map((table) => `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS place VARCHAR`),
    "CREATE TABLE IF NOT EXISTS discovery_before AS SELECT * FROM discovery LIMIT 0",
    `INSERT INTO discovery_before SELECT * REPLACE (
       CASE WHEN ${MOVED_ON} THEN NULL ELSE watermark END AS watermark,
       CASE WHEN ${MOVED_ON} THEN NULL ELSE sweep_token END AS sweep_token)
     FROM discovery WHERE EXISTS (SELECT 1 FROM runs WHERE status = 'running')`,
  ],
};
