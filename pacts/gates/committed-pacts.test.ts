import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { PAIRS, pactFileName } from "./pact-file.ts";

describe("the committed contracts", () => {
  it("are those of the known pairs, with no orphan and none missing", async () => {
    const files = (await readdir(new URL("..", import.meta.url))).filter((file) => file.endsWith(".json"));
    const known = PAIRS.map(pactFileName);
    expect(files.filter((file) => file !== "package.json" && file !== "tsconfig.json").sort()).toEqual(
      [...known].sort(),
    );
  });

  it("hold no signature, no clock and no client's version", async () => {
    for (const pair of PAIRS) {
      const text = await readFile(new URL(`../${pactFileName(pair)}`, import.meta.url), "utf8");
      expect(text).not.toMatch(/authorization|x-amz-date|amz-sdk|user-agent/i);
    }
  });
});
