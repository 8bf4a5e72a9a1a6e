import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { toClientConfig } from "../aws-client/to-client-config.ts";
import { checkS3Options } from "../s3/check-s3-options.ts";
import type { S3Options } from "../s3/s3-options.ts";
import { type Probe, prober } from "./probe.ts";

/** Single calls to a bucket that leave it as it is: each asks for something that cannot be, behind what must be allowed. */
export interface BucketProbes {
  /** Reads an object that nobody wrote. */
  read(key: string, signal: AbortSignal): Promise<Probe<object>>;
  list(prefix: string, signal: AbortSignal): Promise<Probe<object>>;
  /** Writes on the condition that the object is one that it cannot be: S3 refuses that, once it has allowed it. */
  write(key: string, signal: AbortSignal): Promise<Probe<object>>;
  /** Removes on the same condition. */
  remove(key: string, signal: AbortSignal): Promise<Probe<object>>;
  /** Ends an upload that nobody began. */
  abortUpload(key: string, signal: AbortSignal): Promise<Probe<object>>;
  close(): void;
}

/** The ETag of no object: S3's are hexadecimal. */
const NO_ETAG = '"attached-files-check"';

/**
 * Questions about a bucket that reports are to go to.
 *
 * @throws {InvalidInputError} an option is wrong or unknown; nothing was opened.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html (read 2026-11)
 */
export function bucketProbes(options: S3Options): BucketProbes {
  checkS3Options("bucketProbes", options);
  const { bucket: Bucket, pathStyle, kmsKeyId, partBytes: _, ...client } = options;
  // As what is published: a bucket's own policy may refuse what is not encrypted so.
  const encryption = kmsKeyId === undefined ? {} : { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: kmsKeyId };
  const s3 = new S3Client({
    ...toClientConfig(client),
    forcePathStyle: pathStyle ?? client.endpoint !== undefined,
    ...(client.endpoint === undefined ? { followRegionRedirects: true } : {}),
  });
  const ask = prober(s3, client.requestTimeoutMs);
  return {
    read: (Key, signal) => ask("GetObject", new GetObjectCommand({ Bucket, Key }), signal),
    list: (Prefix, signal) => ask("ListObjectsV2", new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }), signal),
    write: (Key, signal) => {
      const Body = "Written by 'attached-files check' where a server heeds no conditions. It may be removed.\n";
      return ask("PutObject", new PutObjectCommand({ Bucket, Key, Body, ...encryption, IfMatch: NO_ETAG }), signal);
    },
    remove: (Key, signal) => ask("DeleteObject", new DeleteObjectCommand({ Bucket, Key, IfMatch: NO_ETAG }), signal),
    abortUpload: (Key, signal) =>
      ask(
        "AbortMultipartUpload",
        new AbortMultipartUploadCommand({ Bucket, Key, UploadId: "attached-files-check" }),
        signal,
      ),
    close: () => s3.destroy(),
  };
}
