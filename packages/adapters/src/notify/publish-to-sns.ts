import { createHash } from "node:crypto";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { heedProxies } from "../aws-client/prepare-agents.ts";
import { toClientConfig } from "../aws-client/to-client-config.ts";
import { toSourceError } from "../aws-client/to-source-error.ts";
import type { Notice, NoticeTarget } from "./notice.ts";

/** A subject has up to 100 ASCII characters. */
const LONGEST_SUBJECT = 100;

/**
 * Publishes a notice to a topic, once. Subscriptions may filter by the attribute `status`. A FIFO topic is told of the same
 * message once in five minutes.
 *
 * @throws {SourceError} it was not published.
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (read 2026-11)
 */
export async function publishToSns(
  topicArn: string,
  { title, text, json, status }: Notice,
  options: NoticeTarget,
  signal: AbortSignal,
): Promise<void> {
  // A topic is called in its own Region, whatever the surroundings say.
  const region = options.region ?? topicArn.split(":")[3] ?? "";
  const client = new SNSClient({ ...toClientConfig({ ...options, region }), maxAttempts: 1 });
  heedProxies(client);
  const subject = title.replace(/[^\x20-\x7e]/g, "?");
  const fifo = {
    MessageGroupId: "attached-files",
    MessageDeduplicationId: createHash("sha256").update(json).digest("hex"),
  };
  const command = new PublishCommand({
    TopicArn: topicArn,
    // What is cut says so: the text begins with the whole.
    Subject: subject.length <= LONGEST_SUBJECT ? subject : `${subject.slice(0, LONGEST_SUBJECT - 3)}...`,
    Message: text,
    MessageAttributes: { status: { DataType: "String", StringValue: status } },
    ...(topicArn.endsWith(".fifo") ? fifo : {}),
  });
  try {
    await client.send(command, { abortSignal: signal });
  } catch (error) {
    throw toSourceError(error, { operation: "Publish", aborted: signal.aborted });
  } finally {
    client.destroy();
  }
}
