export { type AccountProbes, type AppliedQuota, accountProbes, type Identity } from "./account-probes.ts";
export { type BucketProbes, bucketProbes } from "./bucket-probes.ts";
export { type ConnectProbes, connectProbes, type FoundFile } from "./connect-probes.ts";
export type { Probe } from "./probe.ts";
export { probeEventBus } from "./probe-event-bus.ts";
