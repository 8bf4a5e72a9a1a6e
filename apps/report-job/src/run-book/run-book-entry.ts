/** What somebody who was woken needs to know of one thing. */
export interface RunBookEntry {
  readonly title: string;
  /** What it means, and how bad it is. */
  readonly means: string;
  /** Commands that show whether it is so, and what to look for in their answer. */
  readonly confirm: readonly (readonly [command: string, lookFor: string])[];
  /** What to do, the likeliest first. */
  readonly mend: readonly string[];
}

/** The newest runs, with what ended them early. */
export const LAST_RUNS =
  'attached-files query "SELECT scope, slot, status, failed, deferred, trouble_code, run_id FROM runs ORDER BY started_at DESC LIMIT 10"';

/** The command that looks at everything a run needs, with what to look for. */
export function check(lookFor: string): readonly [command: string, lookFor: string] {
  return ["attached-files check", lookFor];
}

/** A question about the files of one kind, as a command. */
export function filesWhere(condition: string, columns = "scope, associated_resource_arn, file_id, created_by"): string {
  return `attached-files query "SELECT ${columns} FROM files WHERE ${condition} LIMIT 50"`;
}
