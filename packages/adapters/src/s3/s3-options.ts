import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";

/** How to reach a bucket, and how objects are kept in it. */
export interface S3Options extends Omit<AwsClientOptions, "pacer" | "onExchange"> {
  readonly bucket: string;
  /** Names the bucket in the path, not in the host. @default true with an `endpoint`, as servers other than AWS's want it */
  readonly pathStyle?: boolean;
  /** Key of AWS KMS (id, ARN or alias) to encrypt with. @default what the bucket does by itself */
  readonly kmsKeyId?: string;
  /** Larger files are sent in parts of this size, in bytes, from 5 MiB; larger parts where 9,000 were not enough. @default 8 MiB */
  readonly partBytes?: number;
}

const MIB = 1024 * 1024;
/** S3 takes no smaller part, the last one aside, and 10,000 of them at most. */
export const LEAST_PART_BYTES: number = 5 * MIB;
const MOST_PARTS = 9_000;

/** The size of the parts in which a file is sent, in bytes. */
export function partBytesFor(sizeBytes: number, partBytes: number = 8 * MIB): number {
  return Math.max(partBytes, Math.ceil(sizeBytes / MOST_PARTS));
}
