import { stringify } from "yaml";
import type { FirstSettings } from "./first-settings.ts";

/** What stands where nothing was given: a setting that works, switched off. */
const EXAMPLE = {
  region: "eu-central-1",
  instanceId: "0f1e2d3c-0000-4000-8000-000000000000",
  domainIds: ["0f1e2d3c-0000-4000-8000-000000000000"],
  schedule: { cron: "0 6 * * *", timeZone: "Europe/Berlin" },
  bucket: "my-reports",
};

/** What a report has to keep to: that files are known at all, and answered, before what is known of them. */
const POLICY = [
  { name: "no-rejections", rule: "rejected > 0", severity: "warning" },
  { name: "blind", rule: "not known > 1 %" },
  { name: "unanswered", rule: "unanswered > 1 %" },
];

/**
 * A first configuration with comments. Each comment line that begins with `# ` and a setting is one that works when the
 * two characters are taken away.
 *
 * @param schema where editors find the JSON Schema, from the file's folder.
 */
export function configurationText(settings: FirstSettings, schema: string): string {
  const { name, region, instanceId, domainIds, endpoint, cron, timeZone, bucket } = settings;
  const schedule = {
    ...(cron === undefined ? EXAMPLE.schedule : { cron, ...(timeZone === undefined ? {} : { timeZone }) }),
  };
  const s3 = { bucket: bucket ?? EXAMPLE.bucket, prefix: "attached-files/" };
  return `# yaml-language-server: $schema=${schema}
# What attached-files reports on, and how. Paths are relative to this file. The schema above has every setting with its range and
# default, and editors complete this file by it. 'attached-files run --help' tells of flags, 'attached-files run-book' what to do.
# Look before the first run: attached-files check, then plan, then run; with --config FILE from another folder.

scopes:
  # One account, Region, Connect instance and Cases domain each, with credentials and a quota of its own.
  - name: ${value(name)} # names folders and rows
${given(4, "region", region ?? EXAMPLE.region, region === undefined, "else AWS_REGION, or the profile's")}
${given(4, "instanceId", instanceId ?? EXAMPLE.instanceId, instanceId === undefined, "else the files of all instances")}
${given(4, "domainIds", domainIds ?? EXAMPLE.domainIds, domainIds === undefined, "else all Cases domains there are")}
${given(4, "assumeRole", { roleArn: "arn:aws:iam::111122223333:role/attached-files" }, true, "else what the AWS SDK finds")}
${endpoint === undefined ? "" : `${given(4, "endpoint", endpoint, false, "instead of AWS")}\n`}    quota: { requestsPerSecond: 2, share: 0.75 } # AWS's default, and the part of it that is the job's

state: # what the job remembers: keep it from run to run
  folder: attached-files-state
${given(2, "s3", { bucket: "my-state", prefix: "attached-files-state/" }, true, "where no folder stays: on Lambda, in a container")}
report: { folder: attached-files-report, stuckAfterSeconds: 3600 } # a folder for each slot

# When to run, for the command 'schedule'.
${given(0, "schedule", schedule, cron === undefined)}

# Where reports go beside the folder, and which of them stay.
${given(0, "publish", { s3, keep: { days: 90 } }, bucket === undefined, "or keep: { reports: 90 }, so many whatever their age")}

# What makes a report end with exit code 5.
${given(0, "policy", POLICY, true)}

# Who is told. A webhook's URL stands in an environment variable, never here.
${given(0, "notify", [{ name: "on-call", to: "webhook", on: ["partial", "policy", "failure"], urlVariable: "ON_CALL_URL" }], true)}
`;
}

function given(indent: number, name: string, setting: unknown, isOff: boolean, comment = ""): string {
  const line = `${name}: ${value(setting)}${comment === "" ? "" : ` # ${comment}`}`;
  return `${" ".repeat(indent)}${isOff ? "# " : ""}${line}`;
}

/** In one line, and quoted where YAML would take it for something else. */
function value(setting: unknown): string {
  return stringify(setting, { collectionStyle: "flow", lineWidth: 0, blockQuote: false }).replace(/\n$/, "");
}
