/** The logger that an SDK's client takes. */
export interface SdkLogger {
  trace(): void;
  debug(): void;
  info(): void;
  warn(message?: unknown): void;
  error(): void;
}

const told = new Set<string>();

const ignore = (): void => {};

/**
 * What the SDK warns of (as of a profile and keys that stand in the environment together) becomes a warning of the process, once:
 * without a logger it would write on the console, past whoever formats what the process says. All else it would log is
 * told by errors and their causes.
 *
 * @see https://nodejs.org/api/process.html#event-warning (read 2026-11)
 */
export const SDK_LOGGER: SdkLogger = {
  trace: ignore,
  debug: ignore,
  info: ignore,
  error: ignore,
  warn: (message) => {
    if (typeof message !== "string") return;
    const text = message.replaceAll(/\s+/g, " ").trim();
    if (told.has(text)) return;
    told.add(text);
    process.emitWarning(text, { type: "AwsSdkWarning", code: "aws-sdk-warning" });
  },
};
