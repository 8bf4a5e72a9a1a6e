/** Raised when a table or column changes; MIGRATIONS bring older files forward. */
export const SCHEMA_VERSION = 3;

/** What makes a state of the version before one of this version, by the version that is reached. */
export const MIGRATIONS: Readonly<Record<number, readonly string[]>> = {
  // Version 1 did not note what was published; it published as soon as a run had finished.
  2: [
    "ALTER TABLE runs ADD COLUMN published_at TIMESTAMP",
    "UPDATE runs SET published_at = finished_at WHERE status IN ('complete', 'partial')",
  ],
  // Version 2 never went on with a run that had ended.
  3: ["CREATE TABLE reopened_runs AS SELECT * FROM runs LIMIT 0"],
};

/** What an answer tells of a file, a column for each member; texts exactly as they were answered. */
const METADATA: Readonly<Record<string, string>> = {
  file_name: "VARCHAR",
  file_status: "VARCHAR",
  file_size_bytes: "BIGINT",
  file_use_case_type: "VARCHAR",
  creation_time: "VARCHAR",
  file_arn: "VARCHAR",
  created_by_kind: "VARCHAR",
  created_by: "VARCHAR",
  answered_resource_arn: "VARCHAR",
  tags: "VARCHAR",
  unknown_members: "VARCHAR",
};

export const METADATA_COLUMNS: readonly string[] = Object.keys(METADATA);

/** What is known of a file after it was asked for. */
const FILE_COLUMNS = `
  ${Object.entries(METADATA)
    .map(([name, type]) => `${name} ${type}`)
    .join(", ")},
  error_code VARCHAR,
  error_message VARCHAR,
  checked_at TIMESTAMP`;

/** What names a file, and when it was attached. */
export const REFERENCE_COLUMNS = `
  instance_id VARCHAR NOT NULL,
  associated_resource_arn VARCHAR NOT NULL,
  file_id VARCHAR NOT NULL,
  association_time VARCHAR`;

const IRREGULARITY_COLUMNS = `
  kind VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  file_id VARCHAR,
  associated_resource_arn VARCHAR,
  detail VARCHAR NOT NULL`;

/**
 * One DuckDB file per scope. `working_*` belong to the run that is under way and are fed from journals;
 * `outcomes` and `irregularities` are those of the last finished run, replaced in one transaction.
 *
 * - `created_by_kind` is the union member's name, `created_by` its ARN (JSON for an unknown member)
 * - `tags` and `unknown_members` are JSON objects, or NULL where the answer held none
 * - `error_code` and `error_message` are those of a refused or failed outcome
 * - `published_at` is when the report of the run's slot was written; without it the run is taken up again
 * - `reopened_runs` holds a partial run as it had ended, while it goes on: `outcomes` are its until it ends again
 * - `association_time` and `creation_time` are ISO 8601 as answered; `checked_at` is UTC
 */
export const TABLES: readonly string[] = [
  "CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL)",
  `CREATE TABLE runs (
    slot VARCHAR PRIMARY KEY,
    status VARCHAR NOT NULL,
    input VARCHAR NOT NULL,
    input_digest VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    discovery_finished BOOLEAN NOT NULL,
    resume_token VARCHAR,
    attempts INTEGER NOT NULL,
    "references" BIGINT NOT NULL,
    repeated BIGINT NOT NULL,
    skipped_lines BIGINT NOT NULL,
    retrieved BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    unanswered BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    carried BIGINT NOT NULL,
    deferred BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    trouble_code VARCHAR,
    trouble_message VARCHAR,
    published_at TIMESTAMP)`,
  "CREATE TABLE reopened_runs AS SELECT * FROM runs LIMIT 0",
  "CREATE TABLE loaded_journals (name VARCHAR NOT NULL)",
  `CREATE TABLE working_references (${REFERENCE_COLUMNS})`,
  `CREATE TABLE working_outcomes (
    instance_id VARCHAR NOT NULL, associated_resource_arn VARCHAR NOT NULL, file_id VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,${FILE_COLUMNS})`,
  `CREATE TABLE working_irregularities (${IRREGULARITY_COLUMNS})`,
  `CREATE TABLE outcomes (${REFERENCE_COLUMNS}, outcome VARCHAR NOT NULL,${FILE_COLUMNS})`,
  `CREATE TABLE irregularities (${IRREGULARITY_COLUMNS})`,
];
