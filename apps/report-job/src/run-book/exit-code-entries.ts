import type { EXIT_CODE } from "../exit-code.ts";
import { check, LAST_RUNS, type RunBookEntry } from "./run-book-entry.ts";

/** What each exit code means for whoever is on call. */
export const EXIT_CODE_ENTRIES: Readonly<Record<keyof typeof EXIT_CODE, RunBookEntry>> = {
  complete: {
    title: "Exit code 0: complete",
    means: "The search came to its end, and every file is accounted for. No threshold of a warning or more is crossed.",
    confirm: [["attached-files runs --limit 3", "the newest run of each scope is complete"]],
    mend: ["Nothing."],
  },
  defect: {
    title: "Exit code 1: a defect in this program",
    means:
      "The program met what it did not expect. What was committed before is safe, and nothing was published that is not so.",
    confirm: [
      [LAST_RUNS, "the run that the log names is running (it did not end), or is not there"],
      ["attached-files --version", "the version to report"],
    ],
    mend: [
      "Start the same command once more: it goes on where it was. What was a moment's trouble is then over.",
      "If it ends with 1 again, keep the log with the lines behind 'A defect in attached-files' (secrets are hidden in it) and report it with the version.",
      "Until it is mended, the last report stands. 'attached-files report' writes it again from the state.",
    ],
  },
  usage: {
    title: "Exit code 2: wrong usage or configuration",
    means:
      "A flag, a setting, a list or an AWS setting is wrong, or a folder is not there or not ours. No call was made, and no report was touched. It stays so until a person changes something.",
    confirm: [check("the line that failed, and its next step")],
    mend: [
      "Mend the value that the message names, where it says that it stands (the configuration, the environment, a flag or the list), within what it says is expected; or undo the last change there. Then 'attached-files check', and start the same command again.",
      "Malformed lines of a list: the log names each by its number before the error (the first 100; where there are more, all stand in malformed-lines.txt in the scope's state folder).",
      "Where it names the Region or a profile: the environment of the scheduler is not that of your shell. Put it into the configuration.",
      "Where it names a target's URL: the variable is missing where the job runs.",
    ],
  },
  partial: {
    title: "Exit code 3: partial",
    means:
      "Something is not known: calls failed, time ran out, the search did not end, or a scope has no answer. The report is published and says what is missing; what it does say is so. Or the command was asked to end, and the same command goes on.",
    confirm: [
      [LAST_RUNS, "which scope is partial, and trouble_code"],
      [
        "attached-files query \"SELECT scope, outcome, error_code, count(*) AS files FROM files WHERE outcome IN ('failed', 'deferred') GROUP BY ALL\"",
        "how many files are not known, and by which error",
      ],
      ["attached-files plan", "what the next run would ask for, and how long that takes"],
    ],
    mend: [
      "Look up the reason that the report, the message or the log names in this book.",
      "If nothing is urgent, wait: the next run asks first for what is missing now.",
      "To complete this slot, start the same command with the same --slot: it asks for what failed or was deferred. Once a later slot has run, that is in vain: the next one asks.",
    ],
  },
  unavailable: {
    title: "Exit code 4: nothing was answered",
    means:
      "No scope got a single answer for this slot: the source denied, throttled or could not be reached, the search looked in the wrong place (error-other-instance), the time box ended before the first answer (error-time-box), the state could not be used (another process: reason-state-in-use, a full disk, damage), the slot was not complete and is older than what the state holds (reason-other-slot), or the report could not be written or brought to its bucket. Where a state holds what earlier runs learned, a report of the slot stands all the same, partial, and says that no question of this run was answered; else one may stand that knows no file, and what is read as the latest stays the last report that knows some.",
    confirm: [
      check("the lines that failed, each with its next step: credentials, permissions, folders, disk, bucket"),
      [LAST_RUNS, "whether the run began at all, and trouble_code"],
      ["attached-files plan", "that the states can be read; a state in use or damaged is named"],
      ["df -h .", "room on the disk of the state and report folders"],
      ["aws sts get-caller-identity", "that the credentials are there, and whose they are"],
    ],
    mend: [
      "Look up the error that the log names in this book: denied, unreachable, in use, out of time, disk full. Where all scopes met the same, the last line names its section.",
      "If the message says that the report is in its folder but not in the bucket: mend the bucket; the next run or 'attached-files report' brings it there.",
      "Then start the same command again: what was committed is not asked for twice.",
    ],
  },
  thresholdCrossed: {
    title: "Exit code 5: a policy threshold was crossed",
    means:
      "The answer is complete, and the configuration's own rule says that somebody has to look. It is no trouble of the job.",
    confirm: [
      [
        'attached-files query "SELECT scope, file_status, count(*) AS files FROM files GROUP BY ALL ORDER BY files DESC"',
        "the numbers that the rule is about",
      ],
      ["attached-files changes", "what is different from the run before"],
    ],
    mend: [
      "Do what the threshold's sentence says: it stands in the message, the page and the summary.",
      "Look up the problem kind that the rule names in this book.",
      "If the rule is crossed on ordinary days, change it in 'policy': an alarm that everybody ignores is none.",
    ],
  },
};
