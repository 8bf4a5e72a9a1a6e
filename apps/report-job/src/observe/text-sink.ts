import { terminalText } from "../cli/terminal-text.ts";
import type { LogSink } from "./log.ts";
import { readableText } from "./readable-text.ts";
import type { Redaction } from "./secrets.ts";

/** Messages as lines for people. What they are about stands in their words. */
export function textSink(write: (text: string) => void, redact: Redaction): LogSink {
  return ({ lines, json }) =>
    write(
      json === undefined ? lines.map((line) => `${terminalText(readableText(line, redact))}\n`).join("") : `${json}\n`,
    );
}
