import { FILE_COLUMNS, type FileColumnName, ROW_ORDER } from "../columns.ts";
import type { RowOrder } from "./row-order.ts";

// TRY_CAST alone would also take 'infinity', 'epoch' and dates without a time zone.
const INSTANT = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)`;

/** A text as an instant to the millisecond, in SQL; NULL where it is not ISO 8601 with a time zone. */
export function instantOf(column: string): string {
  return `date_trunc('millisecond', CASE WHEN regexp_full_match(${column}, '${INSTANT}') THEN TRY_CAST(${column} AS TIMESTAMPTZ) END)`;
}

const EXPRESSIONS: Readonly<Record<FileColumnName, string>> = {
  scope: "scope",
  instance_id: "instance_id",
  associated_resource_arn: "associated_resource_arn",
  file_id: "file_id",
  outcome: "outcome",
  file_name: "file_name",
  file_status: "file_status",
  file_size_bytes: "file_size_bytes",
  file_use_case_type: "file_use_case_type",
  creation_time: "creation_time",
  creation_time_utc: instantOf("creation_time"),
  file_arn: "file_arn",
  created_by_kind: "created_by_kind",
  created_by: "created_by",
  answered_resource_arn: "answered_resource_arn",
  tags: "tags",
  unknown_members: "unknown_members",
  error_code: "error_code",
  error_message: "error_message",
  association_time: "association_time",
  association_time_utc: instantOf("association_time"),
  presence: "CASE WHEN vanished_run IS NOT NULL THEN 'vanished' END",
  checked_at: "date_trunc('millisecond', checked_at)::TIMESTAMPTZ",
};

/**
 * All references of all scopes, with the published columns, in the published order. States are written in that order,
 * and rows that stand in order already need no sort, which is most of the time and memory of a large report.
 */
export function filesQuery(order: RowOrder): string {
  const columns = FILE_COLUMNS.map(({ name }) => `${EXPRESSIONS[name]} AS ${name}`).join(", ");
  return `SELECT ${columns} FROM all_outcomes ${order.misplaced === 0 ? "" : `ORDER BY ${ROW_ORDER}`}`;
}

/** Whether a row of `files` tells anything of the file itself, and not only of the asking. */
export const IS_DESCRIBED = `(outcome = 'retrieved'
  OR coalesce(file_name, file_status, creation_time, file_arn, file_size_bytes::VARCHAR) IS NOT NULL)`;
