import { SOURCE_ERROR_CODES } from "@attached-files/core";
import type { ExitCode, JobError } from "../exit-code.ts";

/** The section of the run book about an exit code. Ids of sections never change: people keep links to them. */
export function exitCodeSection(exitCode: ExitCode): string {
  return `exit-code-${exitCode}`;
}

/** The section about why a report is not complete. */
export function reasonSection(code: string): string {
  return `reason-${code}`;
}

/** The section about an error of a source, as `error-access-denied` of AccessDeniedException. */
export function errorSection(code: string): string {
  const words = code.replace(/Exception$/, "").replace(/(?<=[a-z])(?=[A-Z])/g, "-");
  return `error-${words.toLowerCase()}`;
}

/** What CloudFormation puts around the name of an alarm of a stack: `attached-files-RunMissing0A1B2C3D-AbCdEf`. */
const OF_A_STACK = /^(?:.*-)?([A-Z][A-Za-z]+?)[0-9A-F]{8}-\w+$/;

/** The section about an alarm, by the name that CloudWatch tells: `alarm-attached-files-missing`, `alarm-run-missing` of RunMissing. */
export function alarmSection(name: string): string {
  const own = OF_A_STACK.exec(name)?.[1] ?? name;
  return `alarm-${own.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase()}`;
}

const ERRORS: ReadonlySet<string> = new Set([
  ...SOURCE_ERROR_CODES,
  "TimeBox",
  "Superseded",
  "OtherInstance",
  "NothingFound",
]);
const TROUBLES: ReadonlySet<string> = new Set([
  "telemetry-not-delivered",
  "bucket-not-reached",
  "not-told",
  "case-by-case",
]);

/** The section about the `code` of a line of the log; undefined where there is none of its own. */
export function codeSection(code: unknown): string | undefined {
  if (typeof code !== "string") return undefined;
  if (ERRORS.has(code)) return errorSection(code);
  return TROUBLES.has(code) ? `trouble-${code}` : undefined;
}

/** The section about what ended a command. */
export function endSection(error: JobError): string {
  return error.section ?? exitCodeSection(error.exitCode);
}

/** How a person gets to a section, from the message alone. */
export function sectionHint(section: string): string {
  return `What to do: attached-files run-book ${section}`;
}
