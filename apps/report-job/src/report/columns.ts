/** A column of a published table. Names and meanings are the contract with whoever reads the tables. */
export interface Column {
  readonly name: string;
  /** text: UTF-8. integer: 64 bits, signed. timestamp: an instant in UTC, to the millisecond. */
  readonly type: "text" | "integer" | "timestamp";
  readonly description: string;
}

/** One row for each reference: `files.csv` and `files.parquet`. */
export const FILE_COLUMNS = [
  { name: "scope", type: "text", description: "Name of the scope in the configuration." },
  { name: "instance_id", type: "text", description: "Amazon Connect instance." },
  {
    name: "associated_resource_arn",
    type: "text",
    description: "ARN of the case (or email contact) that the file was asked for with.",
  },
  { name: "file_id", type: "text", description: "Id of the file." },
  {
    name: "outcome",
    type: "text",
    description:
      "What the run learned: retrieved, refused (an Errors[] entry), unanswered (in neither list), failed (no call succeeded), carried (not due, last known state kept), deferred (due, but time ran out).",
  },
  { name: "file_name", type: "text", description: "FileName, as answered (CSV: see csvConventions)." },
  {
    name: "file_status",
    type: "text",
    description: "FileStatus: APPROVED, REJECTED, PROCESSING, FAILED, or what AWS adds.",
  },
  { name: "file_size_bytes", type: "integer", description: "FileSizeInBytes." },
  { name: "file_use_case_type", type: "text", description: "FileUseCaseType: ATTACHMENT, or another that AWS knows." },
  { name: "creation_time", type: "text", description: "CreationTime, exactly as answered." },
  {
    name: "creation_time_utc",
    type: "timestamp",
    description: "creation_time as an instant; empty where it is not ISO 8601 with a time zone.",
  },
  { name: "file_arn", type: "text", description: "FileArn, as answered." },
  {
    name: "created_by_kind",
    type: "text",
    description: "Name of the CreatedBy member that was set: ConnectUserArn, AWSIdentityArn, or another.",
  },
  {
    name: "created_by",
    type: "text",
    description: "ARN of whoever created the file; JSON of the value for a member that this version does not know.",
  },
  { name: "answered_resource_arn", type: "text", description: "AssociatedResourceArn, as answered." },
  {
    name: "tags",
    type: "text",
    description: "Tags, a JSON object; empty where the answer had none, {} where it had an empty map.",
  },
  {
    name: "unknown_members",
    type: "text",
    description: "Members that this version does not know, a JSON object under their own names.",
  },
  {
    name: "error_code",
    type: "text",
    description: "refused: ErrorCode, as answered. failed: the code of the call's error.",
  },
  {
    name: "error_message",
    type: "text",
    description: "refused: ErrorMessage, as answered. failed: the message of the call's error.",
  },
  {
    name: "association_time",
    type: "text",
    description: "When the file was attached to the case, as the search told it.",
  },
  {
    name: "association_time_utc",
    type: "timestamp",
    description: "association_time as an instant; empty where it is not ISO 8601 with a time zone.",
  },
  { name: "checked_at", type: "timestamp", description: "When the answer came." },
  {
    name: "presence",
    type: "text",
    description:
      "vanished: a full search that reached its end did not name the file, and the question about it was not answered with it, so that the next report is without it. Empty otherwise.",
  },
] as const satisfies readonly Column[];

export type FileColumnName = (typeof FILE_COLUMNS)[number]["name"];

/**
 * One row for each problem of a file, and one for each irregular answer: `problems.csv`. A file with two problems has two
 * rows, one of an unknown status only that row.
 */
export const PROBLEM_COLUMNS = [
  {
    name: "problem",
    type: "text",
    description: "What is wrong, a fixed name; `irregularity` where an answer differed from AWS's documentation.",
  },
  { name: "meaning", type: "text", description: "What that means and what to do, in a sentence or two." },
  ...FILE_COLUMNS,
  { name: "irregularity_kind", type: "text", description: "irregularity: its kind." },
  {
    name: "irregularity_path",
    type: "text",
    description: "irregularity: its place in the answer, in AWS's member names, as Files[3].FileStatus.",
  },
  { name: "irregularity_detail", type: "text", description: "irregularity: what was found there." },
] as const satisfies readonly Column[];

/** The order of rows in every table, by the bytes of the texts; irregularities stand behind the files' own problems. */
export const ROW_ORDER = "scope, instance_id, associated_resource_arn, file_id";

/** How CSV cells differ from the data, in sentences for people; Parquet does not differ at all. */
export const CSV_CONVENTIONS: readonly string[] = [
  "RFC 4180: comma, CRLF, double quotes; UTF-8 without a byte order mark; the first line holds the column names. Texts are always quoted, numbers and timestamps never.",
  'A member that was absent is an empty cell; a member that was the empty text is the quoted empty cell "".',
  "Control characters (line breaks, tabs and NUL too), line and paragraph separators, byte order marks and characters that turn text around stand as \\uXXXX, four hexadecimal digits, so that no cell commands a terminal or ends early. A backslash before u stands as \\u005C, so that a name which holds \\u itself stays distinguishable.",
  "A text that a spreadsheet could run as a formula has an apostrophe in front: one that starts with = + - @ (or their full-width forms), apostrophes, double quotes and blanks before them not counted. A semicolon before such a start stands as \\u003B, because spreadsheets of some locales part there.",
  "To have the exact text, take off one apostrophe where the cell starts as a formula would behind it, then put the character in the place of each \\uXXXX, from left to right, once.",
  "A text whose cell would be longer than 32,000 characters (a spreadsheet takes 32,767) keeps its first 5,000, and says at its end that it was cut and how long it was. files.parquet has the exact and whole texts of the files.",
  "Timestamps are yyyy-mm-ddThh:mm:ss.sssZ.",
];
