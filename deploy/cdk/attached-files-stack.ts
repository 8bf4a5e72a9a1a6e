import { basename } from "node:path";
import { Duration, Fn, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Schedule, ScheduleExpression, TimeWindow } from "aws-cdk-lib/aws-scheduler";
import { TimeZone } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { alarmTopic } from "./alarm-topic.ts";
import { fargateJob } from "./fargate-job.ts";
import { jobAlarms } from "./job-alarms.ts";
import { jobBuckets } from "./job-buckets.ts";
import { jobConfiguration } from "./job-configuration.ts";
import { jobOutputs, outputsOfTheTask } from "./job-outputs.ts";
import { jobRole } from "./job-role.ts";
import { lambdaJob } from "./lambda-job.ts";
import { letterQueue } from "./letter-queue.ts";
import type { Settings } from "./settings.ts";
import { tellOfEndedTasks } from "./tell-of-ended-tasks.ts";

export interface AttachedFilesStackProps extends StackProps {
  /** Known before anything is deployed: what the job is allowed names them. */
  readonly env: { readonly account: string; readonly region: string };
  readonly settings: Settings;
}

/** The job on a schedule, with its buckets, its log, and alarms. */
export class AttachedFilesStack extends Stack {
  /** The first zones of whichever Region, which need not be asked for. */
  override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  constructor(scope: Construct, id: string, props: AttachedFilesStackProps) {
    super(scope, id, props);
    const { settings, env } = props;
    const { compute } = settings;
    const configuration = jobConfiguration(settings.configuration, env);
    jobBuckets(this, configuration.buckets);
    const topic = alarmTopic(this, env.account, settings.email);
    const deadLetters = letterQueue(this, "DeadLetters");
    const logGroup = new LogGroup(this, "Log", {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    jobOutputs(this, { LogGroup: logGroup.logGroupName, AlarmTopic: topic.topicArn });
    const service = compute.kind === "fargate" ? "ecs-tasks.amazonaws.com" : "lambda.amazonaws.com";
    const role = jobRole(this, service, configuration.permissions);
    const shared = {
      role,
      logGroup,
      environment: { ATTACHED_FILES_LOG: "json", AWS_EMF_NAMESPACE: id },
      // A slot that could not be started for an hour is given up, and the next one asks for all that is due.
      delivery: { deadLetterQueue: deadLetters, maxEventAge: Duration.hours(1), retryAttempts: 10 },
    };
    const schedule = {
      schedule: ScheduleExpression.expression(settings.schedule, TimeZone.of(settings.timeZone)),
      description: "attached-files",
      timeWindow: TimeWindow.off(),
    };
    const alarms = { namespace: id, silentHours: settings.silentHours, topic, deadLetters };
    if (compute.kind === "fargate") {
      const environment = { ...shared.environment, AWS_REGION: env.region };
      const job = fargateJob(this, { settings: compute, configuration: configuration.text, ...shared, environment });
      new Schedule(this, "Schedule", { ...schedule, target: job.target });
      tellOfEndedTasks(this, job.cluster, topic);
      jobOutputs(this, outputsOfTheTask(job));
      jobAlarms(this, alarms);
    } else {
      logGroup.grantWrite(role);
      const failedEvents = letterQueue(this, "FailedEvents");
      const job = lambdaJob(this, {
        settings: compute,
        configuration: { name: basename(settings.configuration), text: configuration.text },
        failedEvents,
        ...shared,
      });
      new Schedule(this, "Schedule", { ...schedule, target: job.target });
      jobOutputs(this, { FunctionName: job.handler.functionName });
      const killed = job.handler.metricErrors({ period: Duration.minutes(5) });
      jobAlarms(this, { ...alarms, ofTheFunction: { killed, failedEvents } });
    }
  }
}
