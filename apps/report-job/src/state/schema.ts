import {
  ANSWER_COLUMNS,
  IRREGULARITY_COLUMNS,
  KEY_COLUMNS,
  LIMITS_COLUMNS,
  METADATA,
  OUTCOME_COLUMNS,
  PLAN_COLUMNS,
  VERSION_COLUMNS,
} from "./columns.ts";

/** Raised when a table or column changes; `migrations.ts` brings older files forward. */
export const SCHEMA_VERSION = 8;

/** What a run counts, beside its outcomes. */
export const RUN_COUNTERS = [
  "repeated",
  "skipped_lines",
  "calls",
  "requests",
  "throttles",
  "pages",
  "due",
  "new_files",
  "changed_files",
  "vanished_files",
  "reappeared_files",
] as const;

/**
 * One DuckDB file per scope. `working_*` belong to the run that is under way and are fed from journals;
 * `outcomes` and `irregularities` are those of the last finished run, replaced in one transaction.
 *
 * - `number` counts the references of a run in the order of their keys, from 1; `known` is that of the run before
 * - `outcome` is what the last run learned; `answer` the last answer that there was (retrieved, refused, unanswered),
 *   `answered_run` the number of the run that got it, `confirmed_at` when the file was last retrieved
 * - `since_run` is the run since which the answer is as it is (VERSION_COLUMNS); older versions stand in `past_versions`,
 *   each from its first run to the one that found it changed
 * - `vanished_run` is set in the one report that tells of it; the next run does not know the file any more
 * - `sweep` is the number of the last full search that named the file, or was under way when another search did
 * - `created_by_kind` is the union member's name, `created_by` its ARN (JSON for an unknown member)
 * - `tags` and `unknown_members` are JSON objects, or NULL where the answer held none
 * - `other_instance_id` is that of an irregularity of the kind other-instance; NULL where an older version noted it
 * - `error_code` and `error_message` are those of a refused or failed outcome
 * - `run_id` is that of the process that took it up last, as its log tells it; `worked_ms` how long processes worked on it
 * - `published_at` is when the report of the run's slot was written; without it the run is taken up again
 * - `reopened_runs` holds a partial run as it had ended, while it goes on: `outcomes` are its until it ends again
 * - `discovery` is what is remembered of the searches of a source: of the one whose answers stand, and of one that was searched
 *   and given up; `discovery_before` the same as it was when the run began that is under way, for one that is given up
 * - `requests` are all attempts that were sent; `limit_requests` those of them that asked for limits, `retries` those that were
 *   not the first one of their call, NULL where a version that did not count them made a part of the run
 * - `fallbacks` are the domains that the run, or one whose full search it goes on with, searched case by case, and why, a JSON list (`NotedFallback`); NULL where a
 *   version that did not note them made a part of the run, and none was noted since
 * - `trouble_operation` is the one that was answered so, NULL where it was none, or an older version did not note it
 * - `place` is where a run had its answers from, as people are told it; NULL where an older version did not note it
 * - `instance_limits` are what each instance allows of attached files: `run` is the number of the run that asked last, `answer`
 *   what came of it (learnt, not-permitted, failed), `configurations` what was learnt at last, a JSON list
 * - `association_time` and `creation_time` are ISO 8601 as answered; `checked_at` is UTC
 */
export const TABLES: readonly string[] = [
  "CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL)",
  `CREATE TABLE runs (
    slot VARCHAR PRIMARY KEY,
    number INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    input VARCHAR NOT NULL,
    input_digest VARCHAR NOT NULL,
    source_digest VARCHAR,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    published_at TIMESTAMP,
    run_id VARCHAR,
    worked_ms BIGINT NOT NULL DEFAULT 0,
    search_since VARCHAR,
    sweep INTEGER,
    since_finished BOOLEAN NOT NULL DEFAULT false,
    discovery_finished BOOLEAN NOT NULL DEFAULT false,
    planned BOOLEAN NOT NULL DEFAULT false,
    resume_token VARCHAR,
    attempts INTEGER NOT NULL DEFAULT 0,
    "references" BIGINT NOT NULL DEFAULT 0,
    retrieved BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    unanswered BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0,
    carried BIGINT NOT NULL DEFAULT 0,
    deferred BIGINT NOT NULL DEFAULT 0,
    ${RUN_COUNTERS.map((name) => `${name} BIGINT NOT NULL DEFAULT 0`).join(", ")},
    trouble_code VARCHAR,
    trouble_message VARCHAR,
    limit_requests BIGINT DEFAULT 0,
    retries BIGINT DEFAULT 0,
    fallbacks VARCHAR DEFAULT '[]',
    trouble_operation VARCHAR,
    place VARCHAR)`,
  "CREATE TABLE reopened_runs AS SELECT * FROM runs LIMIT 0",
  `CREATE TABLE discovery (
    source_digest VARCHAR NOT NULL,
    watermark VARCHAR,
    sweep INTEGER NOT NULL,
    sweep_started_at TIMESTAMP NOT NULL,
    sweep_token VARCHAR,
    sweep_token_at TIMESTAMP,
    finished_sweep INTEGER NOT NULL,
    finished_sweep_run INTEGER,
    finished_sweep_at TIMESTAMP)`,
  "CREATE TABLE discovery_before AS SELECT * FROM discovery LIMIT 0",
  "CREATE TABLE loaded_journals (name VARCHAR NOT NULL)",
  `CREATE TABLE working_found (${KEY_COLUMNS}, association_time VARCHAR)`,
  `CREATE TABLE working_plan (${PLAN_COLUMNS})`,
  `CREATE TABLE working_outcomes (number BIGINT NOT NULL, outcome VARCHAR NOT NULL,${ANSWER_COLUMNS})`,
  `CREATE TABLE working_irregularities (${IRREGULARITY_COLUMNS})`,
  `CREATE TABLE outcomes (${OUTCOME_COLUMNS})`,
  `CREATE TABLE irregularities (${IRREGULARITY_COLUMNS})`,
  `CREATE TABLE instance_limits (${LIMITS_COLUMNS})`,
  `CREATE TABLE working_instance_limits (${LIMITS_COLUMNS})`,
  `CREATE TABLE past_versions (
    ${KEY_COLUMNS}, first_seen_run INTEGER NOT NULL, from_run INTEGER, until_run INTEGER NOT NULL, vanished BOOLEAN NOT NULL,
    ${VERSION_COLUMNS.map((name) => `${name} ${METADATA[name] ?? "VARCHAR"}`).join(", ")})`,
];
