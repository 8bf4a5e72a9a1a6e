import type { Log } from "./log.ts";

/** What tells of the warnings of a process, as `process` does. */
export interface WarningSource {
  removeAllListeners(event: "warning"): unknown;
  on(event: "warning", listener: (warning: Error & { readonly code?: string }) => void): unknown;
}

/** What Node.js and the AWS SDK warn of is a line of this log from now on, and of no other: Node.js itself writes plain text. */
export function logWarnings(source: WarningSource, log: Pick<Log, "warn">): void {
  source.removeAllListeners("warning");
  source.on("warning", ({ name, message, code }) => log.warn(`${name}: ${message}`, { event: "warning", code }));
}
