import { terminalText } from "../terminal/terminal-text.ts";
import type { LogSink } from "./log.ts";
import { readableLines } from "./readable-text.ts";
import type { Redaction } from "./secrets.ts";

/** Messages as lines for people. What they are about stands in their words. */
export function textSink(write: (text: string) => void, redact: Redaction): LogSink {
  return ({ lines, json }) => {
    const shown = json === undefined ? readableLines(lines, redact).map((line) => terminalText(line)) : [json];
    write(shown.map((line) => `${line}\n`).join(""));
  };
}
