import { OVERRIDES } from "../config/overrides.ts";

/** What the process answers to whoever started it. */
export const EXIT_CODES: string = `
Exit codes:
  0  complete
  1  a defect in this program
  2  wrong usage, configuration, AWS settings or list, or a folder that cannot be made or is not ours to write in
  3  partial: something is not known, and the report says what; or asked to end, and the same command goes on
  4  nothing was answered: source or state unavailable, or access denied; or results could not be written (disk full)
  5  complete, but a policy threshold was crossed
  130, 143  ended at once by a second Ctrl-C or SIGTERM; what was committed is safe
'attached-files run-book exit-code-3' tells what each means, and what to do.`;

/** What get answers to whoever started it. */
export const GET_EXIT_CODES: string = `
Exit codes:
  0  every call was answered
  1  a defect in this program
  2  wrong usage, or AWS settings that are missing
  3  some calls were answered, and some were not
  4  no call was answered, or the answers could not be written
  130, 143  ended at once by a second Ctrl-C or SIGTERM`;

/** A configuration that works, and where the whole of it is told. */
export const CONFIGURATION: string = `
The least configuration, attached-files.yaml:
  scopes:
    - name: customer-care
      region: eu-central-1

What more a scope and the job can be told, as it stands in the same file:
  scopes:
    - name: customer-care               # names folders and rows
      region: eu-central-1              # else AWS_REGION, or the profile's
      domainIds: [0f1e2d3c-0000-4000-8000-000000000000]   # else all Cases domains there are
      profile: reports                  # of the shared AWS configuration files
      assumeRole: { roleArn: "arn:aws:iam::111122223333:role/attached-files" }
      quota: { requestsPerSecond: 2, burst: 5, share: 0.75 }
  state: { folder: attached-files-state }
  report: { folder: attached-files-report, stuckAfterSeconds: 3600 }
  run: { stopAfterFailures: 12 }
Every setting, with its range and default: schemas/config.schema.json in the package
@attached-files/report-job (a JSON Schema; editors complete by it), and docs/report-job.md in the
repository. A wrong setting is told with its place, its value and what is allowed.`;

/** What a list of references looks like. */
export const LISTS: string = `
Lists (--references), CSV with a header or NDJSON, in UTF-8, one reference a line:
  instance_id,associated_resource_arn,file_id
  {"associated_resource_arn":"arn:aws:cases:…:case/…","file_arn":"arn:aws:connect:…:file/…"}
All lists are read to their ends before the first call. A malformed line ends the run (2), and each is
told by its number; --skip-invalid leaves them out. A wrong header or an empty list always ends it.`;

/** What a schedule looks like. */
export const SCHEDULE: string = `
When to run, in the configuration file (or --cron, --time-zone):
  schedule: { cron: "0 6 * * *", timeZone: Europe/Berlin, jitterSeconds: 300, healthPort: 8080 }
Where hours are skipped or come twice, a fixed time comes once: a skipped one at the first moment
behind the gap, a repeated one the first time. Patterns with * or steps go by the time that passes.
Ctrl-C or SIGTERM ends it: a run under way commits what it learned, and its slot goes on when the
command is started again, if no later one has come by then. docs/report-job.md tells the rest.`;

/** What schedule answers to whoever started it. */
export const SCHEDULE_EXIT_CODES: string = `
Each run's exit code is told in a line, with the meaning that it has for 'run'. Exit codes of schedule:
  0  asked to end while no run was under way, or the run under way became complete
  1  a defect in this program
  2  wrong usage, configuration or AWS settings, or a folder that is not ours to write in: before the first wait
  3, 4, 5  asked to end during a run, whose exit code it is; 3: it goes on
  130, 143  ended at once by a second Ctrl-C or SIGTERM; what was committed is safe`;

const OF_A_SCHEDULE: readonly string[] = OVERRIDES.filter(({ path }) => path[0] === "schedule").map(({ flag }) => flag);

/** The flags of a command that runs and keeps time. */
export const SCHEDULE_SETTING_FLAGS: readonly string[] = OVERRIDES.map(({ flag }) => flag);

/** The flags of a command that runs once. */
export const NEEDED_TO_RUN: readonly string[] = SCHEDULE_SETTING_FLAGS.filter((flag) => !OF_A_SCHEDULE.includes(flag));

/** The flags of a command that makes no call. */
export const NEEDED_WITHOUT_CALLS: readonly string[] = [
  "state-folder",
  "report-folder",
  "stuck-after-seconds",
  "redact",
  "log",
];

/** Where the settings of a command that makes no call come from. */
export const SETTINGS_WITHOUT_CALLS: string = settingsText(NEEDED_WITHOUT_CALLS);

const WHAT_THE_SDK_FINDS = `
Credentials, Region and endpoints: whatever the AWS SDK finds (AWS_PROFILE, AWS_REGION,
AWS_ENDPOINT_URL_CONNECT, AWS_ENDPOINT_URL_CONNECTCASES, shared configuration files, roles).`;

/** Where the settings of a run come from. */
export const SETTINGS: string = `${settingsText(NEEDED_TO_RUN)}${WHAT_THE_SDK_FINDS}`;

/** Where the settings of a schedule come from. */
export const SCHEDULE_SETTINGS: string = `${settingsText(SCHEDULE_SETTING_FLAGS)}${WHAT_THE_SDK_FINDS}`;

/** What get prints, and what it does about failed calls. */
export const GET_ANSWERS: string = `
What was answered is printed as it came, files that nobody asked for and repeated ones too; only empty
entries (null) are left out. Standard error counts such irregularities by kind, and tells how many ids
came back in neither list. Control characters are printed as \\uXXXX.
A failed call is told, and the next one made, up to three failures in a row. Denied access, missing
credentials, a resource that is not there and a service that cannot be reached end it at once: every
other call would meet the same. It ends with 3 if any call was answered and any was not, 4 if none was.`;

/** Where settings come from, for the help of a command with these flags. */
export function settingsText(flags: readonly string[]): string {
  const settings = OVERRIDES.filter(({ flag }) => flags.includes(flag));
  return `
Settings come from flags, over environment variables, over the configuration file, over defaults:
${settings.map(({ flag, variable }) => `  --${flag.padEnd(20)} ${variable}`).join("\n")}`;
}
