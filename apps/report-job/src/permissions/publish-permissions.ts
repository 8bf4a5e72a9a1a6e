import type { PublishConfig } from "../config/publish-section.ts";
import { type Permission, partitionOf, type Whereabouts } from "./permission.ts";

/** What the job asks of a bucket, and of the key that encrypts it. */
export function publishPermissions({ s3, keep }: PublishConfig, where: Whereabouts): readonly Permission[] {
  if (s3 === undefined) return [];
  const region = s3.region ?? where.region ?? "*";
  const partition = partitionOf(region);
  const bucket = `arn:${partition}:s3:::${s3.bucket}`;
  const objects = `${bucket}/${s3.prefix}*`;
  const actions = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"];
  if (keep !== undefined) actions.push("s3:DeleteObject");
  const permissions: Permission[] = [
    { sid: "PublishReports", actions, resources: [objects] },
    // Without a condition on s3:prefix: with one, S3 would say 'denied' of an object that is not there, which tells nothing.
    { sid: "ListReports", actions: ["s3:ListBucket"], resources: [bucket] },
  ];
  const { kmsKeyId } = s3;
  if (kmsKeyId === undefined) return permissions;
  return [
    ...permissions,
    {
      sid: "EncryptReports",
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      condition: throughS3(region),
      resources: [keyArn(kmsKeyId, `arn:${partition}:kms:${region}:${where.account ?? "*"}`)],
    },
  ];
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
