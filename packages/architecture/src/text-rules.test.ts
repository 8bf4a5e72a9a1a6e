import { glob, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");
const LARGEST_ROOM = 200;

/** Sources that ship: no tests, no test support. */
async function sources(): Promise<{ readonly path: string; readonly text: string }[]> {
  const found: { path: string; text: string }[] = [];
  for await (const path of glob("{packages,apps}/*/src/**/*.{ts,tsx}", { cwd: ROOT })) {
    if (/\.test(-support)?\.tsx?$|\/src\/testing\/|^packages\/architecture\//.test(path)) continue;
    found.push({ path, text: await readFile(resolve(ROOT, path), "utf8") });
  }
  return found;
}

/** Code without its comments, so that a sentence about a rule does not break it. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

describe("the sources that ship", () => {
  it("touch argv, exit and the environment in main.ts alone", async () => {
    const touching = (await sources()).filter(({ text }) => /process\.(argv|exit|exitCode|env)\b/.test(code(text)));
    expect(touching.map(({ path }) => path)).toEqual(["apps/report-job/src/main.ts"]);
  });

  it("are read at all", async () => {
    expect((await sources()).length).toBeGreaterThan(50);
  });

  it(`keep rooms small: no file over ${LARGEST_ROOM} lines`, async () => {
    const large = (await sources()).filter(({ text }) => text.split("\n").length > LARGEST_ROOM);
    expect(large.map(({ path }) => path)).toEqual([]);
  });

  it("have no name that says nothing", async () => {
    const vague = (await sources()).filter(({ path }) =>
      /(^|[/-])(utils?|common|helpers?|manager|misc)([./-])/.test(path),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  it("write their file names in kebab-case", async () => {
    const odd = (await sources()).filter(({ path }) => !/^[a-z0-9./-]+$/.test(path));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});
