import type { Finding } from "../check/finding.ts";
import { terminalText } from "../terminal/terminal-text.ts";

const INDENT = " ".repeat(23);

/**
 * Makes the texts of findings one after another, as `failed   permission     main: cases:ListDomains denied: …`, and below it
 * what to do. How to learn what is not known is told once: many targets are tried by the same command.
 */
export function findingTexts(): (finding: Finding) => string {
  const told = new Set<string>();
  return ({ check, about, action, result, text, next }) => {
    const [first = "", ...more] = text.split("\n").map((line) => terminalText(line));
    const subject = [about, action].filter((part) => part !== undefined).map((part) => terminalText(part));
    const before = subject.length === 0 ? "" : `${subject.join(": ")}: `;
    const lines = [
      `${result.padEnd(8)} ${check.padEnd(13)} ${before}${first}`,
      ...more.map((line) => `${INDENT}${line}`),
    ];
    if (next === undefined || (result === "unknown" && told.has(next))) return lines.join("\n");
    told.add(next);
    return [...lines, `${INDENT}→ ${terminalText(next)}`].join("\n");
  };
}
