import { CommanderError } from "commander";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { Log } from "../observe/log.ts";
import { aboutOf } from "../observe/telemetry/run-context.ts";
import { endSection, exitCodeSection, sectionHint } from "../run-book/section-ids.ts";

/**
 * Says what ended a command line, or one run of a schedule.
 *
 * @param version named with a defect, where it is known.
 */
export function reportEnd(version: string | undefined, error: unknown, log: Log): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.complete : EXIT_CODE.usage;
  if (error instanceof JobError) {
    const runBook = endSection(error);
    // Whoever asked it to end knows what to do.
    const hint = error.code === "interrupted" ? [] : [sectionHint(runBook)];
    log.error([...error.message.split("\n"), ...hint], {
      ...aboutOf(error),
      code: error.code,
      exitCode: error.exitCode,
      runBook,
    });
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const runBook = exitCodeSection(EXIT_CODE.defect);
  log.error(
    [
      ...`A defect in attached-files${version === undefined ? "" : ` ${version}`}: ${text}`.split("\n"),
      sectionHint(runBook),
    ],
    {
      ...aboutOf(error),
      code: "defect",
      exitCode: EXIT_CODE.defect,
      runBook,
    },
  );
  return EXIT_CODE.defect;
}
