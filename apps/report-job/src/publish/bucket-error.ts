import { isSourceError } from "@attached-files/core";
import { JobError } from "../exit-code.ts";

/** Trouble with a bucket, which people have to hear the name of. */
export class BucketError extends JobError {
  /** The bucket's name alone. */
  readonly bucket: string;
  /** Within the bucket, as `s3://bucket/prefix`. */
  readonly place: string;

  /** @param place within the bucket, as `s3://bucket/prefix`. */
  constructor(code: JobError["code"], place: string, message: string, cause: unknown, section?: string) {
    super(code, message, cause, section);
    this.place = place;
    this.bucket = bucketOf(place);
  }
}

/** The bucket's name, of a place as `s3://bucket/prefix`. */
export function bucketOf(place: string): string {
  return /^s3:\/\/([^/]+)/.exec(place)?.[1] ?? place;
}

/**
 * What is said of a bucket that is not there: one of that name may stand at another endpoint, or in another Region of a server that is
 * not AWS's.
 *
 * @param section of the configuration, which names it.
 */
export function noBucketText(section: "state.s3" | "publish.s3", place: string): string {
  const where = `${section}.bucket, ${section}.region or ${section}.endpoint (else AWS_ENDPOINT_URL_S3)`;
  return `There is no bucket for ${place} where it was asked for: correct ${where}, whichever is wrong, or make it there.`;
}

/** Whether it is that there is no such bucket. */
export function isOfNoBucket(error: unknown): boolean {
  return isSourceError(error) && error.awsErrorName === "NoSuchBucket";
}
