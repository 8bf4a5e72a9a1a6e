import { composeAccountProbes, composeBucketProbes } from "../../compose-probes.ts";
import type { S3Config } from "../../config/publish-section.ts";
import type { Permission, Whereabouts } from "../../permissions/permission.ts";
import { type Finding, failed } from "../finding.ts";
import { mendFirst } from "../mend-first.ts";
import { credentialsFinding } from "../scope/account-findings.ts";
import { asksAws, elsewhereBy } from "../scope/asks-aws.ts";
import { bucketFindings } from "./bucket-findings.ts";

/** A section of the configuration that names a bucket. */
export interface BucketSection {
  readonly about: "state.s3" | "publish.s3";
  readonly s3: S3Config;
  /** What it lacks before anything can be called, in sentences. */
  readonly missing: readonly string[];
  permissionsIn(where: Whereabouts): readonly Permission[];
}

/** Looks at a bucket that the job uses: whose credentials, and what they may do there. */
export async function* checkBucketSection(
  { about, s3, missing, permissionsIn }: BucketSection,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  for (const problem of missing) {
    const next = "Then check again: nothing was asked of the bucket.";
    yield failed({ check: "bucket", about }, problem, next, "usage");
  }
  if (missing.length > 0) return;
  const account = await composeAccountProbes(s3);
  const probes = await composeBucketProbes(s3);
  try {
    const identity = asksAws(s3, environment) ? await account.whoAmI(signal) : undefined;
    yield credentialsFinding(about, identity, { elsewhere: elsewhereBy("STS", environment) });
    const permissions = permissionsIn({ region: s3.region ?? (await account.region()), account: undefined });
    yield* mendFirst(await Array.fromAsync(bucketFindings(about, s3, permissions, probes, signal)));
  } finally {
    account.close();
    probes.close();
  }
}
