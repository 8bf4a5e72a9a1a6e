import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { App } from "aws-cdk-lib";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { acceptedCommand } from "../accepted-command.ts";
import { imageSettings } from "../oci/dockerfile.ts";
import { AttachedFilesStack } from "./attached-files-stack.ts";
import type { Statement } from "./job-configuration.ts";
import { CONFIGURATION, HOME, newFolder, type Synthesised, synthesised } from "./synthesised.test-support.ts";

const FARGATE = {
  kind: "fargate",
  repository: "attached-files",
  tag: "1",
  architecture: "x64",
  timeBox: "5h",
} as const;

let fargate: Synthesised;
let lambda: Synthesised;
beforeAll(() => {
  fargate = synthesised(() => FARGATE);
  lambda = synthesised(({ code }) => ({ kind: "lambda", code, architecture: "arm64" }));
});

// biome-ignore lint/suspicious/noExplicitAny: resources are read as they are written
type Resource = any;

function only(template: Template, type: string): Resource {
  const all = Object.values(template.findResources(type));
  expect(all, type).toHaveLength(1);
  return all[0]?.Properties;
}

const COMMAND = resolve(import.meta.dirname, "../../apps/report-job/dist/main.js");
const printedBy = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [COMMAND, ...args], { encoding: "utf8", stdio: "pipe" });

/** What the command prints for the configuration, asked anew. */
function printed(): readonly Statement[] {
  const { path, configuration } = newFolder();
  const args = [COMMAND, "permissions", "--config", configuration, "--account", HOME.account];
  const env = { ...process.env, AWS_REGION: HOME.region };
  const stdout = execFileSync(process.execPath, args, { env, encoding: "utf8", stdio: "pipe" });
  rmSync(path, { recursive: true });
  return JSON.parse(stdout).Statement;
}

/** Statements of the job's role, with lists of one as IAM's own printing has them. */
function allowed(template: Template): readonly unknown[] {
  const policies = Object.entries(template.findResources("AWS::IAM::Policy"));
  const [, policy] = policies.find(([id]) => id.startsWith("JobRole")) ?? [];
  return policy?.Properties.PolicyDocument.Statement.map((each: Resource) => ({
    ...each,
    Action: [each.Action].flat(),
    Resource: [each.Resource].flat(),
  }));
}

