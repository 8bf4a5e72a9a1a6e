import { type DestinationStream, destination, pino } from "pino";
import { TERMINAL_CONTROLS } from "../terminal/terminal-text.ts";
import type { LogSink } from "./log.ts";
import { readableLines } from "./readable-text.ts";
import type { Redaction } from "./secrets.ts";

export interface JsonSinkOptions {
  readonly runId: string;
  readonly date: () => Date;
  readonly redact: Redaction;
  /** Takes whole lines. */
  readonly to: DestinationStream;
}

/** An open file that is written to at once: a line that was logged is there, however the process ends. */
export function immediateLines(fileDescriptor: number): DestinationStream {
  const lines = destination({ dest: fileDescriptor, sync: true });
  // A log that cannot be written (disk full) ends no work, and nobody is left who could be told.
  lines.on("error", () => {});
  return lines;
}

/** Messages as JSON, an object a line: `time`, `level`, `runId`, what it is about, and `msg`. */
export function jsonSink({ runId, date, redact, to }: JsonSinkOptions): LogSink {
  const logger = pino(
    {
      base: { runId },
      timestamp: () => `,"time":"${date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      // JSON itself escapes what is below U+0020; the line feed that is left ends the line.
      hooks: { streamWrite: (line) => `${withoutControls(line.trimEnd())}\n` },
    },
    to,
  );
  return ({ level, lines, about, json }) => {
    if (json !== undefined) {
      to.write(`${withoutControls(json)}\n`);
      return;
    }
    // Those are ours, and stand once.
    const { time: _, level: _level, msg: _msg, runId: _runId, ...members } = about;
    logger[level](redact.value(members) as object, readableLines(lines, redact).join("\n"));
  };
}

function withoutControls(line: string): string {
  return line.replace(TERMINAL_CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
