import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

export interface JobAlarmsProps {
  /** Where the job's metrics are: `AWS_EMF_NAMESPACE`. */
  readonly namespace: string;
  readonly silentHours: number;
  readonly topic: ITopic;
  /** Events of the schedule by which nothing was started. */
  readonly deadLetters: IQueue;
  /** Of what the job's own metrics cannot tell: that it was ended, and that nobody tries again. */
  readonly ofTheFunction?: { readonly killed: IMetric; readonly failedEvents: IQueue };
}

/**
 * Runs that end within so long are told as one, by the highest exit code. Long enough for metrics that come to CloudWatch late: it looks
 * back for a few periods only.
 */
const TOGETHER = Duration.minutes(5);

/** How a run ended, by its exit codes. A job comes once a day or so: an alarm stands until a run ends otherwise. */
const ENDINGS = {
  RunFailed: {
    description: "the run failed (exit code 1, 2 or 4)",
    condition: "code == 1 || code == 2 || code == 4",
  },
  RunPartial: {
    description: "the report is partial (exit code 3), and says of what",
    condition: "code == 3",
  },
  PolicyCrossed: {
    description: "the report is complete, and a threshold of the policy is crossed (exit code 5)",
    condition: "code == 5",
  },
} as const;

/** Tells the topic of every run that did not end well, and of none. */
export function jobAlarms(scope: Construct, props: JobAlarmsProps): void {
  const alarm = (name: string, description: string, metric: IMetric, more: Partial<AlarmShape> = {}): void => {
    const shape = { threshold: 1, evaluationPeriods: 1, treatMissingData: TreatMissingData.IGNORE, ...more };
    const comparisonOperator = more.comparisonOperator ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;
    // By its name, the run book has it.
    const alarmDescription = `attached-files: ${description}. What to do: attached-files run-book ${name}`;
    const action = new SnsAction(props.topic);
    new Alarm(scope, name, { metric, alarmDescription, ...shape, comparisonOperator }).addAlarmAction(action);
  };
  const exitCode = (statistic: string, period: Duration): Metric =>
    new Metric({ namespace: props.namespace, metricName: "attached_files.job.exit_code", statistic, period });
  alarm(
    "RunMissing",
    `no run has ended for ${props.silentHours} hours, or none yet since it was deployed`,
    exitCode("SampleCount", Duration.hours(1)),
    {
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: props.silentHours,
      datapointsToAlarm: props.silentHours,
      treatMissingData: TreatMissingData.BREACHING,
    },
  );
  for (const [name, { description, condition }] of Object.entries(ENDINGS)) {
    const usingMetrics = { code: exitCode("Maximum", TOGETHER) };
    const expression = `IF(${condition}, 1, 0)`;
    alarm(name, description, new MathExpression({ expression, usingMetrics, period: TOGETHER }));
  }
  const told = (name: string, description: string, metric: IMetric): void =>
    alarm(name, description, metric, { treatMissingData: TreatMissingData.NOT_BREACHING });
  const lettersIn = (queue: IQueue): IMetric =>
    queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) });
  const letter = "The alarm stands until its letter is removed from the queue";
  told(
    "NotStarted",
    `the scheduler could not start a run. ${letter} DeadLetters, where it says why`,
    lettersIn(props.deadLetters),
  );
  if (props.ofTheFunction === undefined) return;
  const { killed, failedEvents } = props.ofTheFunction;
  told("RunKilled", "a run was ended before it could say how (time, memory), or failed", killed);
  told(
    "GivenUp",
    `both attempts at an event failed, and nobody tries again. ${letter} FailedEvents`,
    lettersIn(failedEvents),
  );
}

interface AlarmShape {
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
  readonly comparisonOperator: ComparisonOperator;
}
