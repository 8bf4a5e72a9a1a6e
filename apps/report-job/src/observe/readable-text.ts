import type { Redaction } from "./secrets.ts";

/** A little less than what a terminal's line is cut to, so that nothing is cut twice. */
const LONGEST_LINE = 1900;
/** What of a line is looked through for secrets: enough that what is left of it fills a line. */
const LONGEST_LOOK = 20_000;

/** A line without secrets, and without an end that nobody would read. */
export function readableText(text: string, redact: Redaction): string {
  return cut(redact.text(cut(text, LONGEST_LOOK)), LONGEST_LINE);
}

/** The lines of one message: a key that stands in several of them is hidden as a whole. */
export function readableLines(lines: readonly string[], redact: Redaction): readonly string[] {
  const isKey = lines.length > 1 && lines.some((line) => line.includes("PRIVATE KEY-----"));
  const whole = isKey ? redact.text(lines.join("\n")).split("\n") : lines;
  return whole.map((line) => readableText(line, redact));
}

/** Cut again, a text keeps the mark that tells how long it was at first. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const mark =
    /… \(cut: [\d,]+ characters\)$/.exec(text)?.[0] ?? `… (cut: ${text.length.toLocaleString("en")} characters)`;
  return text.slice(0, longest).toWellFormed() + mark;
}
