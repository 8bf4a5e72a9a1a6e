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

/** A section of the run book: an entry under an id that stays. */
export interface RunBookSection extends RunBookEntry {
  readonly id: string;
}

/** The newest runs, with what ended them early. */
export const LAST_RUNS =
  'attached-files query "SELECT scope, slot, status, failed, deferred, trouble_code, run_id FROM runs ORDER BY started_at DESC LIMIT 10"';

/** How a slot is completed, and when that would be in vain: a state holds the answers of its last slot alone. */
export const SAME_SLOT_AGAIN =
  "Then start the same slot again, if no later one has run. Once a later one has, or days later, start nothing: that slot cannot be completed any more, and the next one asks for what is missing.";

/** The command that looks at everything a run needs, with what to look for. */
export function check(lookFor: string): readonly [command: string, lookFor: string] {
  return ["attached-files check", lookFor];
}

/** A question about the files of one kind, as a command. */
export function filesWhere(condition: string, columns = "scope, associated_resource_arn, file_id, created_by"): string {
  return `attached-files query "SELECT ${columns} FROM files WHERE ${condition} LIMIT 50"`;
}
