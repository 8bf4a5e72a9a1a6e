import { KEY, VERSION_COLUMNS } from "../state/columns.ts";

/** A column of a view, and what it tells. */
export interface ViewColumn {
  readonly name: string;
  readonly meaning: string;
}

/** A relation that people may ask. What stands here is its contract, and the documentation is tested by it. */
export interface View {
  readonly name: string;
  /** What a row is. */
  readonly meaning: string;
  /** The arguments of one that is called, as `(run_a, run_b)`. */
  readonly parameters?: string;
  readonly columns: readonly ViewColumn[];
  readonly sql: string;
}

/** What names a file over all scopes. */
export const SCOPED_KEY: string = `scope, ${KEY}`;

export const KEY_MEANINGS: readonly ViewColumn[] = [
  { name: "scope", meaning: "name of the scope in the configuration" },
  { name: "instance_id", meaning: "Amazon Connect instance" },
  { name: "associated_resource_arn", meaning: "the case (or email contact) that the file is attached to" },
  { name: "file_id", meaning: "id of the file" },
];

const VERSION_MEANINGS: Readonly<Record<(typeof VERSION_COLUMNS)[number], string>> = {
  answer: "the last answer that there was: retrieved, refused, unanswered; empty before the first",
  file_status: "FileStatus",
  file_name: "FileName",
  file_size_bytes: "FileSizeInBytes",
  file_use_case_type: "FileUseCaseType",
  created_by_kind: "name of the CreatedBy member that was set",
  created_by: "ARN of whoever created the file; JSON for a member that this version does not know",
  tags: "Tags, a JSON object; empty where the answer had none",
};

/** What a change of makes a new version of a file. */
export const VERSION_COLUMN_MEANINGS: readonly ViewColumn[] = VERSION_COLUMNS.map((name) => ({
  name,
  meaning: VERSION_MEANINGS[name],
}));

/** The columns of the key and of a version, of a relation by its alias. */
export function columnsOf(alias: string, columns: string = `${SCOPED_KEY}, ${VERSION_COLUMNS.join(", ")}`): string {
  return columns
    .split(", ")
    .map((name) => `${alias}.${name}`)
    .join(", ");
}

/**
 * The members in which two versions differ, a struct each, in SQL. Where the answer itself is another one, that is the
 * change: an error tells no name, and so no other name.
 */
export function changedMembers(before: string, after: string): string {
  const members = VERSION_COLUMNS.map(
    (name) => `{member: '${name}', "before": ${before}.${name}::VARCHAR, "after": ${after}.${name}::VARCHAR}`,
  );
  return `list_filter([${members.join(", ")}], lambda m: m."before" IS DISTINCT FROM m."after"
    AND (m.member = 'answer' OR ${before}.answer IS NOT DISTINCT FROM ${after}.answer))`;
}
