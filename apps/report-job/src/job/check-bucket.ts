import { isSourceError } from "@attached-files/core";
import { composeBucket, settingsThatAreMissing } from "../compose.ts";
import type { Config } from "../config/config-schema.ts";
import type { Io } from "../process/io.ts";
import { BucketError, isOfNoBucket, noBucketText } from "../publish/bucket-error.ts";
import { bucketErrorText } from "../publish/bucket-error-text.ts";
import { bucketLayout } from "../publish/bucket-layout.ts";
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

/**
 * Finds out before a run, which may take hours, that there is no such bucket. Other trouble may pass by then: it is told, and
 * the run's answers are worth having all the same.
 *
 * @throws {JobError} usage: there is no such bucket.
 */
export async function checkBucket({ publish }: Config, io: Io): Promise<void> {
  if (publish?.s3 === undefined) return;
  const place = `s3://${publish.s3.bucket}/`;
  const store = await composeBucket(publish.s3);
  try {
    await store.readText(bucketLayout(publish.s3.prefix).latest, { signal: io.signal });
  } catch (error) {
    if (!isSourceError(error)) throw error;
    if (isOfNoBucket(error)) {
      const text = `${noBucketText("publish.s3", place)} No call was made.`;
      throw new BucketError("usage", place, text, error, "trouble-bucket-not-reached");
    }
    if (error.code === "Aborted") return;
    io.progress.say(`The report may not get to ${place}: ${terminalText(bucketErrorText(error))}`, {
      level: "warn",
      code: error.code,
    });
  } finally {
    await store.close();
  }
}
