import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";

/** Where everything is told that somebody has to know of. */
export function alarmTopic(scope: Construct, account: string, email?: string): Topic {
  const topic = new Topic(scope, "Alarms", { displayName: "attached-files", enforceSSL: true });
  // A policy takes the place of the one that SNS makes by itself, by which everybody of the account may publish. Rules of EventBridge
  // are allowed where they name the topic; alarms are not.
  // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html (2026-11)
  const alarms = new ServicePrincipal("cloudwatch.amazonaws.com");
  topic.grantPublish(alarms.withConditions({ StringEquals: { "aws:SourceAccount": account } }));
  if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
  return topic;
}
