import { CfnOutput, Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** A queue of dead letters, whose URL the stack tells: whoever was told of a letter looks for it there, and removes it. */
export function letterQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    enforceSSL: true,
    encryption: QueueEncryption.SQS_MANAGED,
    retentionPeriod: Duration.days(14),
  });
  new CfnOutput(scope, `${id}Url`, { value: queue.queueUrl });
  return queue;
}
