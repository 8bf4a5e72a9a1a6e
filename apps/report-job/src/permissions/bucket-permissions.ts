import { type Permission, partitionOf, type Whereabouts } from "./permission.ts";

/** A bucket, what the job does with the objects of a prefix, and the key that encrypts them. */
export interface UsedBucket {
  readonly bucket: string;
  readonly prefix: string;
  readonly region?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  /** Actions on objects. */
  readonly actions: readonly string[];
  /** Ends the names of the statements, as 'Reports'. */
  readonly what: string;
  /** Begins the name of the first one, as 'Publish'. */
  readonly verb: string;
}

/** What the job asks of a bucket, and of the key that encrypts it. */
export function bucketPermissions(used: UsedBucket, where: Whereabouts): readonly Permission[] {
  const { bucket, prefix, kmsKeyId, actions, what, verb } = used;
  const region = used.region ?? where.region ?? "*";
  const partition = partitionOf(region);
  const arn = `arn:${partition}:s3:::${bucket}`;
  const permissions: Permission[] = [
    { sid: `${verb}${what}`, actions, resources: [`${arn}/${prefix}*`] },
    // Without a condition on s3:prefix: with one, S3 would say 'denied' of an object that is not there, which tells nothing.
    { sid: `List${what}`, actions: ["s3:ListBucket"], resources: [arn] },
  ];
  if (kmsKeyId === undefined) return permissions;
  const home = `arn:${partition}:kms:${region}:${where.account ?? "*"}`;
  const key = { actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [keyArn(kmsKeyId, home)] };
  return [...permissions, { sid: `Encrypt${what}`, ...key, condition: throughS3(region) }];
}

/**
 * The key is used by S3 for whoever writes, and by nobody directly.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service (read 2026-11)
 */
function throughS3(region: string): NonNullable<Permission["condition"]> {
  const operator = region === "*" ? "StringLike" : "StringEquals";
  return { [operator]: { "kms:ViaService": `s3.${region}.amazonaws.com` } };
}

/** A policy names keys, never aliases: IAM looks at the key that an alias stands for. */
function keyArn(keyId: string, home: string): string {
  if (keyId.startsWith("arn:") && !keyId.includes(":alias/")) return keyId;
  return `${home}:key/${keyId.includes("alias/") ? "*" : keyId}`;
}
