import type { ICluster } from "aws-cdk-lib/aws-ecs";
import { EventField, Match, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { SnsTopic } from "aws-cdk-lib/aws-events-targets";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

/**
 * Exit codes that a run alone ends with, and tells by its metrics. 1 and 2 are not among them: a flag that is wrong, a module that
 * cannot be loaded or a configuration that could not be written ends so, too, before there are any. Rather twice than never.
 */
const TOLD = [0, 3, 4, 5];

/** Tells at once of a task that may have ended without saying so itself: it did not come up, broke, or was killed (137: out of memory). */
export function tellOfEndedTasks(scope: Construct, cluster: ICluster, topic: ITopic): void {
  const message = RuleTargetInput.fromText(
    `attached-files: a task did not come up, broke (exit code 1 or 2), or was killed: ${EventField.fromPath("$.detail.stoppedReason")} (${EventField.fromPath("$.detail.taskArn")})`,
  );
  const stopped = { clusterArn: [cluster.clusterArn], lastStatus: ["STOPPED"] };
  const rule = (name: string, detail: Record<string, unknown>): void => {
    new Rule(scope, name, {
      eventPattern: { source: ["aws.ecs"], detailType: ["ECS Task State Change"], detail: { ...stopped, ...detail } },
      targets: [new SnsTopic(topic, { message })],
    });
  };
  rule("TaskKilled", { containers: { exitCode: Match.anythingBut(...TOLD) } });
  rule("TaskNotStarted", { stopCode: ["TaskFailedToStart"] });
}
