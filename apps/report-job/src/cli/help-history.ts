import { settingsText } from "./help-texts.ts";

/** The flags of a command that looks at the states alone. */
export const SETTING_FLAGS_OF_HISTORY: readonly string[] = ["state-folder", "log"];

/** Where the settings of such a command come from. */
export const SETTINGS_OF_HISTORY: string = settingsText(SETTING_FLAGS_OF_HISTORY);

/** What such a command answers to whoever started it. */
export const HISTORY_EXIT_CODES: string = `
Exit codes:
  0  all states that were asked for could be read
  1  a defect in this program
  2  wrong usage or configuration; of query also a question that is not allowed, or cannot be answered
  3  some state could not be read (none there, in use, damaged), and the others were; or asked to end
  4  no state could be read; or the results could not be written, or need too much memory
  130, 143  ended at once by a second Ctrl-C or SIGTERM`;

/** What can be asked. */
export const VIEWS_TEXT: string = `
Views, each with the scope's name in the column 'scope':
  runs           past runs, and what they cost
  files          every file that is known, as it was last answered
  file_versions  what each file was, from which run to which
  file_changes   what each run found to have changed
  changes_between(run_a, run_b), changes_between_slots(slot_a, slot_b)
                 what differs between two runs
Their columns: DESCRIBE files, or docs/report-job.md. For example:
  attached-files query "SELECT file_status, count(*) FROM files GROUP BY ALL ORDER BY 2 DESC"`;
