import { glob, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { touchesEnvironment, touchesOutside } from "./text-rules.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The largest room, in lines, and those that may be larger, each with its reason. */
const LARGEST_ROOM = 150;
const LARGER_ROOMS: Readonly<Record<string, string>> = {
  "packages/adapters/src/fake/dataset/seed-dataset.ts": "one centre, made in one order from one seed",
  "packages/adapters/src/testing/file-source-suite.ts": "a suite: a list of behaviours",
  "packages/adapters/src/testing/reference-source-suite.ts": "a suite: a list of behaviours",
};

/** The same for tests. */
const LARGEST_TEST = 400;
const LARGER_TESTS: Readonly<Record<string, string>> = {};

interface Source {
  readonly path: string;
  readonly text: string;
}

async function read(pattern: string, isWanted: (path: string) => boolean): Promise<readonly Source[]> {
  const found: Source[] = [];
  for await (const path of glob(pattern, { cwd: ROOT, exclude: (each) => each === "node_modules" })) {
    if (isWanted(path)) found.push({ path, text: await readFile(resolve(ROOT, path), "utf8") });
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

const TEST = /\.test(-support)?\.tsx?$/;

/** Sources that ship: no tests, no test support. The suites of ./testing ship too. */
const SHIPPED = await read(
  "{packages,apps}/*/src/**/*.{ts,tsx}",
  (path) => !TEST.test(path) && !/^packages\/architecture\/|^apps\/[^/]+\/src\/testing\//.test(path),
);
/** Ways to deploy it: they read and write as they like, and their rooms are as small. */
const DEPLOY = await read("deploy/*/*.ts", () => true);
/** What executes the pages, what releases, and what measures: likewise. */
const TOOLS = [
  ...(await read("benchmarks/**/*.ts", () => true)),
  ...(await read("{docs,release}/src/**/*.{ts,tsx}", () => true)),
];
const TESTS = [
  ...(await read("{packages,apps}/*/{src,slow,contracts}/**/*.{ts,tsx}", (path) => TEST.test(path))),
  ...[...DEPLOY, ...TOOLS].filter(({ path }) => TEST.test(path)),
];
const ROOMS = [...[...DEPLOY, ...TOOLS].filter(({ path }) => !TEST.test(path)), ...SHIPPED];

function pathsOf(sources: readonly Source[]): readonly string[] {
  return sources.map(({ path }) => path);
}

function longerThan(lines: number, sources: readonly Source[]): readonly string[] {
  return pathsOf(sources.filter(({ text }) => text.trimEnd().split("\n").length > lines));
}

describe("the sources that ship", () => {
  it("touch argv, exit and the environment where a process begins, and nowhere else", () => {
    const begins = ["command-process", "lambda", "main"].map((name) => `apps/report-job/src/${name}.ts`);
    expect(pathsOf(SHIPPED.filter(({ text }) => touchesEnvironment(text))).toSorted()).toEqual(begins);
  });

  it("look at no clock, no chance and nothing else outside in core", () => {
    const core = SHIPPED.filter(({ path }) => path.startsWith("packages/core/src/"));
    expect(core.length).toBeGreaterThan(20);
    expect(pathsOf(core.filter(({ text }) => touchesOutside(text)))).toEqual([]);
  });

  it("are read at all, and so are the tests", () => {
    expect(SHIPPED.length).toBeGreaterThan(50);
    expect(TESTS.length).toBeGreaterThan(50);
    expect(DEPLOY.length).toBeGreaterThan(15);
    expect(TOOLS.filter(({ path }) => path.startsWith("benchmarks/")).length).toBeGreaterThan(30);
    expect(TOOLS.filter(({ path }) => path.startsWith("docs/")).length).toBeGreaterThan(30);
    expect(TOOLS.filter(({ path }) => path.startsWith("release/")).length).toBeGreaterThan(15);
  });

  it(`keep rooms small: none over ${LARGEST_ROOM} lines but those that are named, which are`, () => {
    expect(longerThan(LARGEST_ROOM, ROOMS)).toEqual(Object.keys(LARGER_ROOMS));
  });

  it("have no name that says nothing", () => {
    expect(pathsOf(ROOMS).filter((path) => /(^|[/-])(utils?|common|helpers?|manager|misc)([./-])/.test(path))).toEqual(
      [],
    );
  });

  it("write their file names in kebab-case", () => {
    expect(pathsOf(ROOMS).filter((path) => !/^[a-z0-9./-]+$/.test(path))).toEqual([]);
  });
});

it(`tests have at most ${LARGEST_TEST} lines, but those that are named, which have more`, () => {
  expect(longerThan(LARGEST_TEST, TESTS)).toEqual(Object.keys(LARGER_TESTS));
});

describe("the rules on texts", () => {
  it.each([
    "const { FOO } = process.env;",
    "const { env } = process;",
    'import { env } from "node:process";',
    "import process from 'process';",
    'import "node:process";',
    'const { env } = await import("node:process");',
    'process["env"].FOO',
    "process.exit(1)",
    "main(process.argv)",
    "process.exitCode = 1",
  ])("see the environment in %s", (text) => {
    expect(touchesEnvironment(text)).toBe(true);
  });

  it.each(["process.stderr.write(text)", "// process.env is for main.ts", "/** process.exit */", "reprocess.env"])(
    "see no environment in %s",
    (text) => {
      expect(touchesEnvironment(text)).toBe(false);
    },
  );

  it.each([
    "const now = Date.now();",
    "const now = Date.now;",
    "const now = new Date();",
    "const now = new Date;",
    "const now = Date();",
    "Math.random()",
    "performance.now()",
    "crypto.randomUUID()",
    "await fetch(url)",
    "setTimeout(work, 1)",
    "process.env.FOO",
    "globalThis.Date",
    "const { now } = performance",
    'await import("node:fs")',
  ])("see the outside in %s", (text) => {
    expect(touchesOutside(text)).toBe(true);
  });

  it.each([
    "new Date(text).toISOString()",
    "Date.parse(text)",
    "Math.max(1, 2)",
    "const fetched = fetchPage();",
    "// Date.now() is the caller's",
    'import { ok } from "./result.ts";',
  ])("see nothing outside in %s", (text) => {
    expect(touchesOutside(text)).toBe(false);
  });
});
