import { access, writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { describeIssue } from "@attached-files/core";
import { parseConfig } from "../config/parse-config.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { askForSettings } from "../init/ask-for-settings.ts";
import { configurationText } from "../init/configuration-text.ts";
import { asConfiguration, type FirstSettings } from "../init/first-settings.ts";
import type { Io } from "./io.ts";
import { terminalText } from "./terminal-text.ts";

export interface InitOptions extends Partial<FirstSettings> {
  readonly config: string;
}

/** Which flag stands for a setting, for messages. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ["scopes[0].name", "--name"],
  ["scopes[0].region", "--region"],
  ["scopes[0].instanceId", "--instance-id"],
  ["scopes[0].domainIds", "--domain-id"],
  ["scopes[0].endpoint", "--endpoint"],
  ["schedule.cron", "--cron"],
  ["schedule.timeZone", "--time-zone"],
  ["publish.s3.bucket", "--bucket"],
]);

/**
 * `attached-files init`: a first configuration with comments. On a terminal it asks; a file that is there stays as it is.
 *
 * @param prompts where questions are put.
 */
export async function initCommand(
  { config: path, ...flags }: InitOptions,
  io: Io,
  prompts: NodeJS.WritableStream = process.stderr,
): Promise<ExitCode> {
  await refuseIfThere(path);
  const settings = io.stdin.isTTY === true ? await ask(flags, io, prompts) : { name: "main", ...flags };
  if (settings.timeZone !== undefined && settings.cron === undefined) {
    throw new JobError("usage", "--time-zone: expected --cron beside it, which says when to run");
  }
  const parsed = parseConfig(asConfiguration(settings), FLAGS);
  if (!parsed.ok) throw new JobError("usage", parsed.issues.map(describeIssue).join("\n"));
  try {
    await writeFile(path, configurationText(settings, schemaFrom(path)), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw isThere(path);
    const message = error instanceof Error ? error.message : String(error);
    throw new JobError("usage", `${path} cannot be written: ${message}. Name another place with --config.`, error);
  }
  const named = path === "attached-files.yaml" ? "" : ` --config ${path}`;
  io.say(terminalText(`${path} is written. What next:`));
  io.say(terminalText(`  attached-files permissions${named}   the IAM policy that it needs`));
  io.say(terminalText(`  attached-files check${named}         whether a run would get by`));
  io.say(terminalText(`  attached-files run${named}           the first report`));
  return EXIT_CODE.complete;
}

async function refuseIfThere(path: string): Promise<void> {
  const isPlaced = await access(path).then(
    () => true,
    () => false,
  );
  if (isPlaced) throw isThere(path);
}

function isThere(path: string): JobError {
  return new JobError("usage", `${path} is there already, and was left as it is. Name another file with --config.`);
}

/** The schema of this installation, as a path from the configuration's folder. */
function schemaFrom(path: string): string {
  const schema = fileURLToPath(new URL("../schemas/config.schema.json", import.meta.url));
  const near = relative(dirname(resolve(path)), schema).replaceAll("\\", "/");
  return near.startsWith("../../../") ? schema : near.startsWith(".") ? near : `./${near}`;
}

async function ask(flags: Partial<FirstSettings>, io: Io, prompts: NodeJS.WritableStream): Promise<FirstSettings> {
  const lines = createInterface({ input: io.stdin, output: prompts, terminal: true });
  // Ctrl-C and Ctrl-D come to the reader of lines, and to nobody else.
  const ended = new AbortController();
  const end = (): void => ended.abort();
  lines.once("SIGINT", end).once("close", end);
  const signal = AbortSignal.any([io.signal, ended.signal]);
  try {
    return await askForSettings(flags, io.environment, async (question, suggested) => {
      const hint = suggested === "" ? "" : ` [${suggested}]`;
      const answer = await lines.question(`${question}${hint}: `, { signal });
      return answer.trim() === "" ? suggested : answer;
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new JobError("interrupted", "Interrupted. Nothing was written.", error);
  } finally {
    lines.close();
  }
}
