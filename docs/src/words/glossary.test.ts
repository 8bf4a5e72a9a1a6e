import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../repository.ts";

const GLOSSARY = await readFile(join(ROOT, "docs/glossary.md"), "utf8");
const WORDS = [...GLOSSARY.matchAll(/^\| ([a-z][a-z ]*?) +\| \S/gm)]
  .map(([, word = ""]) => word)
  .filter((word) => word !== "word");

/** `time box` is written timeBox, time-box, time_box and TimeBox in code. */
function inCode(word: string): RegExp {
  return new RegExp(word.replace(" ", "[ _-]?").replace(/y$/, "(y|ies)"), "i");
}

let shipped: readonly string[];
beforeAll(async () => {
  const texts: string[] = [];
  for await (const file of glob("{packages,apps}/*/src/**/*.{ts,tsx}", { cwd: ROOT })) {
    if (!/\.test(-support)?\.tsx?$/.test(file)) texts.push(await readFile(join(ROOT, file), "utf8"));
  }
  shipped = texts;
});

describe("the glossary", () => {
  it("has the words of the house, once each", () => {
    expect(WORDS).toEqual(expect.arrayContaining(["scope", "reference", "outcome", "run", "slot", "state", "report"]));
    expect(new Set(WORDS).size).toBe(WORDS.length);
  });

  it.each(WORDS.filter((word) => word !== "pact"))("'%s' is a word of more than one source that ships", (word) => {
    expect(shipped.filter((text) => inCode(word).test(text)).length).toBeGreaterThan(1);
  });

  it("knows all outcomes", async () => {
    const { OUTCOME_KINDS } = await import("@attached-files/core");
    expect(WORDS).toEqual(expect.arrayContaining([...OUTCOME_KINDS]));
  });
});
