import type { LogFormat } from "../observe/log-format.ts";
import type { SignalSource } from "./ending.ts";

/** As `interrupted` of every command. It stands here so that next to nothing is loaded before signals are heard. */
const EXIT_CODE = 3;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

export interface EarlyProcess {
  readonly signals: SignalSource & Pick<NodeJS.Process, "off">;
  readonly runId: string;
  readonly format: LogFormat;
  /** The time of a line in JSON. */
  readonly date: () => Date;
  readonly write: (text: string) => void;
  readonly exit: (exitCode: number) => void;
}

/**
 * Hears signals while the program is still loading: there is nothing to finish, and a process that ended without a word would look
 * like one that was killed.
 *
 * @returns what ends this, as soon as others hear signals.
 */
export function endEarly({ signals, runId, format, date, write, exit }: EarlyProcess): () => void {
  const end = (): void => {
    const msg = `Asked to end before anything was begun: no call was made, nothing was written. The same command begins anew.`;
    const about = { level: "error", time: date().toISOString(), runId, code: "interrupted", exitCode: EXIT_CODE };
    const json = { ...about, runBook: `exit-code-${EXIT_CODE}`, msg };
    write(`${format === "json" ? JSON.stringify(json) : msg}\n`);
    exit(EXIT_CODE);
  };
  for (const signal of SIGNALS) signals.on(signal, end);
  return () => {
    for (const signal of SIGNALS) signals.off(signal, end);
  };
}
