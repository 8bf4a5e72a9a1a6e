import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkSchema } from "../src/check/check-schema.ts";
import type { PolicyDocument } from "../src/permissions/policy-document.ts";
import { runHere } from "./command-here.ts";
import { type Desk, INSTANCE, newDesk } from "./desk.ts";

/** All that the fake serves of what a job could ask. */
const OPERATIONS = [
  ...["BatchGetAttachedFileMetadata", "GetAttachedFile", "ListAttachedFilesConfigurations"],
  ...["DescribeAttachedFilesConfiguration", "DeleteAttachedFile", "StartAttachedFileUpload"],
  ...["ListDomains", "GetDomain", "SearchCases", "SearchRelatedItems", "SearchAllRelatedItems"],
];

const CREDENTIALS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };

let desk: Desk;
let config: string;
beforeEach(async () => {
  desk = await newDesk(6);
  config = join(desk.folder, "attached-files.yaml");
  const scope = `{ name: main, region: eu-central-1, endpoint: "${desk.server.url}", instanceId: ${INSTANCE}, quota: { requestsPerSecond: unlimited } }`;
  await writeFile(config, `scopes: [${scope}]\nstate: { folder: state }\nreport: { folder: report }\n`);
});
afterEach(() => desk.clear());

async function policyOf(...flags: string[]): Promise<PolicyDocument> {
  const { exitCode, stdout } = await runHere(["permissions", "--config", config, ...flags]);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as PolicyDocument;
}

function actionsOf({ Statement }: PolicyDocument): string[] {
  return Statement.flatMap(({ Action }) => Action);
}

/** The fake denies every operation but those. */
function allowOnly(actions: readonly string[]): void {
  desk.fake.faults.clear();
  for (const operation of OPERATIONS) {
    if (actions.some((action) => action.endsWith(`:${operation}`))) continue;
    desk.fake.faults.next({ operation, error: "AccessDeniedException", times: "always" });
  }
}

/** A first run, which knows nothing of the others. */
function run(name: string): Promise<{ exitCode: number | null; stderr: string }> {
  const folders = [
    "--state-folder",
    join(desk.folder, name, "state"),
    "--report-folder",
    join(desk.folder, name, "report"),
  ];
  return runHere(["run", "--config", config, ...folders], { env: CREDENTIALS });
}

describe("a job that is allowed what 'permissions' prints", () => {
  it("completes, and does not without any one of these, but for those that are told to be optional", async () => {
    const ended = await runHere(["permissions", "--config", config]);
    const actions = actionsOf(JSON.parse(ended.stdout) as PolicyDocument);
    const optional = /knows less: (.*)\./.exec(ended.stderr)?.[1]?.split(", ") ?? [];
    expect(optional).toEqual(["connect:ListAttachedFilesConfigurations", "cases:GetDomain"]);
    allowOnly(actions);
    expect(await run("all")).toMatchObject({ exitCode: 0 });
    for (const without of actions) {
      allowOnly(actions.filter((action) => action !== without));
      const { exitCode } = await run(`without-${without.split(":")[1]}`);
      expect([without, exitCode === 0]).toEqual([without, optional.includes(without)]);
    }
  });

  it("passes its check, and each action that is taken away makes the check of that action fail, and no other", async () => {
    const actions = actionsOf(await policyOf());
    const failedWith = async (allowed: readonly string[]): Promise<(string | null)[]> => {
      allowOnly(allowed);
      const { stdout } = await runHere(["check", "--config", config, "--json"], { env: CREDENTIALS });
      const { findings } = checkSchema.parse(JSON.parse(stdout));
      return findings.filter(({ result }) => result === "failed").map(({ action }) => action);
    };
    expect(await failedWith(actions)).toEqual([]);
    for (const without of actions) {
      expect(await failedWith(actions.filter((action) => action !== without))).toEqual([without]);
    }
  });

  it("is told to choose where there are several credentials", async () => {
    const role = "arn:aws:iam::444455556666:role/files";
    await writeFile(
      config,
      `scopes: [{ name: main, region: eu-central-1, assumeRole: { roleArn: "${role}" } }]\nstate: { folder: state }\nreport: { folder: report }\n`,
    );
    const asked = await runHere(["permissions", "--config", config]);
    expect(asked).toMatchObject({ exitCode: 2, stdout: "" });
    expect(asked.stderr).toContain(`attached-files permissions --for "${role}"`);
    expect(actionsOf(await policyOf("--for", "own"))).toEqual(["sts:AssumeRole"]);
    expect(actionsOf(await policyOf("--for", role))).toContain("connect:BatchGetAttachedFileMetadata");
    const wrong = await runHere(["permissions", "--config", config, "--for", "me"]);
    expect(wrong).toMatchObject({ exitCode: 2, stdout: "" });
    expect(wrong.stderr).toContain(`expected one of own, ${role}, received "me"`);
  });

  it("names the account that was given, and refuses one that is none", async () => {
    const { Statement } = await policyOf("--account", "111122223333");
    expect(Statement[0]?.Resource).toEqual([`arn:aws:connect:eu-central-1:111122223333:instance/${INSTANCE}/file/*`]);
    expect(await runHere(["permissions", "--config", config, "--account", "12"])).toMatchObject({ exitCode: 2 });
  });
});
