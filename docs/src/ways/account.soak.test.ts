import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CodeBlock } from "../blocks/code-block.ts";
import { codeBlocksOf } from "../blocks/code-blocks-of.ts";
import { ROOT } from "../repository.ts";
import { fileOf } from "../run/page-script.ts";
import { type Call, callsOf } from "./account.test-support.ts";

const HAS_PROGRAMS = ["aws", "jq"].every((program) => spawnSync(program, ["--version"]).status === 0);
const CONFIGURATION =
  "scopes: [{ name: care, region: us-west-2 }]\npublish: { s3: { bucket: the-bucket } }\nstate: { s3: { bucket: the-bucket } }\n";

/** What the CLI takes for a zip file. */
const EMPTY_ZIP = `PK\u0005\u0006${"\0".repeat(18)}`;

const blocksOf = async (name: string): Promise<readonly CodeBlock[]> =>
  codeBlocksOf(name, await readFile(join(ROOT, "docs/deploy", name), "utf8"));

/** The blocks of a page that call AWS, for another account and Region than those that stand there for the reader's. */
async function followed(name: string): Promise<readonly Call[]> {
  const blocks = await blocksOf(name);
  const files: Record<string, string> = {
    "attached-files.yaml": CONFIGURATION,
    "attached-files-lambda.zip": EMPTY_ZIP,
  };
  for (const { name: file, text } of blocks.flatMap((block) => fileOf(block) ?? [])) files[file] = text;
  const script = blocks.filter(
    ({ language, code }) => language === "sh" && /\baws \w/.test(code) && !code.includes("docker"),
  );
  const yours = script
    .map(({ code }) => code)
    .join("\n")
    .replaceAll(/^cp deploy.*\n/gm, "")
    .replaceAll(/^(ACCOUNT=)\d+/gm, "$1999988887777")
    .replaceAll(/(REGION=)eu-central-1/g, "$1us-west-2")
    .replaceAll("--config deploy/kubernetes/attached-files.yaml", "--config attached-files.yaml");
  return callsOf(yours, files);
}

const does = (calls: readonly Call[]): readonly string[] => calls.map((call) => call.does);

// The AWS CLI, and jq, are those of whoever follows the pages.
describe.skipIf(!HAS_PROGRAMS)("in an account, the commands of", () => {
  it("Lambda's page make the function, its schedule and who is told, where and for whom their first lines say", async () => {
    const calls = (await followed("lambda.md")).slice(1); // The bucket's Region stands with its name.
    expect(does(calls)).toEqual([
      ...["CreateRole", "PutRolePolicy", "AttachRolePolicy", "POST /2015-03-31/functions"],
      ...[
        "PUT /2017-10-31/functions/attached-files/concurrency",
        "POST /2015-03-31/functions/attached-files/invocations",
      ],
      ...["CreateRole", "PutRolePolicy", "POST /schedules/attached-files", "PutMetricAlarm", "PutMetricAlarm"],
    ]);
    const sent = calls.map((call) => call.sent).join("\n");
    expect(sent).toContain("arn:aws:lambda:us-west-2:999988887777:function:attached-files");
    expect(sent).not.toMatch(/111122223333|eu-central-1/);
    const { Target } = JSON.parse(
      calls.find(({ does: each }) => each.includes("schedules"))?.sent.split(/ (.*)/s)[1] ?? "{}",
    );
    expect(Target).toMatchObject({ RoleArn: "arn:aws:iam::999988887777:role/attached-files-schedule" });
    expect(JSON.parse(Target.Input)).toEqual({ slot: "<aws.scheduler.scheduled-time>" });
  });

  it.each([
    ["kubernetes.md", ["CreateRole", "PutRolePolicy", "POST /clusters/my-cluster/pod-identity-associations"]],
    ["github-actions.md", ["CreateOpenIDConnectProvider", "CreateRole", "PutRolePolicy"]],
  ])("%s make the role of the account that one line names", async (name, expected) => {
    const calls = await followed(name);
    const made = calls.filter((call) => !call.does.startsWith("PUT /my-"));
    expect(does(made)).toEqual(expected);
    const sent = made.map((call) => call.sent).join("\n");
    expect(sent).toContain("999988887777");
    expect(sent).not.toContain("111122223333");
  });

  it("the page about removal take away the association of Kubernetes' page, by the id that EKS tells", async () => {
    const text = await readFile(join(ROOT, "docs/deploy/upgrade-and-remove.md"), "utf8");
    const removal = codeBlocksOf("upgrade-and-remove.md", text).filter(({ code }) => code.includes("aws eks"));
    const script = removal.map(({ code }) => code.replace("my-cluster", "one")).join("\n");
    const calls = await callsOf(
      `export AWS_REGION=us-west-2 AWS_DEFAULT_REGION=us-west-2\n${script}`,
      {},
      {
        "/clusters/one/pod-identity-associations": { associations: [{ associationId: "a-42" }] },
      },
    );
    const path = "/clusters/one/pod-identity-associations";
    expect(does(calls)).toEqual([`GET ${path}`, `DELETE ${path}/a-42`]);
    expect(calls[0]?.sent).toContain("namespace=attached-files");
  });

  it("the page about removal take away all that Lambda's page has made, but for the bucket", async () => {
    const text = await readFile(join(ROOT, "docs/deploy/upgrade-and-remove.md"), "utf8");
    const blocks = codeBlocksOf("upgrade-and-remove.md", text);
    const removal = blocks.filter(({ code }) => /aws (scheduler|iam) delete/.test(code)).map(({ code }) => code);
    const removed = await callsOf(
      `export AWS_REGION=us-west-2 AWS_DEFAULT_REGION=us-west-2\n${removal.join("\n")}`,
      {},
    );
    const named = (calls: readonly Call[], operation: string, member: string): readonly string[] =>
      calls
        .filter((call) => call.does === operation)
        .flatMap(({ sent }) =>
          [...sent.matchAll(new RegExp(`${member}"?[:=] ?"?([\\w-]+)`, "g"))].map(([, each = ""]) => each),
        )
        .sort();
    const made = await followed("lambda.md");
    expect(named(removed, "DeleteRole", "RoleName")).toEqual(named(made, "CreateRole", "RoleName"));
    expect(named(removed, "DeleteRolePolicy", "RoleName")).toEqual(named(made, "PutRolePolicy", "RoleName"));
    expect(named(removed, "DetachRolePolicy", "RoleName")).toEqual(named(made, "AttachRolePolicy", "RoleName"));
    expect(does(removed)).toEqual(
      expect.arrayContaining([
        "DELETE /schedules/attached-files",
        "DELETE /2015-03-31/functions/attached-files",
        "DeleteAlarms",
      ]),
    );
    const alarms = removed.find((call) => call.does === "DeleteAlarms")?.sent ?? "";
    const created = made.filter((call) => call.does === "PutMetricAlarm");
    expect(created).toHaveLength(2);
    for (const { sent } of created) expect(alarms).toContain(/attached-files-\w+/.exec(sent)?.[0]);
  });
});
