import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeBlocksOf } from "../blocks/code-blocks-of.ts";
import { ROOT } from "../repository.ts";
import { type Call, callsOf } from "./account.test-support.ts";
import { followed, HAS_PROGRAMS } from "./followed.test-support.ts";

const PAGE = "docs/deploy/upgrade-and-remove.md";
const ASSOCIATIONS = "/clusters/my-cluster/pod-identity-associations";

/** The calls of a section about removal, for another account and Region than those that stand there for the reader's. */
async function removed(section: string): Promise<readonly Call[]> {
  const page = await readFile(join(ROOT, PAGE), "utf8");
  const text = page.split(/^#{2,3} /m).find((each) => each.startsWith(`${section}\n`)) ?? "";
  const blocks = codeBlocksOf(PAGE, text).filter(({ code }) => /\baws \w/.test(code));
  const script = blocks.map(({ code }) => code).join("\n");
  const yours = script.replaceAll("111122223333", "999988887777").replaceAll("=eu-central-1", "=us-west-2");
  const known = { [ASSOCIATIONS]: { associations: [{ associationId: "a-42" }] } };
  // The account's own commands name no Region where a service has none.
  return callsOf(`export AWS_DEFAULT_REGION=us-west-2\n${yours}`, {}, known);
}

/** What calls of an operation say of a member. */
const named = (calls: readonly Call[], operation: string, member: string): readonly string[] =>
  calls
    .filter((call) => call.does === operation)
    .flatMap(({ sent }) => [...sent.matchAll(new RegExp(`${member}"?[:=] ?"?([\\w-]+)`, "g"))])
    .map(([, each = ""]) => each)
    .sort();

const PAIRS = [
  ["CreateRole", "DeleteRole", "RoleName"],
  ["PutRolePolicy", "DeleteRolePolicy", "RoleName"],
  ["PutRolePolicy", "DeleteRolePolicy", "PolicyName"],
  ["AttachRolePolicy", "DetachRolePolicy", "RoleName"],
] as const;

// The AWS CLI, and jq, are those of whoever follows the pages.
describe.skipIf(!HAS_PROGRAMS)("the commands that remove take away", () => {
  it.each([
    ["Lambda", "lambda.md"],
    ["Kubernetes", "kubernetes.md"],
    ["GitHub Actions", "github-actions.md"],
  ])("of %s every role that %s has made, with all that it was allowed", async (section, page) => {
    const [made, gone] = [await followed(page), await removed(section)];
    expect(named(made, "CreateRole", "RoleName")).not.toEqual([]);
    for (const [creates, deletes, member] of PAIRS) {
      expect([deletes, named(gone, deletes, member)]).toEqual([deletes, named(made, creates, member)]);
    }
    // IAM removes no role that is still allowed something.
    const last = gone.map((call) => call.does).lastIndexOf("DeleteRole");
    expect(gone.slice(last + 1).some((call) => /RolePolicy$/.test(call.does))).toBe(false);
  });

  it("of Lambda the schedule, the function, its log and every alarm, and no other alarm", async () => {
    const [made, gone] = [await followed("lambda.md"), await removed("Lambda")];
    expect(gone.map((call) => call.does)).toEqual(
      expect.arrayContaining([
        "DELETE /schedules/attached-files",
        "DELETE /2015-03-31/functions/attached-files",
        "DeleteLogGroup",
        "DeleteAlarms",
      ]),
    );
    const alarmsOf = (sent = ""): readonly string[] =>
      [...sent.matchAll(/\battached-files-[a-z-]+/g)].map(([name]) => name);
    const alarms = alarmsOf(gone.find((call) => call.does === "DeleteAlarms")?.sent);
    const created = made.filter((call) => call.does === "PutMetricAlarm").map(({ sent }) => alarmsOf(sent)[0]);
    expect(created.length).toBeGreaterThan(1);
    expect(alarms.toSorted()).toEqual(created.toSorted());
    const logs = (calls: readonly Call[], does: string) => calls.find((call) => call.does === does)?.sent;
    for (const [calls, does] of [
      [made, "CreateLogGroup"],
      [made, "PutRetentionPolicy"],
      [gone, "DeleteLogGroup"],
    ] as const)
      expect(logs(calls, does)).toContain("/aws/lambda/attached-files");
  });

  it("of Kubernetes the association, by the id that EKS tells", async () => {
    const calls = (await removed("Kubernetes")).filter(({ does }) => does.includes(ASSOCIATIONS));
    expect(calls.map(({ does }) => does)).toEqual([`GET ${ASSOCIATIONS}`, `DELETE ${ASSOCIATIONS}/a-42`]);
    expect(calls[0]?.sent).toContain("namespace=attached-files");
  });

  it("of GitHub the identity provider of the reader's account, and of a container the repository with its images", async () => {
    const provider = (await removed("GitHub Actions")).find((call) => call.does === "DeleteOpenIDConnectProvider");
    expect(provider?.sent).toContain("arn:aws:iam::999988887777:oidc-provider/token.actions.githubusercontent.com");
    const [repository] = await removed("A container");
    expect(repository).toMatchObject({ does: "DeleteRepository", sent: expect.stringContaining('"force": true') });
    expect(repository?.sent).toContain('"repositoryName": "attached-files"');
    const made = await readFile(join(ROOT, "docs/deploy/container.md"), "utf8");
    expect(made).toContain("aws ecr create-repository --repository-name attached-files ");
  });
});
