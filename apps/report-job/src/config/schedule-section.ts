import { z } from "zod";
import { cronProblems, isTimeZone } from "../schedule/cron-problems.ts";

const DAY_SECONDS = 86_400;

const cron = z.string().superRefine((pattern, context) => {
  for (const message of cronProblems(pattern)) context.addIssue({ code: "custom", message });
});

/** What `attached-files schedule` goes by; other commands pass it over. */
export const scheduleSection = z
  .strictObject({
    cron: cron.describe(
      "When to run: minute, hour, day of the month, month and weekday, as '0 6 * * *'; six fields begin with the second.",
    ),
    timeZone: z
      .string()
      .refine(isTimeZone, { error: "the name of a time zone, as Europe/Berlin or UTC" })
      .default("UTC")
      .describe("Where the pattern's hours are those of the clock: a name of the IANA time zone database."),
    jitterSeconds: z
      .number()
      .min(0)
      .max(DAY_SECONDS)
      .default(0)
      .describe(
        "The most by which a start is put off, so that many schedules do not start at once; a slot is always put off alike, and never to the next one.",
      ),
    missed: z
      .literal("latest", { error: "'latest', which is all there is" })
      .default("latest")
      .describe("Of the slots that were missed, the latest is run, once."),
    healthPort: z
      .int()
      .min(0)
      .max(65_535)
      .optional()
      .describe("Answers GET /healthz on this port; 0 takes any free one. Without it, nothing listens."),
    healthHost: z
      .string()
      .regex(/^\S+$/, { error: "an address or name of this machine, as 127.0.0.1 or 0.0.0.0" })
      .default("127.0.0.1")
      .describe("The address that the health endpoint listens on."),
    healthGraceSeconds: z
      .number()
      .min(0)
      .max(7 * DAY_SECONDS)
      .default(600)
      .describe("A slot that is later by more than this is told as overdue, with 503."),
  })
  .describe("When 'attached-files schedule' runs.");
