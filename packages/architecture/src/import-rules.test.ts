import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cruiseTree } from "./cruise-tree.ts";
import { IMPORT_RULES } from "./import-rules.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

describe("the import rules", () => {
  it("hold for every source of this repository", async () => {
    const { modules, violations } = await cruiseTree(ROOT, ["packages", "apps", "deploy"]);
    expect(violations).toEqual([]);
    for (const room of [
      "packages/core/src/index.ts",
      "packages/adapters/src/connect/index.ts",
      "packages/adapters/src/cases/index.ts",
      "packages/adapters/src/fake/index.ts",
      "apps/report-job/src/main.ts",
      "apps/report-job/src/compose.ts",
      "deploy/cdk/app.ts",
    ]) {
      expect(modules).toContain(room);
    }
  });
});

/** For each rule, the least tree that breaks it: file → what it imports. */
const BREACHES: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  "core-imports-nothing": ["packages/core/src/arn/arn.ts", "node:fs"],
  "adapters-import-core-by-name": ["packages/adapters/src/fake/state.ts", "../../../core/src/arn/inner.ts"],
  "adapters-know-no-app": ["packages/adapters/src/fake/state.ts", "../../../../apps/report-job/src/main.ts"],
  "nobody-knows-where-it-is-deployed": ["apps/report-job/src/run/run.ts", "../../../../deploy/cdk/app.ts"],
  "sdk-only-at-the-boundary": ["apps/report-job/src/run/run.ts", "@aws-sdk/client-connect"],
  "fake-loads-no-sdk": ["packages/adapters/src/fake/state.ts", "../connect/index.ts"],
  "discovery-knows-nobody-it-leads": ["packages/adapters/src/discovery/lead.ts", "../fake/index.ts"],
  "configuration-knows-nobody-it-asks": ["packages/adapters/src/configuration/ask.ts", "../fake/index.ts"],
  "sources-know-no-fake": ["packages/adapters/src/connect/index.ts", "../fake/index.ts"],
  "testing-imports-core-and-fake": ["packages/adapters/src/testing/suite.ts", "../connect/index.ts"],
  "app-imports-packages-by-name": ["apps/report-job/src/run/run.ts", "../../../../packages/core/src/arn/inner.ts"],
  "only-compose-picks-adapters": ["apps/report-job/src/run/run.ts", "@attached-files/adapters/fake"],
  "only-main-starts-the-command-line": ["apps/report-job/src/run/run.ts", "../cli/program.ts"],
  "telemetry-in-its-room": ["apps/report-job/src/run/run.ts", "@opentelemetry/api"],
  "tests-stay-out-of-production": ["packages/core/src/index.ts", "./arn/arn.test.ts"],
  "no-cycles": ["packages/adapters/src/fake/index.ts", "./state.ts"],
};

describe("each import rule", () => {
  let tree: string;
  beforeAll(async () => {
    tree = await realpath(await mkdtemp(join(tmpdir(), "attached-files-rules-")));
    await file("package.json", "{}");
    await file(
      "packages/core/package.json",
      '{"name":"@attached-files/core","type":"module","exports":"./src/index.ts"}',
    );
    await file(
      "packages/adapters/package.json",
      '{"name":"@attached-files/adapters","type":"module","exports":{"./fake":"./src/fake/index.ts"}}',
    );
    await file(
      "node_modules/@aws-sdk/client-connect/package.json",
      '{"name":"@aws-sdk/client-connect","main":"index.js"}',
    );
    await file("node_modules/@aws-sdk/client-connect/index.js", "");
    await mkdir(join(tree, "node_modules/@attached-files"), { recursive: true });
    await symlink(join(tree, "packages/adapters"), join(tree, "node_modules/@attached-files/adapters"));
  });
  afterAll(() => rm(tree, { recursive: true, force: true }));

  async function file(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }

  const CLEAN: Readonly<Record<string, string>> = {
    "packages/core/src/index.ts": "export const a = 1;",
    "packages/core/src/arn/arn.ts": "export const a = 1;",
    "packages/core/src/arn/inner.ts": "export const a = 1;",
    "packages/core/src/arn/arn.test.ts": "export const a = 1;",
    "packages/adapters/src/fake/index.ts": "export const a = 1;",
    "packages/adapters/src/fake/state.ts": 'import "./index.ts";',
    "packages/adapters/src/connect/index.ts": "export const a = 1;",
    "packages/adapters/src/discovery/lead.ts": "export const a = 1;",
    "packages/adapters/src/configuration/ask.ts": "export const a = 1;",
    "packages/adapters/src/testing/suite.ts": 'import "../fake/index.ts";',
    "deploy/cdk/app.ts": "export const a = 1;",
    "apps/report-job/src/main.ts": "export const a = 1;",
    "apps/report-job/src/cli/program.ts": "export const a = 1;",
    "apps/report-job/src/run/run.ts": "export const a = 1;",
  };

  it.each(IMPORT_RULES.map((rule) => rule.name ?? ""))(
    "%s is broken by the tree that breaks it, and gives its reason",
    async (rule) => {
      const [path, imports] = BREACHES[rule] ?? ["", ""];
      for (const [clean, text] of Object.entries(CLEAN)) await file(clean, text);
      const before = await cruiseTree(tree, ["packages", "apps"]);
      expect(before.violations).toEqual([]);
      await file(path, `import "${imports}";`);
      const { violations } = await cruiseTree(tree, ["packages", "apps"]);
      expect(violations.map((violation) => violation.rule)).toContain(rule);
      expect(IMPORT_RULES.find((each) => each.name === rule)?.comment).toBeTruthy();
    },
  );
});
