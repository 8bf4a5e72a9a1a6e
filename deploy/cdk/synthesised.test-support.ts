import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import { AttachedFilesStack } from "./attached-files-stack.ts";
import type { Settings } from "./settings.ts";

export const HOME = { account: "111122223333", region: "eu-central-1" } as const;

export const CONFIGURATION = `scopes:
  - { name: care, instanceId: i-1, domainIds: [d-1] }
state: { s3: { bucket: my-files, prefix: state/ } }
publish: { s3: { bucket: my-files, prefix: attached-files/ }, keep: { reports: 30 } }
notify:
  - { name: ops, on: [partial], to: sns, topicArn: "arn:aws:sns:eu-central-1:111122223333:ops" }
`;

export interface Synthesised {
  readonly template: Template;
  /** What the rules of AWS Solutions have to say against it, by rule. */
  readonly findings: readonly string[];
}

/** A folder for one test, with a configuration and what stands for a function's code. */
export function newFolder(configuration = CONFIGURATION): { path: string; configuration: string; code: string } {
  const path = mkdtempSync(join(tmpdir(), "attached-files-cdk-"));
  writeFileSync(join(path, "attached-files.yaml"), configuration);
  const code = mkdtempSync(join(path, "code-"));
  writeFileSync(join(code, "index.mjs"), "export const handler = async () => {};\n");
  writeFileSync(join(code, "attached-files.yaml"), configuration);
  return { path, configuration: join(path, "attached-files.yaml"), code };
}

/** Synthesises a stack, and holds it against the rules of AWS Solutions: no network, no account. */
export function synthesised(compute: (folder: { code: string }) => Settings["compute"]): Synthesised {
  const { path, configuration, code } = newFolder();
  try {
    const outdir = join(path, "out");
    const app = new App({ outdir, analyticsReporting: false });
    const when = { schedule: "cron(0 6 * * ? *)", timeZone: "Europe/Berlin", silentHours: 30 };
    const settings = { configuration, ...when, email: "ops@example.com", compute: compute({ code }) };
    new AttachedFilesStack(app, "files", { env: HOME, settings });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    try {
      app.synth();
    } catch (error) {
      // Everything is written all the same.
      if (!(error instanceof Error) || !error.message.includes("validation-report.json")) throw error;
    }
    const read = (file: string) => JSON.parse(readFileSync(join(outdir, file), "utf8"));
    const { pluginReports } = read("validation-report.json") as Report;
    const template = Template.fromJSON(read("files.template.json"));
    return { template, findings: pluginReports.flatMap(({ violations }) => violations.map((each) => each.ruleName)) };
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

interface Report {
  readonly pluginReports: readonly { readonly violations: readonly { readonly ruleName: string }[] }[];
}
