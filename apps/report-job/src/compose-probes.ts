import type { AccountProbes, BucketProbes, ConnectProbes, Probe } from "@attached-files/adapters/probe";
import type { ScopeTarget } from "./compose.ts";
import { withoutUndefined } from "./config/client-settings.ts";
import type { NotifyTarget } from "./config/notify-section.ts";
import type { S3Config } from "./config/publish-section.ts";

export type {
  AccountProbes,
  AppliedQuota,
  BucketProbes,
  ConnectProbes,
  FoundFile,
  Identity,
  Probe,
} from "@attached-files/adapters/probe";

/** Nobody watches a check for longer than this for one answer, and what passes by itself gets a second try. */
const PATIENCE = { requestTimeoutMs: 10_000, maxAttempts: 2 } as const;

/** Single harmless calls of a scope. */
export async function composeConnectProbes({
  region,
  endpoint,
  profile,
  assumeRole,
}: ScopeTarget): Promise<ConnectProbes> {
  const { connectProbes } = await import("@attached-files/adapters/probe");
  return connectProbes({ ...PATIENCE, ...withoutUndefined({ region, endpoint, profile, assumeRole }) });
}

/** Whose credentials a section has, and what its account is allowed. */
export async function composeAccountProbes(
  section: Pick<ScopeTarget, "region" | "profile" | "assumeRole">,
): Promise<AccountProbes> {
  const { accountProbes } = await import("@attached-files/adapters/probe");
  const { region, profile, assumeRole } = section;
  return accountProbes({ ...PATIENCE, ...withoutUndefined({ region, profile, assumeRole }) });
}

/** Single harmless calls to a bucket. */
export async function composeBucketProbes(s3: S3Config): Promise<BucketProbes> {
  const { bucketProbes } = await import("@attached-files/adapters/probe");
  const { bucket, region, endpoint, pathStyle, kmsKeyId, profile, assumeRole } = s3;
  return bucketProbes({
    bucket,
    ...PATIENCE,
    ...withoutUndefined({ region, endpoint, pathStyle, kmsKeyId, profile, assumeRole }),
  });
}

/** A call to an event bus that puts nothing on it. */
export async function probeBus(
  { bus, region, profile, endpoint }: Extract<NotifyTarget, { to: "event-bridge" }>,
  signal: AbortSignal,
): Promise<Probe<{ readonly refusedAs?: string }>> {
  const { probeEventBus } = await import("@attached-files/adapters/probe");
  return probeEventBus(bus, withoutUndefined({ region, profile, endpoint }), signal);
}
