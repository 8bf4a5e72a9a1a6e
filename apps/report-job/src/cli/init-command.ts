import { access, open, rm } from "node:fs/promises";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { askForSettings } from "../init/ask-for-settings.ts";
import { atTheTerminal } from "../init/at-the-terminal.ts";
import { configurationText } from "../init/configuration-text.ts";
import { editorSchema } from "../init/editor-schema.ts";
import type { FirstSettings } from "../init/first-settings.ts";
import { judgeSettings, type SettingWords } from "../init/judge-settings.ts";
import { nextCommands } from "../init/next-commands.ts";
import type { Io } from "../process/io.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { terminalText } from "../terminal/terminal-text.ts";

export interface InitOptions extends Partial<FirstSettings> {
  readonly config: string;
}

/** Which flag stands for a setting, for messages. */
const FLAGS: SettingWords = {
  name: "--name",
  region: "--region",
  instanceId: "--instance-id",
  domainIds: "--domain-id",
  endpoint: "--endpoint",
  cron: "--cron",
  timeZone: "--time-zone",
  bucket: "--bucket",
};

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
  const isAsked = io.stdin.isTTY === true;
  // On a terminal, the pattern for a time zone is still to come.
  const toCome = isAsked && flags.timeZone !== undefined && flags.cron === undefined ? { cron: "0 6 * * *" } : {};
  const judged = judgeSettings({ ...flags, ...toCome }, FLAGS);
  if (judged.problems.length > 0) throw new JobError("usage", judged.problems.join("\n"));
  for (const doubt of judged.doubts)
    io.say(terminalText(`${doubt}${doubt.endsWith("?") ? "" : "."} It is written all the same.`));
  const settings = isAsked
    ? await atTheTerminal({ stdin: io.stdin, prompts, signal: io.signal }, (person) =>
        askForSettings(flags, io.environment, person),
      )
    : { name: "main", ...judged.settings };
  const schema = await editorSchema(path);
  await write(path, configurationText(settings, schema.path));
  io.say(terminalText(`${path} is written.`));
  const ofSchema = await schema.place();
  if (ofSchema !== undefined) io.say(terminalText(ofSchema));
  io.say("Look before the first run:");
  for (const command of nextCommands(path, io.environment)) io.say(terminalText(`  ${command}`));
  return EXIT_CODE.complete;
}

/** Writes the whole file, or none. */
async function write(path: string, text: string): Promise<void> {
  let isOurs = false;
  try {
    const file = await open(path, "wx");
    isOurs = true;
    await file.writeFile(text).finally(() => file.close());
  } catch (error) {
    if (isOurs) await rm(path, { force: true });
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw isThere(path);
    const message = error instanceof Error ? error.message : String(error);
    throw new JobError(
      "usage",
      `${path} cannot be written: ${outsideSentence(message)} Name another place with --config.`,
      error,
    );
  }
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
