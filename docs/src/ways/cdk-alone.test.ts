import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { codeBlocksOf } from "../blocks/code-blocks-of.ts";
import { ROOT } from "../repository.ts";

const read = (path: string): Promise<string> => readFile(join(ROOT, path), "utf8");
const page = await read("docs/deploy/cdk.md");
const code = codeBlocksOf("cdk.md", page).find(({ code: each }) => each.includes("npm pkg delete"))?.code ?? "";
const installed = new Map(
  [...code.matchAll(/(?<= )([a-z][\w-]*)@(\d[\w.-]*)/g)].map(([, name, version]) => [name, version]),
);

it("whoever has no checkout installs the versions of the CDK that the checkout has", async () => {
  const { catalog } = parse(await read("pnpm-workspace.yaml"));
  const cli = /aws-cdk@([\w.-]+)/.exec(JSON.parse(await read("deploy/package.json")).scripts.cdk)?.[1];
  const { "aws-cdk": started, ...packages } = Object.fromEntries(installed);
  expect(Object.keys(packages)).toContain("aws-cdk-lib");
  expect(packages).toEqual(Object.fromEntries(Object.keys(packages).map((name) => [name, catalog[name]])));
  expect(started).toBe(cli);
});

it("and every package that the stack's sources import", async () => {
  const imported = new Set<string>();
  for await (const path of glob("deploy/cdk/*.ts", { cwd: ROOT })) {
    if (/test/.test(path)) continue;
    for (const [, name = ""] of (await read(path)).matchAll(/from "([^".][^"]*)"/g))
      imported.add(name.split("/")[0] ?? "");
  }
  expect(imported).toContain("constructs");
  const ours = [...imported].filter((name) => !name.startsWith("node:"));
  expect(ours.filter((name) => !installed.has(name))).toEqual([]);
});
