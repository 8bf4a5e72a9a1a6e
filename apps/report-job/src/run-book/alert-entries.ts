import type { TriageFinding } from "@attached-files/core";
import type { NOTIFY_CONDITIONS } from "../config/notify-section.ts";
import { LAST_RUNS, type RunBookEntry } from "./run-book-entry.ts";

/** Why somebody was told: the conditions of 'notify'. */
export const ALERT_ENTRIES: Readonly<Record<(typeof NOTIFY_CONDITIONS)[number], RunBookEntry>> = {
  partial: {
    title: "Told: the report is partial",
    means:
      "The message's status is partial, or no-data where nothing was answered of this slot. It says what ended the work early, by the error's code, and lists for each scope why it is not complete, with the reason's code. Exit 4: nothing was answered of this slot, and numbers and thresholds are those of earlier answers.",
    confirm: [[LAST_RUNS, "the scopes that are partial, and trouble_code"]],
    mend: [
      "Do what the section says that the message names first; it is about the error (error-…), where there is one.",
      "Then look up each code of 'missing' in this book (reason-…), and exit-code-3, or exit-code-4 where nothing was answered.",
    ],
  },
  policy: {
    title: "Told: a threshold is crossed",
    means:
      "A rule of 'policy' is true of the report. The message has the rule, the value and the rule's own sentence. 'At least' before a value: the answer is partial, and it may be more.",
    confirm: [
      [
        'attached-files query "SELECT scope, file_status, count(*) AS files FROM files GROUP BY ALL ORDER BY files DESC"',
        "the numbers",
      ],
      ["attached-files changes", "what is different from the run before"],
    ],
    mend: [
      "Many files at once: look for one cause before you ask people. Rejected: the page's notice of an outage first (finding-scanner-outage). Vanished: see problem-vanished.",
      "Do what the sentence says. Where the rule counts a problem of files, or a change since the report before, the message names its section (problem-…, alert-shrank, alert-grew) before this one: do what that says.",
      "'Not judged' beside a rule: nobody can say whether it is crossed, because something is not known. Of a partial answer, complete the run. Of 'vanished' in a complete one, only a search for all files knows it: the next comes by itself ('refresh.sweepAfterSeconds'), or 'attached-files run --full' makes one now.",
    ],
  },
  changes: {
    title: "Told: files changed",
    means:
      "Files appeared, changed, vanished or came back since the run before. It is information, and no trouble by itself.",
    confirm: [["attached-files changes", "each file, what it was and what it is"]],
    mend: ["Nothing, unless the numbers surprise. Many that vanished at once: see problem-vanished."],
  },
  failure: {
    title: "Told: a run failed",
    means:
      "It ended without a published report: the message's status is failed, and the last report stands. Or nothing was answered (exit 4), and the report that was published holds earlier answers.",
    confirm: [[LAST_RUNS, "the run, if it began; its run_id finds its lines in the log"]],
    mend: [
      "Do what the section says that the message names first.",
      "Where that does not help, read the last error of the log: the lines of the run that the message names.",
    ],
  },
  always: {
    title: "Told: every run",
    means:
      "The target wants to hear of every run. A message that does not come is the alarm: the job did not run, or could not tell.",
    confirm: [[LAST_RUNS, "whether there was a run"]],
    mend: ["No run: look at the scheduler. A run, and no message: see trouble-not-told."],
  },
};

/** What the report says of why files were rejected. */
export const FINDING_ENTRIES: Readonly<Record<TriageFinding["kind"], RunBookEntry>> = {
  "scanner-outage": {
    title: "Found: an outage of the scanner is likely",
    means:
      "Many uploaders' files of many types were rejected at once. Amazon Connect rejects and deletes files when the scanner fails, too: good files were lost.",
    confirm: [
      [
        "attached-files query \"SELECT date_trunc('hour', creation_time_utc) AS hour, count(*) AS files, count(*) FILTER (file_status = 'REJECTED') AS rejected, count(DISTINCT created_by) AS uploaders FROM files GROUP BY ALL ORDER BY hour DESC LIMIT 48\"",
        "hours in which nearly all are rejected",
      ],
    ],
    mend: [
      "Look at the scanner: the Lambda function that Amazon Connect calls for attachments. Its errors, time-outs, throttles, permissions and last deployment, in the time that the page names.",
      "Once it works, upload a test file to see it approved.",
      "Then ask the people whom the page lists (all of them: problems.csv) for their files again: rejected files are deleted.",
    ],
  },
  "uploader-cluster": {
    title: "Found: rejections of one uploader stand out",
    means: "One person's or program's files are rejected far more often than others'.",
    confirm: [
      [
        "attached-files query \"SELECT created_by, count(*) AS files, count(*) FILTER (file_status = 'REJECTED') AS rejected FROM files GROUP BY ALL ORDER BY rejected DESC LIMIT 20\"",
        "the uploader that the page names",
      ],
    ],
    mend: ["Ask them what they upload and from which machine. Treat it as malware until it is known."],
  },
  "type-cluster": {
    title: "Found: rejections of one type stand out",
    means: "Files of one extension are rejected far more often than others.",
    confirm: [
      [
        "attached-files query \"SELECT lower(regexp_extract(file_name, '[.]([^.]*)$', 1)) AS extension, count(*) AS files, count(*) FILTER (file_status = 'REJECTED') AS rejected FROM files GROUP BY ALL ORDER BY rejected DESC LIMIT 20\"",
        "the type that the page names",
      ],
    ],
    mend: [
      "Look whether the scanner knows the type, or a rule of it forbids it. If it is meant to be forbidden, take it out of the allowed extensions.",
    ],
  },
};
