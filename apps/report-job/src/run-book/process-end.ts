import { constants } from "node:os";

export const ENDED_AT_ONCE_SECTION = "exit-code-130-143";
export const NOT_STARTED_SECTION = "exit-code-not-started";

/** What systemd, Kubernetes and shells put before or behind the number: `exit-code-137`, `203/EXEC`, `9/KILL`. */
const NUMBER = /^(?:exit-code-)?(\d{1,3})(?:\/[A-Z_]+)?$/i;
const SIGNALS: ReadonlySet<string> = new Set(Object.keys(constants.signals));

/**
 * The section about an end that the program did not choose: `137`, `KILL`, `SIGKILL`, `203/EXEC`; undefined of all others.
 * Shells give 128 and the signal's number, 126 and 127 for what cannot be started; systemd gives the signal's name, and 200 to 245
 * for what it could not start (systemd.exec, "Process Exit Codes").
 */
export function processEndSection(word: string): string | undefined {
  const name = word.toUpperCase().replace(/^\d+\//, "");
  if (SIGNALS.has(name) || SIGNALS.has(`SIG${name}`)) return ENDED_AT_ONCE_SECTION;
  const code = Number(NUMBER.exec(word)?.[1] ?? Number.NaN);
  if (Object.values(constants.signals).includes(code - 128)) return ENDED_AT_ONCE_SECTION;
  const isNotStarted = (code >= 125 && code <= 128) || (code >= 200 && code <= 245);
  return isNotStarted ? NOT_STARTED_SECTION : undefined;
}
