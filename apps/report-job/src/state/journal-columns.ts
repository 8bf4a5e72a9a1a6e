import { METADATA_COLUMNS } from "./columns.ts";

/** What a journal's lines can hold, and what of it is no text. */
export const JOURNAL_TYPES: Readonly<Record<string, string>> = {
  row: "VARCHAR",
  instance_id: "VARCHAR",
  associated_resource_arn: "VARCHAR",
  file_id: "VARCHAR",
  association_time: "VARCHAR",
  resume_token: "VARCHAR",
  page: "BIGINT",
  requests: "BIGINT",
  retries: "BIGINT",
  throttles: "BIGINT",
  kind: "VARCHAR",
  path: "VARCHAR",
  detail: "VARCHAR",
  other_instance_id: "VARCHAR",
  domain_id: "VARCHAR",
  operation: "VARCHAR",
  number: "BIGINT",
  outcome: "VARCHAR",
  file_size_bytes: "BIGINT",
  error_code: "VARCHAR",
  error_message: "VARCHAR",
  checked_at: "TIMESTAMP",
  ...Object.fromEntries(METADATA_COLUMNS.filter((name) => name !== "file_size_bytes").map((name) => [name, "VARCHAR"])),
};
