import type { StateS3Config } from "../config/state-section.ts";
import { bucketPermissions } from "./bucket-permissions.ts";
import type { Permission, Whereabouts } from "./permission.ts";

/**
 * What the job asks of the bucket that the state is kept in. Without s3:ListBucket, S3 calls an object that is not there forbidden,
 * and a first run could not tell that there is no state yet.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html (read 2026-11)
 */
export function statePermissions(s3: StateS3Config, where: Whereabouts): readonly Permission[] {
  const actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"];
  return bucketPermissions({ ...s3, actions, what: "State", verb: "Keep" }, where);
}
