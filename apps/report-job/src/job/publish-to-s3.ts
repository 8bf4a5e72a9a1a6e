import { dirname } from "node:path";
import { isSourceError, type SourceError } from "@attached-files/core";
import { composeBucket } from "../compose.ts";
import type { KeepConfig, S3Config } from "../config/publish-section.ts";
import type { Io } from "../process/io.ts";
import { BucketError } from "../publish/bucket-error.ts";
import { bucketErrorText, toBeAllowed } from "../publish/bucket-error-text.ts";
import { bucketLayout } from "../publish/bucket-layout.ts";
import { publishToBucket } from "../publish/publish-to-bucket.ts";
import { retireFromBucket } from "../publish/retire-from-bucket.ts";
import { forgetUnpublished } from "../publish/unpublished-slots.ts";
import type { PublishedReport } from "../report/write-report.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import { catchUpWithS3 } from "./catch-up-with-s3.ts";
import { sayRetired } from "./say-retired.ts";
import { withinMinute } from "./within-minute.ts";

export interface S3Publishing {
  readonly bucket: S3Config;
  readonly keep: KeepConfig | undefined;
  /** Where it is noted which slots are not in the bucket yet. */
  readonly stateFolder: string;
  /** When the command was to have ended; undefined is never. */
  readonly deadline?: Date | undefined;
}

/**
 * Publishes a report that stands on this machine to the configured bucket, then those that did not get there before, and removes from
 * there what nothing keeps.
 *
 * @returns where it stands there, as `s3://bucket/prefix`.
 * @throws {BucketError} unavailable: the report is not in the bucket; interrupted: the command was asked to end.
 */
export async function publishToS3(
  { bucket: s3, keep, stateFolder, deadline }: S3Publishing,
  { folder, report }: Pick<PublishedReport, "folder" | "report">,
  io: Io,
): Promise<string> {
  const layout = bucketLayout(s3.prefix);
  const place = `s3://${s3.bucket}/`;
  const { store, signal, inTime, close } = withinMinute(await composeBucket(s3), deadline, io);
  let published: string;
  try {
    io.progress.begin(`publishing to ${place}${s3.prefix}`, "objects");
    const { kind, pointer } = await publishToBucket({
      store,
      layout,
      folder,
      report,
      signal,
      onObject: () => io.progress.advance(1),
    });
    io.progress.end(kind === "kept" ? "left as it was" : "published");
    if (kind === "kept") {
      io.progress.say(
        `The report of slot ${report.slot} in ${place}${terminalText(pointer.prefix)} holds answers of scopes that this one has not, and was left as it was.`,
      );
    }
    published = `${place}${terminalText(pointer.prefix)}`;
    io.out(`Bucket  ${published}\n`);
  } catch (error) {
    await close();
    io.progress.end("not published");
    if (!isSourceError(error)) throw error;
    throw notPublished(
      inTime(error),
      folder,
      { place, slotPlace: `${place}${layout.slot(report.slot)}` },
      io.signal.aborted,
    );
  }
  try {
    await forgetUnpublished(stateFolder, report.slot);
    await catchUpWithS3(
      { store, layout, place },
      { reportFolder: dirname(folder), stateFolder },
      { progress: io.progress, signal, inTime },
    );
    if (keep !== undefined) {
      const retired = await retireFromBucket({ store, layout, signal }, keep, report.slot, io.clock.now());
      sayRetired(retired, place, io.progress);
    }
  } catch (error) {
    if (!isSourceError(error)) throw error;
    const reason = terminalText(bucketErrorText(inTime(error)));
    io.progress.say(`Old reports in ${place} could not be removed: ${reason}`, { level: "warn", code: error.code });
  } finally {
    await close();
  }
  return published;
}

function notPublished(
  error: SourceError,
  folder: string,
  { place, slotPlace }: { readonly place: string; readonly slotPlace: string },
  isAborted: boolean,
): BucketError {
  const again = "the next run, or 'attached-files report', publishes it";
  if (isAborted) {
    const message = `Asked to end: the report in ${folder} is not in ${place} yet; ${again}.`;
    return new BucketError("interrupted", slotPlace, message, error);
  }
  const allow = toBeAllowed(error);
  const next = `Once that is mended, ${again}.${allow === undefined ? "" : ` ${allow}.`}`;
  const message = `The report is in ${folder}, but not in ${place}: ${terminalText(outsideSentence(bucketErrorText(error)))} What was published there before stands. ${next}`;
  return new BucketError("unavailable", slotPlace, message, error, "trouble-bucket-not-reached");
}
