import { describe, expect, it } from "vitest";
import { checkText, LIMITS } from "./limits.ts";

describe("the limits of BatchGetAttachedFileMetadata", () => {
  it("are those that AWS publishes", () => {
    expect(LIMITS).toEqual({
      instanceIdLength: { least: 1, most: 100 },
      fileIdLength: { least: 1, most: 256 },
      fileIdsPerCall: { least: 1, most: 100 },
    });
  });
});

describe("checkText", () => {
  const range = { least: 2, most: 4 };

  it.each([
    ["exactly the least", "ab"],
    ["one over the least", "abc"],
    ["exactly the most", "abcd"],
    ["characters of two UTF-16 units, exactly the most", "📎📎📎📎"],
    ["spaces and control characters, which are characters", " \n"],
    ["right-to-left text", "ملف"],
  ])("accepts %s", (_name, text) => {
    expect(checkText(text, "id", range)).toEqual([]);
  });

  it.each([
    ["one under the least", "a", '1 characters: "a"'],
    ["one character of two UTF-16 units", "📎", '1 characters: "📎"'],
    ["the empty text", "", '0 characters: ""'],
    ["one over the most", "abcde", '5 characters: "abcde"'],
    ["one over the most, of two UTF-16 units each", "📎📎📎📎📎", '5 characters: "📎📎📎📎📎"'],
    ["half of a character", "ab\ud83d", 'half of a character: "ab\\ud83d"'],
    ["nothing", undefined, "nothing"],
    ["a number", 123, "123"],
    ["a list", ["a", "b"], "a list of 2"],
    ["a text object", Object("ab"), "an object with 2 members"],
  ])("refuses %s and says so", (_name, value, received) => {
    expect(checkText(value, "id", range)).toEqual([{ path: "id", expected: "a text of 2 to 4 characters", received }]);
  });

  it("shows no more than the beginning of an endless text", () => {
    const [issue] = checkText("x".repeat(1e6), "id", range);
    expect(issue?.received).toBe(`1000000 characters: "${"x".repeat(120)}"… (1000000 characters)`);
  });
});
