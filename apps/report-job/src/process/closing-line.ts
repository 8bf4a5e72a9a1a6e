import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { Log } from "../observe/log.ts";
import { sectionHint } from "../run-book/section-ids.ts";

/**
 * The last line of a run that is no success by what it answered: its exit code, and where to read on. That nothing was answered is
 * an error, by which people on call filter; one that is thrown has such a line already. Less than the whole is a warning.
 *
 * @param runBook the section that it names.
 */
export function closingLine(exitCode: ExitCode, runBook: string, log: Log): void {
  if (exitCode === EXIT_CODE.complete) return;
  const hint = sectionHint(runBook);
  if (exitCode === EXIT_CODE.unavailable) {
    log.error(`Exit code ${exitCode}: nothing was answered. ${hint}`, { code: "unavailable", exitCode, runBook });
  } else {
    log.warn(`Exit code ${exitCode}. ${hint}`, { exitCode, runBook });
  }
}
