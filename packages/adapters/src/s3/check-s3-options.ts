import { InvalidInputError, type Issue, show } from "@attached-files/core";
import { checkAwsClientOptions, text, wholeFrom1 } from "../aws-client/check-aws-client-options.ts";
import { LEAST_PART_BYTES, type S3Options } from "./s3-options.ts";

/**
 * Checks the options of a bucket.
 *
 * @throws {InvalidInputError} with every issue at once.
 */
export function checkS3Options(what: string, options: S3Options): void {
  checkAwsClientOptions(what, options, {
    bucket: text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket: 3 to 63 of a-z 0-9 . -"),
    pathStyle: (value, path) => (typeof value === "boolean" ? [] : [expected(path, "true or false", value)]),
    kmsKeyId: text(/^\S{1,2048}$/, "a key's id, ARN or alias"),
    partBytes: (value, path) =>
      wholeFrom1(value, path).length === 0 && (value as number) >= LEAST_PART_BYTES
        ? []
        : [expected(path, `a whole number of at least ${LEAST_PART_BYTES}`, value)],
    onExchange: (value, path) => [expected(path, "nothing: requests to S3 are not told", value)],
    pacer: (value, path) => [expected(path, "nothing: S3 has no quota that is kept here", value)],
  });
  const bucket: unknown = options.bucket;
  if (bucket === undefined) throw new InvalidInputError(what, [expected("bucket", "a name", bucket)]);
}

function expected(path: string, what: string, value: unknown): Issue {
  return { path, expected: what, received: show(value) };
}
