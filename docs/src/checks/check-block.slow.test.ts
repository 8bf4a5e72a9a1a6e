import { describe, expect, it } from "vitest";
import { checkBlock } from "./check-block.ts";
import { checkTypes } from "./check-types.ts";

function block(language: string, code: string, above = "") {
  return { page: "docs/a.md", line: 10, language, code, above };
}

describe("a block is red where", () => {
  it.each([
    ["a flag does not exist", "sh", "attached-files run --nonsense", "unknown option '--nonsense'"],
    ["a value is none of the choices", "sh", "attached-files run --log xml", "argument 'xml' is invalid"],
    ["a command does not exist", "sh", "attached-files runn", "unknown command 'runn'"],
    ["a duration is none", "sh", "npx --yes pnpm@12.21.0 attached-files run --time-box soon", "--time-box"],
    ["a needed flag is left out", "sh", "attached-files get f-1", "required option '--instance-id"],
    ["the shell behind a shell is wrong", "sh", "sh -c 'exec attached-files run --nonsense'", "--nonsense"],
    ["a container is told a wrong flag", "sh", "docker run image attached-files run --nonsense", "--nonsense"],
    ["a service is", "sh", "sudo -u someone FOO=1 attached-files run --nonsense", "--nonsense"],
    ["pnpm is another", "sh", "npx --yes pnpm@9.0.0 demo", "pnpm 9.0.0, where package.json says"],
    ["a script is not there", "sh", "pnpm nonsense", "there is no script nonsense"],
    ["a package is not there", "sh", "pnpm --filter @attached-files/nonsense test", "there is no package"],
    ["a program is unknown", "sh", "nonsense --flag", "nobody knows the program nonsense"],
    ["the shell is wrong", "sh", "if true", "syntax error"],
    ["a setting does not exist", "yaml", "scopes: [{ name: main, nonsense: 1 }]", "scopes[0].nonsense"],
    ["a section's setting is out of range", "yaml", "run: { maxAttempts: 99 }", "run.maxAttempts"],
    ["a scope's quota is", "yaml", "quota: { share: 7 }", "scopes[0].quota.share"],
    ["YAML is nothing that we know", "yaml", "colour: red", "it is none of a configuration"],
    ["YAML is none", "yaml", "a: [", "Flow sequence"],
    ["a job has no steps", "yaml", "on: push\njobs: { build: {} }", "job build has no steps"],
    ["a step runs nothing", "yaml", "- run: echo\n- name: a", "a list of steps: number 2 runs nothing"],
    ["an object of Kubernetes has no name", "yaml", "apiVersion: batch/v1\nkind: CronJob", "no metadata.name"],
    ["JSON is none", "json", "{", "JSON"],
    ["JSON has comments", "json", '{} // "a"', "JSON"],
    ["JSON with comments is none", "jsonc", "{ // a\n", "expected"],
    ["a plan lacks a member", "json", '{ "plannedAt": "2026-11-24T06:00:00.000Z" }', "a plan: schemaVersion"],
    ["a fault is none", "json", '[{ "error": "NonsenseException" }]', "faults of the fake: "],
    ["a key of the fake has a wrong member", "json", '[{ "accessKeyId": "A", "nonsense": 1 }]', "keys of the fake: "],
    ["a policy of IAM allows nothing", "json", '{ "Version": "2012-10-17", "Statement": [{}] }', "a statement without"],
    ["a line of NDJSON is none", "ndjson", "{}\n{", "line 2: "],
    ["JavaScript is none", "js", "const a = ;", "SyntaxError"],
    ["Python is none", "python", "def a(:", "SyntaxError"],
    ["a diagram is of no known kind", "mermaid", "nonsense", "no diagram"],
    ["text stands alone", "text", "hello", "nothing checks blocks of 'text'"],
    ["a language is unknown", "cobol", "MOVE A TO B", "nothing checks blocks of 'cobol'"],
    ["there is no language", "", "hello", "it has no language"],
    ["there is nothing", "sh", " ", "it is empty"],
  ])("%s", async (_, language, code, problem) => {
    expect((await checkBlock(block(language, code))).join("\n")).toContain(problem);
  });
});

describe("a block is green where", () => {
  it.each([
    ["a command is called as it may be", "sh", "attached-files run --slot x --time-box 14m --scope a b"],
    ["help is asked for", "sh", "attached-files run --help"],
    ["a section is one", "yaml", "policy:\n  - { name: a, rule: rejected > 0 }"],
    ["there are several objects", "yaml", "apiVersion: v1\nkind: A\nmetadata: { name: a }\n---\nResources: {}"],
    ["JSON is nobody's", "json", '[1, "a", { "b": null }]'],
  ])("%s", async (_, language, code) => {
    expect(await checkBlock(block(language, code))).toEqual([]);
  });

  it("text is what is printed", async () => {
    expect(await checkBlock(block("text", "hello", "prints"))).toEqual([]);
  });
});

it("TypeScript is red where a type does not fit, at its line", async () => {
  const code = 'import { parseArn } from "@attached-files/core";\nexport const a: number = parseArn("x");';
  const problems = await checkTypes([block("ts", code), block("ts", "export const b = 1;")]);
  expect(problems).toEqual([expect.stringMatching(/^docs\/a\.md:12: TS2322/)]);
}, 120_000);
