import type { Command } from "commander";

/** A command as it is typed, and what for. */
type Example = readonly [command: string, what: string];

/** Of each command, what people do with it most; a test holds that each parses. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  init: [
    ["attached-files init", "asks at the terminal, and writes attached-files.yaml"],
    ["attached-files init --region eu-central-1 --bucket my-reports --config job.yaml", "asks for the rest alone"],
  ],
  check: [
    ["attached-files check", "by attached-files.yaml in this folder"],
    ["attached-files check --config job.yaml --scope customer-care --json", "one scope, for a program"],
  ],
  run: [
    ["attached-files run", "by attached-files.yaml in this folder; the line 'Page' tells where the page is"],
    ["attached-files run --config job.yaml --time-box 14m --wait 2m", "as a scheduler starts it"],
    ["attached-files run --slot 2026-11-24", "a named slot: started again, it goes on or is left as it is"],
    ["attached-files run --references files.csv --skip-invalid", "the files of a list, without a search"],
  ],
  plan: [
    ["attached-files plan", "the next run"],
    ["attached-files plan --full --time-box 14m", "a run for every file, and in how many runs of 14 minutes"],
  ],
  schedule: [
    ["attached-files schedule", "by 'schedule' of attached-files.yaml"],
    ['attached-files schedule --cron "0 6 * * *" --time-zone Europe/Berlin --health-port 8080', "every day at six"],
  ],
  report: [
    ["attached-files report", "into the report folder, in the place of the last one"],
    [
      "attached-files report --report-folder elsewhere --redact names,uploaders,tags",
      "one to hand on; the key stands in ATTACHED_FILES_REDACT_KEY",
    ],
  ],
  runs: [
    ["attached-files runs", "the last 20 of each scope"],
    ["attached-files runs --scope customer-care --limit 1 --json", "the last one, for a program"],
  ],
  changes: [
    ["attached-files changes", "the last run against the one before"],
    ["attached-files changes --from 2026-11-17 --to 2026-11-24 --format csv", "a week, for a spreadsheet"],
  ],
  query: [
    ['attached-files query "SELECT file_status, count(*) FROM files GROUP BY ALL ORDER BY 2 DESC"', "files by status"],
    ['attached-files query "DESCRIBE files"', "the columns of a view"],
    ["attached-files query --file question.sql --format csv", "a longer question, for a spreadsheet"],
  ],
  notify: [
    ["attached-files notify --test", "to every target"],
    ["attached-files notify --test --to ops-slack", "to one, by its name in the configuration"],
  ],
  permissions: [["attached-files permissions --account 111122223333", "for the role that the job runs as"]],
  "run-book": [
    ["attached-files run-book", "which sections there are"],
    ["attached-files run-book exit-code-4", "one of them; 4 alone, or AccessDeniedException, finds its section, too"],
    ["attached-files run-book exit-code-4 --config job.yaml", "with commands that hold the job's own names"],
  ],
  get: [
    [
      "attached-files get --instance-id INSTANCE --associated-resource-arn ARN FILE_ID FILE_ID",
      "the files of a case, by their ids",
    ],
    [
      "attached-files get --instance-id INSTANCE --associated-resource-arn ARN < ids.txt",
      "ids from a file, one a line",
    ],
  ],
  fake: [
    ["attached-files fake", "on port 4010, with 3000 cases"],
    ["attached-files fake --port 0 --cases 20 --quotas aws", "a small one on any free port, as slow as AWS"],
  ],
  demo: [
    ["attached-files demo", "in .demo; the line 'Page' tells where the page is"],
    ["attached-files demo --folder /tmp/demo --cases 100", "a small one, elsewhere"],
  ],
};

/** Adds its examples below the help of each command. */
export function addExamples({ commands }: Command): void {
  for (const command of commands) {
    const examples = EXAMPLES[command.name()] ?? [];
    const lines = examples.flatMap(([typed, what]) => [`  ${typed}`, `      ${what}`]);
    if (lines.length > 0) command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
  }
}

/** Where to begin, for whoever has never seen it. */
export const FIRST_STEPS: string = `
To begin:
  attached-files demo     see the whole of it work, without an AWS account
  attached-files init     write a first configuration; then check, plan and run
'attached-files COMMAND --help' tells of each what it takes, with examples.`;
