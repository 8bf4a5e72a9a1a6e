import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Duration, Size } from "aws-cdk-lib";
import type { IRole } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import { ContextAttribute, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke, type ScheduleTargetBaseProps } from "aws-cdk-lib/aws-scheduler-targets";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { LambdaSettings } from "./settings.ts";

const HANDLER = "index.mjs";

export interface LambdaJobProps {
  readonly settings: LambdaSettings;
  /** The configuration, which the code holds under the file's own name. */
  readonly configuration: { readonly name: string; readonly text: string };
  readonly role: IRole;
  readonly logGroup: ILogGroup;
  readonly environment: Readonly<Record<string, string>>;
  readonly delivery: ScheduleTargetBaseProps;
  /** Where an event goes that both attempts failed at. */
  readonly failedEvents: IQueue;
}

export interface LambdaJob {
  readonly target: LambdaInvoke;
  readonly handler: LambdaFunction;
}

/** The job as a function, which ends before its time does; the next invocation goes on. */
export function lambdaJob(scope: Construct, props: LambdaJobProps): LambdaJob {
  const { code } = props.settings;
  const found = statSync(code, { throwIfNoEntry: false });
  if (found === undefined)
    throw new Error(`lambdaCode: expected a zip file or a folder, received ${code}, which is not there`);
  if (found.isDirectory()) checkFolder(code, props.configuration);
  const handler = new LambdaFunction(scope, "Function", {
    code: Code.fromAsset(code),
    handler: "index.handler",
    runtime: Runtime.NODEJS_24_X,
    architecture: props.settings.architecture === "x64" ? Architecture.X86_64 : Architecture.ARM_64,
    memorySize: 1024,
    ephemeralStorageSize: Size.gibibytes(4),
    timeout: Duration.minutes(15),
    // A second one would find the state in use.
    reservedConcurrentExecutions: 1,
    retryAttempts: 1,
    deadLetterQueue: props.failedEvents,
    role: props.role,
    logGroup: props.logGroup,
    environment: { ...props.environment, ATTACHED_FILES_CONFIG: props.configuration.name },
  });
  const input = ScheduleTargetInput.fromObject({ slot: ContextAttribute.scheduledTime });
  return { handler, target: new LambdaInvoke(handler, { ...props.delivery, input }) };
}

/** What is allowed is what this configuration needs, so that the code has to hold it and no other. */
function checkFolder(code: string, configuration: LambdaJobProps["configuration"]): void {
  const read = (name: string): string | undefined => {
    const path = join(code, name);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  if (read(HANDLER) === undefined)
    throw new Error(`${code}: expected ${HANDLER}, which exports handler, received none`);
  const { name, text } = configuration;
  const held = read(name);
  if (held === text) return;
  const received = held === undefined ? "none" : "another one";
  throw new Error(`${code}: expected ${name} to be a copy of the configuration, received ${received}`);
}