describe.each(["fargate", "lambda"])("the stack with %s", (kind) => {
  const made = (): Synthesised => (kind === "fargate" ? fargate : lambda);

  it("starts each slot by its scheduled moment, in the time zone, and keeps what could not be started", () => {
    const { Target, ...schedule } = only(made().template, "AWS::Scheduler::Schedule");
    expect(schedule).toMatchObject({
      ScheduleExpression: "cron(0 6 * * ? *)",
      ScheduleExpressionTimezone: "Europe/Berlin",
      FlexibleTimeWindow: { Mode: "OFF" },
    });
    expect(Target.Input).toContain("<aws.scheduler.scheduled-time>");
    expect(Target).toMatchObject({
      DeadLetterConfig: { Arn: { "Fn::GetAtt": [expect.stringMatching(/^DeadLetters/), "Arn"] } },
      RetryPolicy: { MaximumEventAgeInSeconds: 3600 },
    });
    const queues = Object.values(made().template.findResources("AWS::SQS::Queue"));
    expect(queues).toHaveLength(kind === "lambda" ? 2 : 1);
    for (const { Properties } of queues) expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
    // Where to look for a letter, and to remove it.
    const outputs = Object.entries<Resource>(made().template.findOutputs("*"));
    expect(outputs.filter(([name]) => name.endsWith("Url"))).toHaveLength(queues.length);
  });

  it("allows the job what 'attached-files permissions' prints, and nothing else but its log and its dead letters", () => {
    const statements = allowed(made().template);
    const wanted = printed();
    expect(wanted.map(({ Sid }) => Sid)).toEqual(
      expect.arrayContaining(["AskForMetadata", "FindFiles", "KeepState", "Tellops"]),
    );
    for (const statement of wanted) {
      // The CDK merges nothing, and sorts nothing.
      expect(statements).toContainEqual(statement);
    }
    const others = statements.slice(wanted.length).flatMap((each) => (each as Statement).Action);
    const ofTheFunction = ["logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"];
    expect(others.sort()).toEqual(kind === "lambda" ? ofTheFunction : []);
  });

  it("keeps reports and state in a bucket that is encrypted, closed, versioned, reached by TLS alone, and stays", () => {
    const { template } = made();
    expect(only(template, "AWS::S3::Bucket")).toMatchObject({
      BucketName: "my-files",
      BucketEncryption: { ServerSideEncryptionConfiguration: [{}] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: "Enabled" },
      LifecycleConfiguration: {
        Rules: [
          {
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
            NoncurrentVersionExpiration: { NoncurrentDays: 7 },
          },
        ],
      },
    });
    template.hasResource("AWS::S3::Bucket", { DeletionPolicy: "Retain" });
    template.hasResourceProperties("AWS::S3::BucketPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        ]),
      },
    });
  });

  it("keeps its log for three months, and tells CloudWatch its metrics", () => {
    const { template } = made();
    expect(only(template, "AWS::Logs::LogGroup")).toMatchObject({ RetentionInDays: 90 });
    expect(JSON.stringify(template.toJSON())).toContain('"AWS_EMF_NAMESPACE"');
  });

  it("tells somebody of a run that is missing, failed or partial, of a policy that is crossed, and of dead letters", () => {
    const { template } = made();
    const alarms = Object.entries(template.findResources("AWS::CloudWatch::Alarm"));
    const names = alarms.map(([id]) => id.replace(/[0-9A-F]{8}$/, ""));
    const ofTheFunction = kind === "lambda" ? ["GivenUp", "RunKilled"] : [];
    expect(names.sort()).toEqual(
      [...ofTheFunction, "NotStarted", "PolicyCrossed", "RunFailed", "RunMissing", "RunPartial"].sort(),
    );
    for (const [id, { Properties }] of alarms) {
      expect(Properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Alarms/) }]);
      const [, section = ""] =
        /^attached-files: .*\. What to do: attached-files run-book (\w+)$/.exec(Properties.AlarmDescription) ?? [];
      // Whoever is woken may type what the description says, or the name that CloudFormation makes.
      for (const name of [section, `attached-files-${id}-1ABC2DEF`])
        expect(printedBy("run-book", name)).toMatch(new RegExp(`^Alarm: ${id.slice(0, -8)}\\n`));
    }
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "files",
      MetricName: "attached_files.job.exit_code",
      Statistic: "SampleCount",
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      EvaluationPeriods: 30,
      DatapointsToAlarm: 30,
      TreatMissingData: "breaching",
      AlarmDescription: Match.stringLikeRegexp("no run has ended for 30 hours, or none yet since"),
    });
    const metrics = alarms.flatMap(([, { Properties }]) => Properties.Metrics ?? []);
    const expressions = metrics.flatMap(({ Expression }: Resource) => Expression ?? []);
    // What ends within one period is told as one: short, so that a retry which went well is one of its own.
    const endings = metrics.flatMap(({ MetricStat }: Resource) => MetricStat ?? []);
    expect(endings.map(({ Period, Stat }: Resource) => [Period, Stat])).toEqual(Array(3).fill([300, "Maximum"]));
    expect(expressions.sort()).toEqual([
      "IF(code == 1 || code == 2 || code == 4, 1, 0)",
      "IF(code == 3, 1, 0)",
      "IF(code == 5, 1, 0)",
    ]);
    template.hasResourceProperties("AWS::SNS::Subscription", { Protocol: "email", Endpoint: "ops@example.com" });
  });
});

