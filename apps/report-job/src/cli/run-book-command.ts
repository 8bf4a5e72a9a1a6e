import { nearestName } from "@attached-files/core";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { confirmNotes } from "../run-book/how-to-confirm.ts";
import { processEndSection } from "../run-book/process-end.ts";
import { RUN_BOOK, SECTIONS } from "../run-book/run-book.ts";

/** `attached-files run-book`: what something means, how to confirm it and what to do; without a section, which there are. */
export async function runBookCommand(id: string | undefined, io: Pick<Io, "out">): Promise<ExitCode> {
  if (id === undefined) {
    const chapters = RUN_BOOK.map(({ title, sections }) => {
      const width = Math.max(...sections.map((section) => section.id.length));
      return [title, ...sections.map((section) => `  ${section.id.padEnd(width)}  ${section.title}`)].join("\n");
    });
    io.out(`${chapters.join("\n\n")}\n`);
    return EXIT_CODE.complete;
  }
  const ended = processEndSection(id);
  const ids = [id, id.toLowerCase(), `exit-code-${id}`, `error-${kebab(id)}`, ...(ended === undefined ? [] : [ended])];
  const section = ids.map((each) => SECTIONS.find((one) => one.id === each)).find((each) => each !== undefined);
  if (section === undefined) {
    const near = SECTIONS.filter((each) => each.id.includes(id) || each.id.endsWith(id)).map((each) => each.id);
    const meant = near.length > 0 ? undefined : nearestSection(ids);
    if (meant !== undefined) near.push(meant);
    const advice = near.length === 0 ? "'attached-files run-book' lists them" : `one of ${near.join(", ")}`;
    throw new JobError("usage", `SECTION: expected the id of a section (${advice}), received ${JSON.stringify(id)}`);
  }
  const { title, means, confirm, mend } = section;
  const lines = [
    title,
    "",
    means,
    "",
    "Confirm:",
    ...confirm.flatMap(([command, lookFor]) => [`  ${command}`, `    ${lookFor}`]),
    ...confirmNotes(section).map((note) => `  (${note})`),
    "",
    "Do:",
    ...mend.map((step, index) => `  ${index + 1}. ${step}`),
  ];
  io.out(`${lines.join("\n")}\n`);
  return EXIT_CODE.complete;
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
