import { describe, expect, it } from "vitest";
import { outsidePart, outsideSentence } from "./outside-text.ts";

describe("a stranger's text", () => {
  it.each([
    ["not a valid DuckDB database file!", "not a valid DuckDB database file!"],
    ["Denied", "Denied."],
    ["Denied.", "Denied."],
    ["Who is it?", "Who is it?"],
    ["went on…", "went on…"],
    ['It said "no."', 'It said "no."'],
    ["open 'a.txt'", "open 'a.txt'."],
    ["  and then:\n", "and then."],
    ["", "."],
  ])("ends a sentence of ours with one mark: %j", (text, sentence) => {
    expect(outsideSentence(text)).toBe(sentence);
  });

  it.each([
    ["late.", "late"],
    ["late...", "late..."],
    ["file!", "file!"],
    ["late; ", "late"],
  ])("has no full stop where a sentence of ours goes on: %j", (text, part) => {
    expect(outsidePart(text)).toBe(part);
  });

  it("is cut in both, with a mark that says so", () => {
    expect(outsideSentence("x".repeat(50), 10)).toBe(`${"x".repeat(10)}… (cut: 50 characters).`);
    expect(outsidePart("x".repeat(50), 10)).toBe(`${"x".repeat(10)}… (cut: 50 characters)`);
  });
});