describe("the topic", () => {
  it.each([
    ["fargate", ["cloudwatch.amazonaws.com", "events.amazonaws.com"]],
    ["lambda", ["cloudwatch.amazonaws.com"]],
  ])("takes messages by TLS alone with %s, and those of the account's own alarms and rules", (kind, services) => {
    const { template } = kind === "fargate" ? fargate : lambda;
    const [denied, ...others] = only(template, "AWS::SNS::TopicPolicy").PolicyDocument.Statement;
    expect(denied).toMatchObject({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
    const topic = { Ref: expect.stringMatching(/^Alarms/) };
    // A topic with a policy has no other: whom it does not name cannot publish.
    for (const each of others) expect(each).toMatchObject({ Effect: "Allow", Action: "sns:Publish", Resource: topic });
    expect(others.map(({ Principal }: Resource) => Principal.Service)).toEqual(services);
    expect(others[0].Condition).toEqual({ StringEquals: { "aws:SourceAccount": HOME.account } });
  });
});

describe("the task of Fargate", () => {
  it("is the image that may write to its volumes alone, without capabilities, as its own user", async () => {
    const { volumes } = await imageSettings();
    const { ContainerDefinitions, Volumes } = only(fargate.template, "AWS::ECS::TaskDefinition");
    expect(ContainerDefinitions).toHaveLength(2);
    for (const container of ContainerDefinitions) {
      expect(container).toMatchObject({
        ReadonlyRootFilesystem: true,
        LinuxParameters: { Capabilities: { Drop: ["ALL"] } },
      });
      expect(container).not.toHaveProperty("User");
    }
    const [job] = ContainerDefinitions;
    expect(job.MountPoints.map(({ ContainerPath }: Resource) => ContainerPath)).toEqual(volumes);
    expect(Volumes.map(({ Name }: Resource) => `/${Name}`)).toEqual(volumes);
  });

  it("begins with the configuration that was deployed, by a command that is one", async () => {
    const { ContainerDefinitions } = only(fargate.template, "AWS::ECS::TaskDefinition");
    const [job, configuration] = ContainerDefinitions;
    expect(job.DependsOn).toEqual([{ Condition: "SUCCESS", ContainerName: "configuration" }]);
    expect(configuration.Environment).toEqual([{ Name: "CONFIGURATION", Value: CONFIGURATION }]);
    const { Target } = only(fargate.template, "AWS::Scheduler::Schedule");
    const [{ name, command }] = JSON.parse(Target.Input).containerOverrides;
    expect(name).toBe(job.Name);
    const { options } = await acceptedCommand(command);
    expect(options).toMatchObject({ slot: "<aws.scheduler.scheduled-time>", timeBox: 5 * 3_600_000 });
    expect(configuration.Command.join(" ")).toContain(JSON.stringify(options.config));
  });

  it("reaches AWS by HTTPS from a network without gateways that cost by the hour, and nobody reaches it", () => {
    const { SecurityGroupEgress, SecurityGroupIngress } = only(fargate.template, "AWS::EC2::SecurityGroup");
    expect(SecurityGroupEgress).toMatchObject([{ IpProtocol: "tcp", FromPort: 443, ToPort: 443 }]);
    expect(SecurityGroupIngress).toBeUndefined();
    fargate.template.resourceCountIs("AWS::EC2::NatGateway", 0);
  });

  it("logs so that CloudWatch makes metrics of it in every Region, and may", () => {
    const { ContainerDefinitions } = only(fargate.template, "AWS::ECS::TaskDefinition");
    for (const { Name, LogConfiguration } of ContainerDefinitions) {
      expect(LogConfiguration).toEqual({
        LogDriver: "awslogs",
        Options: {
          "awslogs-group": { Ref: expect.stringMatching(/^Log/) },
          "awslogs-stream-prefix": Name,
          "awslogs-region": HOME.region,
          "awslogs-format": "json/emf",
        },
      });
    }
    fargate.template.hasResourceProperties("AWS::IAM::Policy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"] }),
        ]),
      },
      Roles: [{ Ref: Match.stringLikeRegexp("^TaskExecutionRole") }],
    });
  });

  it("runs in your own subnets where you name them", () => {
    const network = { vpcId: "vpc-0a", subnetIds: ["subnet-0a", "subnet-0b"], isPublic: false };
    const { template } = synthesised(() => ({ ...FARGATE, network }));
    template.resourceCountIs("AWS::EC2::VPC", 0);
    const { Target } = only(template, "AWS::Scheduler::Schedule");
    expect(Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration).toMatchObject({
      Subnets: ["subnet-0a", "subnet-0b"],
      AssignPublicIp: "DISABLED",
    });
  });

  it("is told of when it is killed or does not come up, and where it may have ended before its metrics did", () => {
    const rules = Object.values(fargate.template.findResources("AWS::Events::Rule")).map(
      ({ Properties }) => Properties.EventPattern.detail,
    );
    expect(rules).toMatchObject([
      { lastStatus: ["STOPPED"], containers: { exitCode: [{ "anything-but": [0, 3, 4, 5] }] } },
      { lastStatus: ["STOPPED"], stopCode: ["TaskFailedToStart"] },
    ]);
  });
});

