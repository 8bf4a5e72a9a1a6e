import type { RunBookEntry } from "./run-book-entry.ts";

/** Commands that take a configuration: all of ours but the one for the version. */
export const TAKES_CONFIGURATION: RegExp = /^attached-files (?!--version)/;
/** Commands that read states, which a run under way keeps for itself. */
const READS_STATE = /^attached-files (?:query|runs|changes|plan)\b/;

/** Commands that look into the state's folder. */
export const TAKES_STATE_FOLDER: RegExp = /^attached-files (?:query|runs|changes|plan|check)\b/;
/** Commands that look into the report's, too. */
export const TAKES_REPORT_FOLDER: RegExp = /^attached-files check\b/;

/** What every command of this book that takes a configuration has to be given. */
export const ADD_FLAGS =
  "Add --config FILE, and the folders that the run was given by flags (--state-folder; 'check' takes --report-folder, too); or start it in the folder in which the run was started.";

/** What is left of that where the commands have the configuration. */
export const ADD_FOLDERS =
  "Add the folders that the run was given by flags (--state-folder; 'check' takes --report-folder, too), and its environment.";

/** What is left where they have the folders as well. */
export const ADD_ENVIRONMENT = "Give them the environment of the run, too: its credentials, Region and URLs.";

/** What commands that read a state answer during a run, and what tells the same then. */
export const WHILE_A_RUN_IS_UNDER_WAY =
  "While a run is under way on a state in a folder, the state is in use, and query, runs, changes and plan say so: that is the proof that one is running. Meanwhile, look at the newest lines of its log, ask GET /healthz of 'schedule', or ask a copy of the state (docs/report-job.md, 'A copy of a state'). With state.s3 they answer all the same, by the last checkpoint.";

/** What the status 'running' of the view `runs` says, and does not. */
export const RUNNING_OR_KILLED =
  "'running' in runs is a run that began and did not finish: it goes on, or it was killed, and nothing has gone on with it yet.";

/** What to know before the commands of a section are typed; nothing where none of them needs it. */
export function confirmNotes(
  { confirm }: Pick<RunBookEntry, "confirm">,
  addFlags: string = ADD_FLAGS,
): readonly string[] {
  const commands = confirm.map(([command]) => command);
  return [
    ...(commands.some((command) => TAKES_CONFIGURATION.test(command)) ? [addFlags] : []),
    ...(commands.some((command) => READS_STATE.test(command)) ? [WHILE_A_RUN_IS_UNDER_WAY, RUNNING_OR_KILLED] : []),
  ];
}
