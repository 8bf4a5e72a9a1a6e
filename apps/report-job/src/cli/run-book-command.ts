import { resolve } from "node:path";
import { nearestName } from "@attached-files/core";
import { loadConfig } from "../config/load-config.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { ADD_ENVIRONMENT, ADD_FLAGS, ADD_FOLDERS, confirmNotes } from "../run-book/how-to-confirm.ts";
import { processEndSection } from "../run-book/process-end.ts";
import { type RealJob, realCommands } from "../run-book/real-commands.ts";
import { RUN_BOOK, SECTIONS } from "../run-book/run-book.ts";
import { alarmSection } from "../run-book/section-ids.ts";
import { terminalText } from "../terminal/terminal-text.ts";

/** The job that the commands are for; without a configuration they are for any. */
export interface RunBookFlags {
  readonly config?: string;
  readonly stateFolder?: string;
  readonly reportFolder?: string;
}

/** `attached-files run-book`: what something means, how to confirm it and what to do; without a section, which there are. */
export async function runBookCommand(
  id: string | undefined,
  io: Pick<Io, "out" | "say" | "environment" | "logAs">,
  flags: RunBookFlags = {},
): Promise<ExitCode> {
  if (flags.config === undefined && (flags.stateFolder ?? flags.reportFolder) !== undefined)
    throw new JobError(
      "usage",
      "--state-folder and --report-folder: expected --config FILE beside them, received none",
    );
  if (id === undefined) {
    const chapters = RUN_BOOK.map(({ title, sections }) => {
      const width = Math.max(...sections.map((section) => section.id.length));
      return [title, ...sections.map((section) => `  ${section.id.padEnd(width)}  ${section.title}`)].join("\n");
    });
    io.out(`${chapters.join("\n\n")}\n`);
    return EXIT_CODE.complete;
  }
  const ended = processEndSection(id);
  const ids = [
    id,
    id.toLowerCase(),
    `exit-code-${id}`,
    `error-${kebab(id)}`,
    alarmSection(id),
    ...(ended === undefined ? [] : [ended]),
  ];
  const section = ids.map((each) => SECTIONS.find((one) => one.id === each)).find((each) => each !== undefined);
  if (section === undefined) {
    const near = SECTIONS.filter((each) => each.id.includes(id) || each.id.endsWith(id)).map((each) => each.id);
    // Not by what was put before it: every short word is near to `exit-code-0` then.
    const meant = near.length > 0 ? undefined : nearestSection([id, id.toLowerCase(), `error-${kebab(id)}`]);
    if (meant !== undefined) near.push(meant);
    const advice = near.length === 0 ? "'attached-files run-book' lists them" : `one of ${near.join(", ")}`;
    throw new JobError("usage", `SECTION: expected the id of a section (${advice}), received ${JSON.stringify(id)}`);
  }
  const { title, means, mend } = section;
  const job = flags.config === undefined ? undefined : await readJob(flags.config, flags, io);
  const confirm = job === undefined ? section.confirm : realCommands(section.confirm, job);
  const lines = [
    title,
    "",
    means,
    "",
    "Confirm:",
    ...confirm.flatMap(([command, lookFor]) => [`  ${terminalText(command)}`, `    ${lookFor}`]),
    ...confirmNotes(section, whatToAdd(job)).map((note) => `  (${note})`),
    "",
    "Do:",
    ...mend.map((step, index) => `  ${index + 1}. ${step}`),
  ];
  io.out(`${lines.join("\n")}\n`);
  return EXIT_CODE.complete;
}

/**
 * The job of a configuration. One that is refused still has its name, and whoever looks up why needs the commands.
 *
 * @throws {JobError} usage: there is no such file.
 */
async function readJob(
  path: string,
  { stateFolder, reportFolder }: RunBookFlags,
  { environment, logAs, say }: Pick<Io, "environment" | "logAs" | "say">,
): Promise<RealJob> {
  const folders = {
    ...(stateFolder === undefined ? {} : { "state-folder": stateFolder }),
    ...(reportFolder === undefined ? {} : { "report-folder": reportFolder }),
  };
  const of = { file: resolve(path), stateFolder, reportFolder };
  try {
    return { ...of, config: await loadConfig({ path, environment, flags: folders, logAs }) };
  } catch (error) {
    // A file that is not there has no commands; one that is no YAML, or no settings, has its name.
    if (!(error instanceof JobError) || isOfFile(error.cause)) throw error;
    const lines = [...error.message.split("\n"), "The commands below have the configuration's name alone."];
    say(lines.map(terminalText).join("\n"));
    return { ...of, config: undefined };
  }
}

/** Whether the system says why a file cannot be read. */
function isOfFile(cause: unknown): boolean {
  return cause instanceof Error && "syscall" in cause;
}

function whatToAdd(job: RealJob | undefined): string {
  if (job === undefined) return ADD_FLAGS;
  return job.stateFolder === undefined ? ADD_FOLDERS : ADD_ENVIRONMENT;
}

/** The section that a slip is nearest to, by its whole id or by the part behind the chapter's word. */
function nearestSection(written: readonly string[]): string | undefined {
  const parts = new Map(SECTIONS.map(({ id }) => [id.replace(/^[a-z]+-/, ""), id]));
  for (const each of written) {
    const whole = nearestName(
      each,
      SECTIONS.map(({ id }) => id),
    );
    const part = nearestName(each, [...parts.keys()]);
    const meant = whole ?? (part === undefined ? undefined : parts.get(part));
    if (meant !== undefined) return meant;
  }
  return undefined;
}

/** A code of the log, as AccessDeniedException, as it stands in the id of its section. */
function kebab(code: string): string {
  const words = code.replace(/Exception$/, "").replace(/([a-z])([A-Z])/g, "$1-$2");
  return words.toLowerCase();
}
