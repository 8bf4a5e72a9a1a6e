import { SEVERITIES } from "@attached-files/core";
import { z } from "zod";
import { endpoint, notBlank, region, scopeName } from "./setting-formats.ts";

/** When a target is told. */
export const NOTIFY_CONDITIONS = ["partial", "policy", "changes", "failure", "always"] as const;

const VARIABLE_EXPECTED =
  "the name of an environment variable that does not begin with ATTACHED_FILES_, as OPS_WEBHOOK_URL";

const shared = {
  name: scopeName.describe("Names the target in messages of this program. No other target has it."),
  on: z
    .array(z.enum(NOTIFY_CONDITIONS, { error: `one of ${NOTIFY_CONDITIONS.join(", ")}` }))
    .min(1)
    .describe(
      "partial: the report is not complete. policy: a threshold is crossed. changes: a file appeared, changed, vanished or came back since the run before. failure: a run ended without a report, or with one of earlier answers alone (exit 4). always: every report, and failures. Whoever has partial, policy, failure or always is told once when the trouble told last is over.",
    ),
  leastSeverity: z
    .enum(SEVERITIES, { error: `one of ${SEVERITIES.join(", ")}` })
    .default("warning")
    .describe("The least severity of a crossed threshold that 'policy' is about."),
};

const aws = {
  region: region.optional().describe("Without it, what the AWS SDK finds."),
  profile: notBlank.optional().describe("Profile of the shared AWS configuration files."),
  endpoint: endpoint.optional().describe("Where to call instead of AWS."),
};

const webhook = z.strictObject({
  ...shared,
  to: z.literal("webhook"),
  urlVariable: z
    .string()
    .regex(/^(?!ATTACHED_FILES_)[A-Za-z_][A-Za-z0-9_]{0,127}$/, { error: VARIABLE_EXPECTED })
    .describe("The environment variable that holds the URL: whoever knows it can write, so that no file should."),
  format: z
    .enum(["slack", "teams", "json"], { error: "one of slack, teams, json" })
    .default("json")
    .describe("slack: an incoming webhook. teams: an Adaptive Card for a Workflows webhook. json: for programs."),
});

const sns = z.strictObject({
  ...shared,
  ...aws,
  to: z.literal("sns"),
  topicArn: z
    .string()
    .regex(/^arn:aws[a-z0-9-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/, {
      error: "the ARN of an SNS topic, as arn:aws:sns:eu-central-1:111122223333:attached-files",
    })
    .describe("ARN of the topic."),
});

const eventBridge = z.strictObject({
  ...shared,
  ...aws,
  to: z.literal("event-bridge"),
  bus: z
    .string()
    .regex(/^[/.A-Za-z0-9_:-]{1,1600}$/, { error: "the name or ARN of an event bus, as default" })
    .default("default")
    .describe("Name or ARN of the event bus."),
});

export const notifyTarget = z.discriminatedUnion("to", [webhook, sns, eventBridge], {
  error: "an object whose 'to' is webhook, sns or event-bridge",
});
export type NotifyTarget = z.output<typeof notifyTarget>;

/** Who is told what came of a run, and when. */
export const notifySection = z
  .array(notifyTarget)
  .max(20)
  .superRefine((targets, context) => {
    const names = targets.map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) === index) continue;
      context.addIssue({ code: "custom", message: "a name that no other target has", path: [index, "name"] });
    }
  })
  .describe("Who is told of a report, after it is published.");
