import { describe, expect, it } from "vitest";
import { terminalJson } from "./terminal-json.ts";

describe("JSON on a terminal", () => {
  const hostile = '\u0000\u001b[2J\n\r\u007f\u0085\u009b31m\u061c\u200e\u202efdp.exe\u2066\u2028\ufeff\ud800"\\';

  it.each([
    ["a text", hostile],
    ["a member's name", { [hostile]: 1 }],
    ["texts deep within", [{ Tags: { a: [hostile] } }]],
  ])("escapes what a terminal would obey in %s, and says the same to a parser", (_, value) => {
    const json = terminalJson(value);
    expect(json).not.toMatch(/[^\P{Cc}\n]|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u);
    expect(JSON.parse(json)).toEqual(value);
  });

  it("leaves names in any script alone, and numbers every digit", () => {
    expect(terminalJson({ name: "Übersicht 漢字 עברית 😀", size: 9007199254740993n })).toBe(
      '{\n  "name": "Übersicht 漢字 עברית 😀",\n  "size": 9007199254740993\n}',
    );
  });
});
