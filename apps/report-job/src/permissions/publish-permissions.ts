import type { PublishConfig } from "../config/publish-section.ts";
import { bucketPermissions } from "./bucket-permissions.ts";
import type { Permission, Whereabouts } from "./permission.ts";

/** What the job asks of the bucket that reports are published to. */
export function publishPermissions({ s3, keep }: PublishConfig, where: Whereabouts): readonly Permission[] {
  if (s3 === undefined) return [];
  const actions = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"];
  if (keep !== undefined) actions.push("s3:DeleteObject");
  return bucketPermissions({ ...s3, actions, what: "Reports", verb: "Publish" }, where);
}
