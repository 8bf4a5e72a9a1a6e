import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

let folder: string;
beforeEach(async () => {
  // As of a checkout that has this folder alone.
  folder = await mkdtemp(join(tmpdir(), "attached-files-zip-"));
  await mkdir(join(folder, "deploy/lambda"), { recursive: true });
  for (const name of ["make-zip.mjs", "zip-arguments.mjs", "configuration-problem.mjs", "index.mjs"])
    await copyFile(join(import.meta.dirname, name), join(folder, "deploy/lambda", name));
  await writeFile(join(folder, "job.yaml"), "scopes: [{ name: main }]\n");
  await mkdir(join(folder, "tarballs"));
});
afterEach(() => rm(folder, { recursive: true }));

function makeZip(...args: readonly string[]): Promise<{ code: unknown; out: string; said: string }> {
  return new Promise((done) => {
    execFile(process.execPath, ["deploy/lambda/make-zip.mjs", ...args], { cwd: folder }, (error, out, said) =>
      done({ code: error?.code ?? 0, out, said }),
    );
  });
}

it("tells every wrong argument at once, in a line each, before it makes anything", async () => {
  const { code, said } = await makeZip("--config", "nope.yaml", "--arch", "x86_64", "--out", "no/a.zip");
  expect(code).toBe(2);
  expect(said.trimEnd().split("\n")).toEqual([
    "--config: expected a file, received nope.yaml, which is none",
    "--arch: expected arm64 or x64 (x86_64 is x64), received x86_64",
    "--out: expected a file in a folder that is there, received no/a.zip",
    expect.stringMatching(
      /^--tarballs: expected the folder of the packages' tarballs, as .* has no packages\/core, no /,
    ),
    "'node deploy/lambda/make-zip.mjs --help' tells what it takes",
  ]);
});

it.each([["--help"], ["-h"], ["--help", "--config", "nope.yaml"]])(
  "is told by %s %s %s how it is used",
  async (...args) => {
    const { code, out, said } = await makeZip(...args);
    expect([code, said]).toEqual([0, ""]);
    const source = await readFile(join(import.meta.dirname, "zip-arguments.mjs"), "utf8");
    const options = /options: \{(.*?)\n {6}\}/s.exec(source)?.[1] ?? "";
    const names = [...options.matchAll(/^\s+(\w+):/gm)].map(([, name]) => `--${name}`);
    expect(names).toContain("--tarballs");
    for (const name of [...names, "Example:", "Exit codes:", "docs/deploy/lambda.md"]) expect(out).toContain(name);
  },
);

it.each([
  [
    ["--tarballs", "tarballs"],
    /^(--tarballs: expected a tarball of @attached-files\/[\w-]+ in tarballs, received none\n){3}.*--help.*\n$/,
  ],
  [["--tarballs", "none"], /^--tarballs: expected a folder, received none, which is none\n.*--help.*\n$/],
  [["--nonsense"], /^Unknown option '--nonsense'.*\n.*--help.*\n$/],
  [["nonsense"], /^Unexpected argument 'nonsense'.*\n.*--help.*\n$/],
])("tells what is wrong about %j without a stack", async (args, expected) => {
  const { code, said } = await makeZip("--config", "job.yaml", ...args);
  expect(code).toBe(2);
  expect(said).toMatch(expected);
});

it("tells without a stack what npm could not install", async () => {
  for (const name of ["core", "adapters", "report-job"])
    await writeFile(join(folder, `tarballs/attached-files-${name}-1.0.0.tgz`), "none");
  const { code, said } = await makeZip("--config", "job.yaml", "--tarballs", "tarballs");
  expect(code).toBe(1);
  expect(said).toMatch(/No zip was made: /);
  expect(said).not.toMatch(/^\s+at /m);
});

const ROLE = '{ name: a, assumeRole: { roleArn: "arn:aws:iam::111122223333:role/a" } }';
const NO_STATE = /^\S+job\.yaml: state\.s3: expected a bucket for the state, .*, received nothing$/;

it.each([
  ["a bucket for the state", "scopes: [{ name: a }]\nstate: { s3: { bucket: my-state } }\n", undefined],
  ["a role of its own, too", `scopes: [${ROLE}]\nstate: { s3: { bucket: my-state } }\n`, undefined],
  ["a role of its own and no bucket", `scopes: [${ROLE}]\n`, NO_STATE],
  ["no bucket for the state", "scopes: [{ name: a }]\n", NO_STATE],
  ["a member that is none", "scopess: []\n", /scopess/],
])("says of a configuration with %s what the function would", async (_, text, expected) => {
  await writeFile(join(folder, "job.yaml"), text);
  const command = resolve(import.meta.dirname, "../../apps/report-job/dist/main.js");
  const { configurationProblem } = await import(new URL("configuration-problem.mjs", import.meta.url).href);
  const problem = configurationProblem(command, join(folder, "job.yaml"));
  if (expected === undefined) expect(problem).toBeUndefined();
  else expect(problem).toMatch(expected);
});
