import { describe, expect, it } from "vitest";
import { terminalText } from "./terminal-text.ts";

describe("strangers' text on a terminal", () => {
  it.each([
    ["an ANSI escape", "\u001b[31mred", "\\u{1b}[31mred"],
    ["a newline", "a\nb\r", "a\\u{a}b\\u{d}"],
    ["a right-to-left override", "\u202Efdp.exe", "\\u{202e}fdp.exe"],
    ["an isolate", "\u2066a\u2069", "\\u{2066}a\\u{2069}"],
    ["a C1 control", "\u009b31m", "\\u{9b}31m"],
    ["a line separator", "a\u2028b", "a\\u{2028}b"],
  ])("shows %s instead of obeying it", (_, text, shown) => {
    expect(terminalText(text)).toBe(shown);
  });

  it("leaves names in any script alone", () => {
    const names = "Übersicht 漢字 العربية עברית ไทย 😀‍👩‍👧.pdf";
    expect(terminalText(names)).toBe(names);
  });

  it("cuts what would fill the screen, and says how long it was", () => {
    const shown = terminalText("x".repeat(500_000));
    expect(shown.length).toBeLessThan(2100);
    expect(shown).toMatch(/^x+… \(cut: 500,000 characters\)$/);
    expect(terminalText("😀".repeat(1500)).isWellFormed()).toBe(true);
  });
});
