import { isSourceError } from "@attached-files/core";
import { composeBucket, settingsThatAreMissing } from "../compose.ts";
import type { Config } from "../config/config-schema.ts";
import type { Io } from "../process/io.ts";
import { BucketError, isOfNoBucket, noBucketText } from "../publish/bucket-error.ts";
import { bucketErrorText } from "../publish/bucket-error-text.ts";
import { bucketLayout } from "../publish/bucket-layout.ts";
import { timeLimit } from "../run/time-limit.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import { stateSettingsThatAreMissing } from "./open-job-states.ts";

/** What the buckets of a configuration lack before anything can be called, in sentences; nothing where none is configured. */
export async function bucketSettingsThatAreMissing(
  config: Config,
  environment: Io["environment"],
): Promise<readonly string[]> {
  const ofState = await stateSettingsThatAreMissing(config, environment);
  const { publish } = config;
  if (publish?.s3 === undefined) return ofState;
  const missing = await settingsThatAreMissing(publish.s3, environment, { regionPlace: "as publish.s3.region" });
  return [...ofState, ...missing.map((problem) => `publish.s3: ${problem}`)];
}

/** The run waits for it: with its repetitions it may take so long, in milliseconds. */
const MOST_LOOK_MS = 10_000;
/** The part of what is left of a time box that it may take, where that is less. */
const MOST_OF_BOX = 0.1;

/**
 * Finds out before a run, which may take hours, that there is no such bucket. Other trouble may pass by then, also that nothing comes
 * back in time: it is told, and the run's answers are worth having all the same.
 *
 * @param deadline when the command is to have ended; undefined is never.
 * @throws {JobError} usage: there is no such bucket.
 */
export async function checkBucket({ publish }: Config, io: Io, deadline?: Date): Promise<void> {
  if (publish?.s3 === undefined) return;
  const leftMs = deadline === undefined ? Number.POSITIVE_INFINITY : deadline.getTime() - io.clock.now().getTime();
  const mostMs = Math.min(MOST_LOOK_MS, Math.max(0, leftMs * MOST_OF_BOX));
  const place = `s3://${publish.s3.bucket}/`;
  const store = await composeBucket(publish.s3);
  const limit = timeLimit(mostMs, io.clock);
  const say = (why: string, code: string): void =>
    io.progress.say(`The report may not get to ${place}: ${why}`, { level: "warn", code });
  try {
    const signal = AbortSignal.any([io.signal, limit.over]);
    await store.readText(bucketLayout(publish.s3.prefix).latest, { signal });
  } catch (error) {
    if (!isSourceError(error)) throw error;
    if (isOfNoBucket(error)) {
      const text = `${noBucketText("publish.s3", place)} No call was made.`;
      throw new BucketError("usage", place, text, error, "trouble-bucket-not-reached");
    }
    if (error.code !== "Aborted") say(terminalText(bucketErrorText(error)), error.code);
    else if (!io.signal.aborted) {
      const seconds = Number((mostMs / 1000).toFixed(1));
      say(
        `it did not answer within ${seconds} s. The run goes on; the report is tried there at its end.`,
        "SourceTimeout",
      );
    }
  } finally {
    limit.close();
    await store.close();
  }
}
