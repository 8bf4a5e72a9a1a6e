import { DEFAULT_FILE_RULES } from "../report/file-rules.ts";
import { FILE_PROBLEMS, type FileProblem, problemWords } from "../report/model/problem-words.ts";
import { filesWhere, type RunBookEntry } from "./run-book-entry.ts";

/** What shows the files of each kind: by what the state holds, as far as it tells. */
const CONFIRM: Readonly<Record<FileProblem, RunBookEntry["confirm"][number]>> = {
  rejected: [filesWhere("file_status = 'REJECTED'"), "uploaders and cases; many people at once point to the scanner"],
  "file-failed": [filesWhere("file_status = 'FAILED'"), "the files"],
  stuck: [
    filesWhere(
      "file_status = 'PROCESSING' ORDER BY creation_time_utc",
      "scope, file_id, created_by, creation_time_utc, checked_at",
    ),
    "how long they are in PROCESSING; many at once point to a scanner that stands still",
  ],
  refused: [
    filesWhere("outcome = 'refused'", "scope, associated_resource_arn, file_id, error_code"),
    "the error codes",
  ],
  unanswered: [filesWhere("outcome = 'unanswered'"), "the files"],
  vanished: [filesWhere("vanished"), "the files and their cases"],
  "too-large": [
    filesWhere("true ORDER BY file_size_bytes DESC NULLS LAST", "scope, file_id, file_size_bytes, created_by"),
    "the largest files; which limit stands is on the page, under 'How the run went'",
  ],
  "extension-not-allowed": [
    "attached-files query \"SELECT lower(regexp_extract(file_name, '[.]([^.]*)$', 1)) AS extension, count(*) AS files FROM files GROUP BY ALL ORDER BY files DESC\"",
    "extensions that 'rules' or Amazon Connect do not allow",
  ],
  "missing-tags": [filesWhere("tags IS NULL OR tags = '{}'"), "files without any tag; problems.csv has all of them"],
  "unknown-status": [
    'attached-files query "SELECT file_status, count(*) AS files FROM files GROUP BY ALL ORDER BY files DESC"',
    "statuses other than APPROVED, REJECTED, PROCESSING and FAILED",
  ],
  "unknown-members": [
    filesWhere("unknown_members IS NOT NULL", "scope, file_id, unknown_members"),
    "the members by their names",
  ],
  "call-failed": [
    filesWhere("outcome = 'failed'", "scope, associated_resource_arn, file_id, error_code"),
    "the error codes: look them up in this book",
  ],
  deferred: [filesWhere("outcome = 'deferred'"), "the files; 'attached-files plan' tells how long they take"],
};

/** Where a report names a limit or tags of its own configuration, which this book cannot know. */
const MEANS: Readonly<Partial<Record<FileProblem, string>>> = {
  "too-large": "Larger than 'rules' of the configuration or Amazon Connect itself allow; the report names the limit.",
  "missing-tags": "Without a tag that rules.requiredTags of the configuration demands; the report names the tags.",
};

/** Where many files at once have one cause, which is looked for before a person is asked. */
const MANY: Readonly<Partial<Record<FileProblem, Pick<RunBookEntry, "confirm" | "mend">>>> = {
  rejected: {
    confirm: [],
    mend: [
      "Many at once: look first whether the page has the notice of an outage (finding-scanner-outage). An outage of the scanner is then likelier than malware: mend it before you ask anybody.",
    ],
  },
  stuck: {
    confirm: [],
    mend: [
      "The scanner is the Lambda function that Amazon Connect calls for attachments: look at its errors, time-outs, throttles and permissions (finding-scanner-outage). Whoever uploaded a file (created_by in the tables) can upload it again; creation_time_utc says since when it is there.",
    ],
  },
  vanished: {
    confirm: [
      [
        'attached-files query "SELECT scope, associated_resource_arn, count(*) AS files FROM files WHERE vanished GROUP BY ALL ORDER BY files DESC LIMIT 20"',
        "whether they are of few cases: a case that is deleted takes its files with it",
      ],
    ],
    mend: [
      "Many at once: one cause is likelier than many people. Whole cases were deleted, or a program deletes by a rule of retention; ask whoever looks after those. Nothing was meant to be deleted: look in CloudTrail for DeleteAttachedFile and DeleteCase, where they are recorded, and look whether instanceId, domainIds or the role of the scope changed, so that cases are out of sight.",
    ],
  },
};

/** Each kind of problem that a file can have, in the words of the report. */
export const PROBLEM_ENTRIES: Readonly<Record<FileProblem, RunBookEntry>> = Object.fromEntries(
  FILE_PROBLEMS.map((problem): [FileProblem, RunBookEntry] => {
    const { title, meaning, whatToDo } = problemWords(3600, DEFAULT_FILE_RULES)[problem];
    const rows = `problems.csv of the report has a row for each such file, with problem = ${problem}.`;
    const { confirm, mend } = MANY[problem] ?? { confirm: [], mend: [] };
    const means = MEANS[problem] ?? meaning;
    return [problem, { title, means, confirm: [CONFIRM[problem], ...confirm], mend: [...mend, whatToDo, rows] }];
  }),
) as Record<FileProblem, RunBookEntry>;
