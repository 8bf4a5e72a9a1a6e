import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { shellWord } from "../terminal/shell-word.ts";
import { TAKES_CONFIGURATION, TAKES_REPORT_FOLDER, TAKES_STATE_FOLDER } from "./how-to-confirm.ts";
import type { RunBookEntry } from "./run-book-entry.ts";

/** A job of somebody's: its configuration, or where that is refused, its file alone. */
export interface RealJob {
  readonly file: string;
  readonly config: Pick<Config, "scopes" | "state" | "report" | "publish"> | undefined;
  /** As the run was given them by flags. */
  readonly stateFolder?: string | undefined;
  readonly reportFolder?: string | undefined;
}

/** What stands in a command for what every job has its own of. */
const OWN_STATE = "s3://my-state/attached-files-state/";
const OWN_REPORTS = "s3://my-reports/attached-files/";
const OWN_REGION = "https://connect.eu-central-1.amazonaws.com";
/** Tells that something is to be put in. */
const PUT_IN = / \((?:with )?(?:your own [^)]*|the scope's Region)\)/;

/** The commands of a section as they are for a job: with its file, folders, buckets, scopes and Regions. */
export function realCommands(confirm: RunBookEntry["confirm"], job: RealJob): RunBookEntry["confirm"] {
  return confirm.flatMap(([command, lookFor]) => {
    const real = TAKES_CONFIGURATION.test(command)
      ? [`${command}${jobFlags(command, job)}`]
      : job.config === undefined
        ? [command]
        : othersCommands(command, job.config);
    const isFilledIn = real.length !== 1 || real[0] !== command;
    return real.map((each) => [each, isFilledIn ? lookFor.replace(PUT_IN, "") : lookFor] as const);
  });
}

function jobFlags(command: string, { file, stateFolder, reportFolder }: RealJob): string {
  const state = stateFolder !== undefined && TAKES_STATE_FOLDER.test(command);
  const report = reportFolder !== undefined && TAKES_REPORT_FOLDER.test(command);
  return [
    ` --config ${shellWord(file)}`,
    ...(state ? [` --state-folder ${shellWord(stateFolder)}`] : []),
    ...(report ? [` --report-folder ${shellWord(reportFolder)}`] : []),
  ].join("");
}

/** A command of another program, once for each thing of the job that it is about; none where the job has no such thing. */
function othersCommands(command: string, { scopes, state, report, publish }: NonNullable<RealJob["config"]>): string[] {
  if (command.startsWith("df ")) {
    return [command.replace(/ \.$/, ` ${shellWord(state.folder)} ${shellWord(report.folder)}`)];
  }
  if (command.includes(OWN_STATE)) {
    const names = command.includes("scope=main") ? scopes.map(({ name }) => name) : ["main"];
    return ofBucket(command, OWN_STATE, state.s3, names);
  }
  if (command.includes(OWN_REPORTS)) return ofBucket(command, OWN_REPORTS, publish?.s3, ["main"]);
  if (command.includes(OWN_REGION)) {
    return once(scopes.map((scope) => command.replace(OWN_REGION, addressOf(scope) ?? OWN_REGION)));
  }
  // What a scope has instead of AWS is no server of STS.
  if (command.startsWith("aws sts ")) return once(scopes.map(({ profile }) => `${command}${whoAndWhere({ profile })}`));
  // The schedule is where the job runs, which no scope says.
  if (command.startsWith("aws scheduler ")) return [command];
  if (command.startsWith("aws ")) return once(scopes.map((scope) => `${command}${whoAndWhere(scope)}`));
  return [command];
}

function ofBucket(
  command: string,
  placeholder: string,
  s3: NonNullable<Config["publish"]>["s3"] | Config["state"]["s3"],
  scopes: readonly string[],
): string[] {
  if (s3 === undefined) return [];
  const place = `s3://${s3.bucket}/${s3.prefix}`;
  return scopes.map((scope) => {
    const words = command.split(" ").map((word) => {
      if (!word.startsWith(placeholder)) return word;
      const rest = word.slice(placeholder.length).replace("scope=main", `scope=${encodeURIComponent(scope)}`);
      return shellWord(`${place}${rest}`);
    });
    return `${words.join(" ")}${whoAndWhere(s3)}`;
  });
}

function addressOf({ endpoint, region }: ScopeConfig): string | undefined {
  if (endpoint !== undefined) return shellWord(endpoint);
  return region === undefined ? undefined : `https://connect.${region}.amazonaws.com`;
}

/** The flags by which the AWS CLI goes where the job goes, as far as the configuration says. */
function whoAndWhere(target: {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
}): string {
  const flags = { region: target.region, profile: target.profile, "endpoint-url": target.endpoint };
  return Object.entries(flags)
    .map(([name, value]) => (value === undefined ? "" : ` --${name} ${shellWord(value)}`))
    .join("");
}

function once(commands: readonly string[]): string[] {
  return [...new Set(commands)];
}
