import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeBlocksOf } from "../blocks/code-blocks-of.ts";
import { ROOT } from "../repository.ts";
import type { Call } from "./account.test-support.ts";
import { followed, HAS_PROGRAMS } from "./followed.test-support.ts";

/** The run book's own, as CloudWatch takes it. */
const NO_COMPLETE_REPORT: Readonly<Record<string, unknown>> = JSON.parse(
  codeBlocksOf("run-book.md", await readFile(join(ROOT, "docs/run-book.md"), "utf8")).find(({ code }) =>
    code.includes('"attached-files-no-complete-report"'),
  )?.code ?? "{}",
);

const does = (calls: readonly Call[]): readonly string[] => calls.map((call) => call.does);

// The AWS CLI, and jq, are those of whoever follows the pages.
describe.skipIf(!HAS_PROGRAMS)("in an account, the commands of", () => {
  it("Lambda's page make the function, its schedule and who is told, where and for whom their first lines say", async () => {
    const calls = (await followed("lambda.md")).slice(1); // The bucket's Region stands with its name.
    expect(does(calls)).toEqual([
      ...["CreateRole", "PutRolePolicy", "AttachRolePolicy", "POST /2015-03-31/functions"],
      ...["CreateLogGroup", "PutRetentionPolicy"],
      ...[
        "PUT /2017-10-31/functions/attached-files/concurrency",
        "POST /2015-03-31/functions/attached-files/invocations",
      ],
      ...["CreateRole", "PutRolePolicy", "POST /schedules/attached-files"],
      "PUT /2019-09-25/functions/attached-files/event-invoke-config",
      ...["PutMetricAlarm", "PutMetricAlarm", "PutMetricAlarm"],
      // Of webhooks, and of an upgrade.
      "PUT /2015-03-31/functions/attached-files/configuration",
      "PUT /2015-03-31/functions/attached-files/code",
      "GET /2015-03-31/functions/attached-files/configuration",
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

  it("Lambda's page have the function tell CloudWatch of the age that an alarm of the run book is about", async () => {
    const calls = await followed("lambda.md");
    const made = calls.find(({ does: each }) => each === "POST /2015-03-31/functions")?.sent ?? "";
    const alarm = calls.find(({ sent }) => sent.includes("no-complete-report"))?.sent ?? "";
    const [, namespace] = /"AWS_EMF_NAMESPACE": ?"([^"]+)"/.exec(made) ?? [];
    expect(namespace).toBe(NO_COMPLETE_REPORT.Namespace);
    const sent = (name: string): string | undefined =>
      new RegExp(`[&"]${name}"?[=:] ?"?([^&",]+)`).exec(alarm)?.[1]?.replace(/\.0$/, "");
    const { AlarmDescription: _, AlarmActions: __, Dimensions: ___, ...shape } = NO_COMPLETE_REPORT;
    const found = Object.fromEntries(Object.keys(shape).map((name) => [name, sent(name)]));
    expect(found).toEqual(Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, String(value)])));
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
});
