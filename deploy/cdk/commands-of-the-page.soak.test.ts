import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { acceptedCommand } from "../accepted-command.ts";
import { synthesised } from "./synthesised.test-support.ts";

const run = promisify(execFile);
const PAGE = await readFile(new URL("../../docs/deploy/cdk.md", import.meta.url), "utf8");
const HAS_PROGRAMS = ["aws", "jq"].every((program) => spawnSync(program, ["--version"]).status === 0);
const FARGATE = {
  kind: "fargate",
  repository: "attached-files",
  tag: "1",
  architecture: "x64",
  timeBox: "5h",
} as const;

// biome-ignore lint/suspicious/noExplicitAny: what a client sends is read as it is
type Sent = any;

/** The blocks of the page that hold a text, as a script. */
function blocks(...holding: readonly string[]): string {
  const all = [...PAGE.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].map(([, code = ""]) => code);
  const found = holding.map(
    (part) => all.find((code) => code.includes(part)) ?? `echo no block has ${part} >&2; exit 9\n`,
  );
  return ["set -eo pipefail", ...found].join("\n");
}

/** What CloudFormation, ECS and the log answer: the outputs' values are made up where a token of the template stands for one. */
async function listening(outputs: Readonly<Record<string, string>>): Promise<{ url: string; sent: Sent[] }> {
  const sent: Sent[] = [];
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const stacks = `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>attached-files</StackName><CreationTime>2026-11-24T06:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join("")}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const [, operation] = String(request.headers["x-amz-target"] ?? "").split(".");
    if (operation === undefined) return response.end(stacks);
    sent.push([operation, JSON.parse(body)]);
    response.setHeader("Content-Type", "application/x-amz-json-1.1");
    const task = { tasks: [{ taskArn: "arn:aws:ecs:eu-central-1:111122223333:task/1" }], failures: [] };
    response.end(JSON.stringify(operation === "RunTask" ? task : { events: [{ message: "complete" }] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent };
}

// The AWS CLI, and jq, are those of whoever follows the page.
it.skipIf(!HAS_PROGRAMS)("the stack's outputs are all that the page's commands need to try the task", async () => {
  const { template } = synthesised(() => FARGATE);
  const given: Record<string, string> = { SubnetIds: "subnet-0a,subnet-0b", DeadLettersUrl: "https://sqs/1/2?a=b" };
  const outputs = Object.entries<Sent>(template.findOutputs("*")).map(([name, { Value }]) => {
    return [name, typeof Value === "string" ? Value : (given[name] ?? `made-up-${name}`)] as const;
  });
  const { url, sent } = await listening(Object.fromEntries(outputs));
  const script = blocks("describe-stacks", "on_the_task()");
  // Nothing but what the page's first command tells: a variable that it does not is an error.
  const env = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, PYENV_ROOT: process.env.PYENV_ROOT, AWS_ENDPOINT_URL: url },
    ...{ AWS_ACCESS_KEY_ID: "any", AWS_SECRET_ACCESS_KEY: "any", AWS_REGION: "eu-central-1" },
    ...{ AWS_DEFAULT_REGION: "eu-central-1", AWS_EC2_METADATA_DISABLED: "true" },
  };
  const { stdout } = await run("bash", ["--norc", "-u", "-c", script], { env });
  expect(stdout.trim().split("\n")).toEqual([
    ...Array(2).fill("arn:aws:ecs:eu-central-1:111122223333:task/1"),
    "complete",
  ]);
  expect(sent.map(([operation]) => operation)).toEqual(["RunTask", "RunTask", "FilterLogEvents"]);
  const [, task] = sent[1];
  expect(task).toMatchObject({
    cluster: "made-up-ClusterName",
    taskDefinition: "made-up-TaskDefinition",
    networkConfiguration: {
      awsvpcConfiguration: {
        ...{
          subnets: ["subnet-0a", "subnet-0b"],
          securityGroups: ["made-up-SecurityGroup"],
          assignPublicIp: "ENABLED",
        },
      },
    },
  });
  expect(sent[2][1]).toMatchObject({ logGroupName: "made-up-LogGroup", logStreamNamePrefix: "attached-files/" });
  // The container, and where the configuration is, are those of the task.
  const [{ ContainerDefinitions }] = Object.values<Sent>(template.findResources("AWS::ECS::TaskDefinition")).map(
    ({ Properties }) => Properties,
  );
  const [{ name, command }] = task.overrides.containerOverrides;
  expect(name).toBe(ContainerDefinitions[0].Name);
  const { options } = await acceptedCommand(command);
  expect(options).toMatchObject({ slot: "first" });
  expect(ContainerDefinitions[1].Command.join(" ")).toContain(JSON.stringify(options.config));
});

it.each(["fargate", "lambda"])("the page names no variable that the outputs with %s do not have", (kind) => {
  const compute =
    kind === "fargate"
      ? () => FARGATE
      : ({ code }: { code: string }) => ({ kind, code, architecture: "arm64" }) as const;
  const names = Object.keys(synthesised(compute as Parameters<typeof synthesised>[0]).template.findOutputs("*"));
  const ofTheOther =
    kind === "fargate"
      ? ["FunctionName", "FailedEventsUrl"]
      : ["ClusterName", "TaskDefinition", "TaskContainer", "SubnetIds", "SecurityGroup", "PublicIp"];
  const used = new Set([...PAGE.matchAll(/\$([A-Z][a-z]\w*)/g)].map(([, name]) => name));
  expect([...names, ...ofTheOther].sort()).toEqual([...used].sort());
});