describe("the function", () => {
  it("is one at a time, has all the time there is, and is the handler that the job's package has", () => {
    expect(only(lambda.template, "AWS::Lambda::Function")).toMatchObject({
      Handler: "index.handler",
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Timeout: 900,
      ReservedConcurrentExecutions: 1,
      DeadLetterConfig: { TargetArn: { "Fn::GetAtt": [expect.stringMatching(/^FailedEvents/), "Arn"] } },
      Environment: { Variables: { ATTACHED_FILES_CONFIG: "attached-files.yaml" } },
    });
    const { Target } = only(lambda.template, "AWS::Scheduler::Schedule");
    expect(JSON.parse(Target.Input)).toEqual({ slot: "<aws.scheduler.scheduled-time>" });
  });

  it("has a queue of its own for events that it failed at, so that 'not started' is true of the other", () => {
    for (const [alarm, queue] of Object.entries({ NotStarted: /^DeadLetters/, GivenUp: /^FailedEvents/ })) {
      const found = Object.entries(lambda.template.findResources("AWS::CloudWatch::Alarm"));
      const [, { Properties } = { Properties: {} }] = found.find(([id]) => id.startsWith(alarm)) ?? [];
      const name = { "Fn::GetAtt": [expect.stringMatching(queue), "QueueName"] };
      expect(Properties.Dimensions).toEqual([{ Name: "QueueName", Value: name }]);
    }
  });
});

describe("a function's code", () => {
  it.each([
    ["index.mjs", undefined, /expected index\.mjs, which exports handler, received none/],
    ["attached-files.yaml", undefined, /to be a copy of the configuration, received none/],
    ["attached-files.yaml", "scopes: []\n", /to be a copy of the configuration, received another one/],
  ])("is refused where %s is %j", (file, content, problem) => {
    expect(() =>
      synthesised(({ code }) => {
        rmSync(resolve(code, file));
        if (content !== undefined) writeFileSync(resolve(code, file), content);
        return { kind: "lambda", code, architecture: "arm64" };
      }),
    ).toThrow(problem);
  });
});

/** What the rules of AWS Solutions say, and why it stays so. */
const ACCEPTED: Readonly<Record<string, string>> = {
  S1: "who reads the bucket is CloudTrail's to tell, where it is wanted",
  IAM5: "what 'attached-files permissions' prints: files, objects and domains have ids that nobody knows beforehand",
  SQS3: "it is the queue of dead letters itself",
  VPC7: "one task a day, which reaches AWS alone; flow logs cost more than it does",
  ECS4: "the job tells its own metrics",
  ECS2: "what is in the environment is no secret",
};

describe("the rules of AWS Solutions", () => {
  it.each(["fargate", "lambda"])("find nothing in the stack with %s but what is accepted, with its reason", (kind) => {
    const { findings } = kind === "fargate" ? fargate : lambda;
    expect(findings.length).toBeGreaterThan(3);
    const unaccepted = findings.filter((each) => !((/AwsSolutions-([A-Z]+\d+)/.exec(each)?.[1] ?? "") in ACCEPTED));
    expect(unaccepted).toEqual([]);
  });
});

describe("the app", () => {
  it("makes the stack of the context that is committed, for the account that the CDK names", () => {
    const { path } = newFolder();
    const { context } = JSON.parse(readFileSync(resolve(import.meta.dirname, "cdk.json"), "utf8"));
    const env = {
      PATH: process.env.PATH ?? "",
      CDK_DEFAULT_ACCOUNT: HOME.account,
      CDK_DEFAULT_REGION: HOME.region,
      // As the CDK's command line hands it over.
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_OUTDIR: path,
    };
    execFileSync(process.execPath, ["app.ts"], { cwd: import.meta.dirname, env, stdio: "pipe" });
    const template = JSON.parse(readFileSync(resolve(path, "attached-files.template.json"), "utf8"));
    expect(Object.values<Resource>(template.Resources).map(({ Type }) => Type)).toContain("AWS::ECS::TaskDefinition");
    rmSync(path, { recursive: true });
  });
});

describe("a configuration that cannot be deployed", () => {
  it.each([
    ["scopes: []\n", /scopes: expected at least 1 entry/],
    ["scopes: [{ name: care }]\n", /state\.s3: expected a bucket.*\s+publish\.s3: expected a bucket/],
    [
      `${CONFIGURATION}  - { name: on-call, to: webhook, on: [failure], urlVariable: URL }\n`,
      /notify on-call: expected sns/,
    ],
  ])("is refused with what is wrong: %j", (configuration, problem) => {
    const folder = newFolder(configuration);
    const settings = {
      configuration: folder.configuration,
      schedule: "rate(1 day)",
      timeZone: "UTC",
      silentHours: 30,
      compute: FARGATE,
    };
    expect(() => new AttachedFilesStack(new App(), "files", { env: HOME, settings })).toThrow(problem);
    rmSync(folder.path, { recursive: true });
  });
});
