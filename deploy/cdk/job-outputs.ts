import { CfnOutput, Fn } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { FargateJob } from "./fargate-job.ts";

/**
 * What the page's commands need of what was made, as outputs of the stack under the names of the page's variables: whoever looks into it
 * asks CloudFormation once, and looks for nothing by hand. No value has a blank in it, so that a shell takes all of them at once.
 */
export function jobOutputs(scope: Construct, outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) new CfnOutput(scope, name, { value });
}

/** Of a task: what `aws ecs run-task` is to be told, and the container that a command is for. */
export function outputsOfTheTask({ cluster, taskDefinition, container, network }: FargateJob): Record<string, string> {
  const { subnetIds } = network.vpc.selectSubnets({ subnetType: network.subnetType });
  return {
    ClusterName: cluster.clusterName,
    TaskDefinition: taskDefinition.taskDefinitionArn,
    TaskContainer: container.containerName,
    SubnetIds: Fn.join(",", subnetIds),
    SecurityGroup: network.securityGroup.securityGroupId,
    PublicIp: network.assignPublicIp ? "ENABLED" : "DISABLED",
  };
}
