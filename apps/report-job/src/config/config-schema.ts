import { z } from "zod";
import { LOG_FORMATS } from "../observe/log-format.ts";
import { REDACTABLE } from "../report/redaction/redaction.ts";
import { assumeRole } from "./assume-role-setting.ts";
import { notifySection } from "./notify-section.ts";
import { policySection } from "./policy-section.ts";
import { publishSection } from "./publish-section.ts";
import { quota } from "./quota-section.ts";
import { rulesSection } from "./rules-section.ts";
import { scheduleSection } from "./schedule-section.ts";
import { domainId, endpoint, instanceId, notBlank, region, scopeName } from "./setting-formats.ts";
import { stateSection } from "./state-section.ts";
import { workbookSection } from "./workbook-section.ts";

const positive = z.number().positive();
const DAY = 86_400;

const scope = z
  .strictObject({
    name: scopeName.describe("Names the scope in reports and folders: 1 to 64 letters, digits, '.', '_' or '-'."),
    region: region
      .optional()
      .describe("AWS Region, as eu-central-1. Without it, what the AWS SDK finds (AWS_REGION, profile)."),
    instanceId: instanceId
      .optional()
      .describe("Amazon Connect instance. Files of other instances are counted and left out."),
    domainIds: z
      .array(domainId)
      .min(1)
      .optional()
      .describe("Cases domains to search. Without it, all that ListDomains names."),
    profile: notBlank.optional().describe("Profile of the shared AWS configuration files."),
    assumeRole: assumeRole.optional().describe("A role to assume for this scope."),
    endpoint: endpoint
      .optional()
      .describe("Where to call instead of AWS, for both services, as http://127.0.0.1:4010."),
    references: notBlank
      .optional()
      .describe("A CSV or NDJSON list of references to use instead of searching the Cases domains."),
    quota: quota.prefault({}),
  })
  .describe("One account, Region, Connect instance and Cases domain, with its own quota and credentials.");

/** The configuration file. Every default stands here and nowhere else. */
export const configSchema = z
  .strictObject({
    scopes: z.array(scope).min(1).describe("What to report on."),
    state: stateSection,
    report: z
      .strictObject({
        folder: notBlank
          .default("attached-files-report")
          .describe("Where reports are written, a folder for each slot."),
        stuckAfterSeconds: positive.default(3600).describe("A file in PROCESSING for longer needs a person."),
        redact: z
          .array(z.enum(REDACTABLE, { error: `one of ${REDACTABLE.join(", ")}` }))
          .default([])
          .describe(
            "People's texts that stand as keyed hashes in every output of the report; the key is in ATTACHED_FILES_REDACT_KEY.",
          ),
        workbook: workbookSection,
      })
      .prefault({}),
    refresh: z
      .strictObject({
        recheckAfterSeconds: positive
          .min(60)
          .max(31_536_000)
          .default(30 * DAY)
          .describe("No settled file stays unasked for longer; the questions are spread evenly over this time."),
        sweepAfterSeconds: positive
          .min(60)
          .max(31_536_000)
          .default(7 * DAY)
          .describe("All files are searched for so long after the last time; runs between search for new ones alone."),
        overlapSeconds: z
          .number()
          .min(0)
          .max(31_536_000)
          .default(3600)
          .describe("A search for new files begins so long before the newest one that is known."),
      })
      .prefault({})
      .describe("What is asked for again, and how often."),
    rules: rulesSection,
    run: z
      .strictObject({
        maxAttempts: z
          .int()
          .min(1)
          .max(20)
          .optional()
          .describe("Attempts of each call. Without it, what the AWS SDK decides (3, AWS_MAX_ATTEMPTS, profile)."),
        directCalls: z
          .boolean()
          .default(true)
          .describe(
            "Calls for metadata go past the AWS SDK's middleware, which takes most of their time. false: all of it stands in every call.",
          ),
        requestTimeoutSeconds: positive.max(600).default(30).describe("How long one attempt may take."),
        commitCalls: z
          .int()
          .min(1)
          .max(100_000)
          .default(200)
          .describe("Work is made durable at least after so many calls."),
        commitSeconds: positive.max(600).default(2).describe("Work is made durable at least after so many seconds."),
        stopAfterFailures: z
          .int()
          .min(1)
          .default(12)
          .describe(
            "After so many calls in a row without success the scope ends, partial. From the fifth on they are single " +
              "ones that probe, 2, 4, 8, 16 and then every 30 seconds.",
          ),
      })
      .prefault({}),
    publish: publishSection.optional(),
    schedule: scheduleSection.optional(),
    policy: policySection.optional(),
    notify: notifySection.optional(),
    log: z
      .enum(LOG_FORMATS, { error: `one of ${LOG_FORMATS.join(", ")}` })
      .default("text")
      .describe("Messages on standard error: text for people, or a JSON object a line."),
  })
  .describe("Configuration of attached-files. Paths are relative to this file.");

export type Config = z.output<typeof configSchema> & {
  /** The file that it was read from, absolute; absent where it is of no file. */
  readonly file?: string;
};
export type ScopeConfig = Config["scopes"][number];
