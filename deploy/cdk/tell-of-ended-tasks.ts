import type { ICluster } from "aws-cdk-lib/aws-ecs";
import { EventField, Match, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { SnsTopic } from "aws-cdk-lib/aws-events-targets";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

/** Exit codes of the job's own, of which its metrics tell. */
const OWN = [0, 1, 2, 3, 4, 5];

/** Tells at once of a task that ended without saying so itself: it did not come up, or was killed (137: out of memory). */
export function tellOfEndedTasks(scope: Construct, cluster: ICluster, topic: ITopic): void {
  const message = RuleTargetInput.fromText(
    `attached-files: a task has ended before the job did: ${EventField.fromPath("$.detail.stoppedReason")} (${EventField.fromPath("$.detail.taskArn")})`,
  );
  const stopped = { clusterArn: [cluster.clusterArn], lastStatus: ["STOPPED"] };
  const rule = (name: string, detail: Record<string, unknown>): void => {
    new Rule(scope, name, {
      eventPattern: { source: ["aws.ecs"], detailType: ["ECS Task State Change"], detail: { ...stopped, ...detail } },
      targets: [new SnsTopic(topic, { message })],
    });
  };
  rule("TaskKilled", { containers: { exitCode: Match.anythingBut(...OWN) } });
  rule("TaskNotStarted", { stopCode: ["TaskFailedToStart"] });
}
