/** What an answer tells of a file, a column for each member; texts exactly as they were answered. */
export const METADATA: Readonly<Record<string, string>> = {
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

/** What a change of makes a new version of a file: what was answered at all, and these members. */
export const VERSION_COLUMNS = [
  "answer",
  "file_status",
  "file_name",
  "file_size_bytes",
  "file_use_case_type",
  "created_by_kind",
  "created_by",
  "tags",
] as const;

/** What names a file. */
export const KEY_COLUMNS =
  "instance_id VARCHAR NOT NULL, associated_resource_arn VARCHAR NOT NULL, file_id VARCHAR NOT NULL";
/** The same, where rows are compared, joined or put in order. */
export const KEY = "instance_id, associated_resource_arn, file_id";

/** What is known of a file after it was asked for. */
export const ANSWER_COLUMNS = `
  ${Object.entries(METADATA)
    .map(([name, type]) => `${name} ${type}`)
    .join(", ")},
  error_code VARCHAR,
  error_message VARCHAR,
  checked_at TIMESTAMP`;

export const IRREGULARITY_COLUMNS = `
  kind VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  file_id VARCHAR,
  associated_resource_arn VARCHAR,
  detail VARCHAR NOT NULL,
  other_instance_id VARCHAR`;

/** The rows of `outcomes`, in the order of their columns. */
export const OUTCOME_COLUMNS = `
  number BIGINT NOT NULL, ${KEY_COLUMNS}, association_time VARCHAR,
  outcome VARCHAR NOT NULL,${ANSWER_COLUMNS},
  answer VARCHAR, answered_run INTEGER, confirmed_at TIMESTAMP,
  first_seen_run INTEGER NOT NULL, since_run INTEGER, vanished_run INTEGER, sweep INTEGER NOT NULL`;

/** What an instance allows of attached files, and what came of asking for it last. */
export const LIMITS_COLUMNS = `
  instance_id VARCHAR NOT NULL, run INTEGER NOT NULL, asked_at TIMESTAMP NOT NULL, answer VARCHAR NOT NULL,
  error_code VARCHAR, error_message VARCHAR, learnt_at TIMESTAMP, configurations VARCHAR`;

/** What a run is to ask for, and why. */
export const PLAN_COLUMNS = `
  number BIGINT NOT NULL, ${KEY_COLUMNS}, association_time VARCHAR,
  known BIGINT, resource BIGINT NOT NULL, sweep INTEGER NOT NULL,
  is_found BOOLEAN NOT NULL, due_reason VARCHAR, due_rank INTEGER`;
