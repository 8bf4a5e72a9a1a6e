import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { MIGRATIONS } from "../state/migrations.ts";

const OUTCOME_1 = `file_name VARCHAR, file_status VARCHAR, file_size_bytes BIGINT, file_use_case_type VARCHAR,
  creation_time VARCHAR, file_arn VARCHAR, created_by_kind VARCHAR, created_by VARCHAR, answered_resource_arn VARCHAR,
  tags VARCHAR, unknown_members VARCHAR, error_code VARCHAR, error_message VARCHAR, checked_at TIMESTAMP`;
const REFERENCE_1 = "instance_id VARCHAR, associated_resource_arn VARCHAR, file_id VARCHAR, association_time VARCHAR";
const VERSION_1 = [
  "CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL)",
  "INSERT INTO schema_version VALUES (1, now()::TIMESTAMP)",
  `CREATE TABLE runs (slot VARCHAR PRIMARY KEY, status VARCHAR, input VARCHAR, input_digest VARCHAR, started_at TIMESTAMP,
    finished_at TIMESTAMP, discovery_finished BOOLEAN, resume_token VARCHAR, attempts INTEGER, "references" BIGINT,
    repeated BIGINT, skipped_lines BIGINT, retrieved BIGINT, refused BIGINT, unanswered BIGINT, failed BIGINT, carried BIGINT,
    deferred BIGINT, calls BIGINT, trouble_code VARCHAR, trouble_message VARCHAR)`,
  "CREATE TABLE loaded_journals (name VARCHAR NOT NULL)",
  "INSERT INTO loaded_journals VALUES ('000000007.ndjson')",
  `CREATE TABLE working_references (${REFERENCE_1})`,
  "CREATE TABLE working_outcomes (outcome VARCHAR)",
  "CREATE TABLE working_irregularities (kind VARCHAR)",
  `CREATE TABLE outcomes (${REFERENCE_1}, outcome VARCHAR, ${OUTCOME_1})`,
  "CREATE TABLE irregularities (kind VARCHAR, path VARCHAR, file_id VARCHAR, associated_resource_arn VARCHAR, detail VARCHAR)",
  `INSERT INTO runs VALUES ('s1', 'complete', 'all Cases domains', 'd', '2026-11-23 06:00:00', '2026-11-23 07:00:00', true, NULL,
     1, 3, 0, 0, 1, 1, 0, 1, 0, 0, 2, NULL, NULL),
    ('s2', 'running', 'all Cases domains', 'd', '2026-11-23 08:00:00', NULL, true, NULL, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL)`,
  `INSERT INTO outcomes (instance_id, associated_resource_arn, file_id, outcome, file_name, file_status, checked_at) VALUES
    ('i', 'b', '1', 'retrieved', 'b.pdf', 'APPROVED', '2026-11-23 06:30:00'), ('i', 'a', '1', 'refused', NULL, NULL, '2026-11-23 06:30:00'),
    ('i', 'c', '1', 'failed', NULL, NULL, '2026-11-23 06:30:00')`,
];

/** Tables, and columns of tables, that version 4 makes as they are now, and that came later. */
const NEWER: Readonly<Record<number, readonly string[]>> = {
  7: [
    "runs.fallbacks",
    "reopened_runs.fallbacks",
    "runs.trouble_operation",
    "reopened_runs.trouble_operation",
    "working_irregularities.other_instance_id",
  ],
  8: ["runs.place", "reopened_runs.place", "discovery_before"],
};

/** Makes a state as the program of an older version left it: one run that was complete, and one that was under way. Statements say what else it holds. */
export async function makeOlderState(
  file: string,
  version: 1 | 2 | 3 | 4 | 6 | 7,
  statements: readonly string[] = [],
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const statement of VERSION_1) await connection.run(statement);
  for (let next = 2; next <= version; next += 1) {
    for (const statement of MIGRATIONS[next] ?? []) await connection.run(statement);
    await connection.run("INSERT INTO schema_version VALUES ($next, now()::TIMESTAMP)", { next });
  }
  for (const [newer, columns] of Object.entries(NEWER)) {
    if (version < 4 || version >= Number(newer)) continue;
    for (const [table, column] of columns.map((name) => name.split("."))) {
      await connection.run(column === undefined ? `DROP TABLE ${table}` : `ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
  }
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}
