import { isSourceError } from "@attached-files/core";
import type { VersionedStore } from "../compose.ts";
import { JobError } from "../exit-code.ts";
import { BucketError, isOfNoBucket, noBucketText } from "../publish/bucket-error.ts";
import { bucketErrorText, toBeAllowed } from "../publish/bucket-error-text.ts";
import { ownLabel } from "../publish/own-object.ts";
import { outsidePart, outsideSentence } from "../run/outside-text.ts";
import { shortText } from "../run/short-text.ts";
import { diskTrouble, isDiskTrouble } from "../state/disk-trouble.ts";
import { StateInUseError, WAY_OUT_OF_USE } from "../state/open-state.ts";
import { HEAD_KEY, type Lease, parseHead } from "./head.ts";
import type { SeenHead } from "./lease-term.ts";
import type { TransferWatch } from "./tell-transfers.ts";

const LONGEST_REASON = 500;

/** What is used here of a bucket. */
export type StateStore = Pick<
  VersionedStore,
  "readVersion" | "putTextIf" | "fetchFile" | "putFile" | "list" | "remove"
>;

/** Where the state of one scope stands in a bucket. */
export interface StateBucket {
  readonly store: StateStore;
  /** What the keys of the scope begin with. */
  readonly prefix: string;
  /** For people, as `s3://bucket/prefix`. */
  readonly place: string;
  /** Sees what goes there and comes from there; nobody, where it is left out. */
  readonly watch?: TransferWatch;
}

export function scopeBucket(store: StateStore, s3: { bucket: string; prefix: string }, scope: string): StateBucket {
  const prefix = scopePrefix(s3, scope);
  return { store, prefix, place: `s3://${s3.bucket}/${prefix}` };
}

/** Where the state of a scope stands in its bucket, for people; nowhere, where none is configured. */
export function bucketPlace(
  { s3 }: { readonly s3?: { readonly bucket: string; readonly prefix: string } | undefined },
  scope: string,
): { readonly bucketPlace?: string } {
  return s3 === undefined ? {} : { bucketPlace: `s3://${s3.bucket}/${scopePrefix(s3, scope)}` };
}

function scopePrefix({ prefix }: { readonly prefix: string }, scope: string): string {
  return `${prefix}scope=${encodeURIComponent(scope)}/`;
}

/** The head of a state; nothing where there is none yet. That it cannot be read is never nothing. */
export async function readHead(
  { store, prefix, place }: StateBucket,
  signal: AbortSignal | undefined,
): Promise<SeenHead | undefined> {
  const found = await store.readVersion(`${prefix}${HEAD_KEY}`, { signal });
  if (found === undefined) return undefined;
  try {
    return { head: parseHead(found.text), ...found };
  } catch (error) {
    throw damaged(place, `${HEAD_KEY} cannot be read: ${(error as Error).message}`, error);
  }
}

/** Writes a head; answers its entity tag, or nothing where another one stands there by now. */
export async function putHead(
  { store, prefix }: StateBucket,
  text: string,
  before: { readonly etag: string } | undefined,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const condition = before === undefined ? ({ absent: true } as const) : { etag: before.etag };
  return await store.putTextIf(`${prefix}${HEAD_KEY}`, text, ownLabel("application/json"), condition, { signal });
}

/** Another process has the lease; it may end. */
export function leaseInUse(place: string, lease: Lease): StateInUseError {
  const text = `The state ${place} is in use by another run: ${leaseHolderText(lease)}. ${WAY_OUT_OF_USE}; if it has died, its lease ends at ${shortText(lease.until)}.`;
  return new StateInUseError("unavailable", text, undefined, "reason-state-in-use");
}

/** Another process has taken the lease of this one. */
export function leaseTakenOver(place: string, lease: Lease | null): StateInUseError {
  const whom = lease === null ? "it ended before this process was heard of again" : leaseHolderText(lease);
  const text = `The state ${place} is in use by another run, which took it over: ${whom}. What this process did since its last checkpoint is not in it, and it changes nothing there any more.`;
  return new StateInUseError("unavailable", text, undefined, "trouble-lease-lost");
}

/** Nobody is known to have taken the lease, and this process may not go on all the same. */
export function leaseNotRenewed(place: string, trouble: unknown): BucketError {
  const said = isSourceError(trouble) ? bucketErrorText(trouble) : trouble instanceof Error ? trouble.message : "";
  const reason = said === "" ? "" : `: ${outsidePart(said)}`;
  const text = `The lease on the state ${place} could not be renewed in time${reason}. What stands there is safe; the same command goes on from the last checkpoint.`;
  return new BucketError("unavailable", place, text, trouble, "trouble-lease-lost");
}

/** Who holds a lease, as `process 4711 on ops-1 since …`. */
export function leaseHolderText({ pid, host, since }: Lease): string {
  return `process ${pid} on ${shortText(host)} since ${shortText(since)}`;
}

/** The objects of a state are not what they were when they were written. */
export function damaged(place: string, what: string, cause?: unknown): JobError {
  const text = `The state ${place} is damaged: ${outsideSentence(what, LONGEST_REASON)} Nothing was changed. Bring back the objects as they were (a versioned bucket has them), or move all of them away: the next run then begins with the copy in its state folder, or anew where there is none. Reports stay as they are; lost is which files were known, until the next search finds them again.`;
  return new JobError("unavailable", text, cause, "reason-state-unreadable");
}

/** Trouble with the bucket, with the next step. Anything else passes as it is. */
export function bucketTrouble(place: string, error: unknown): unknown {
  if (!isSourceError(error)) return error;
  if (error.code === "Aborted") return new JobError("interrupted", `Interrupted while ${place} was asked.`, error);
  if (isOfNoBucket(error)) {
    const text = `${noBucketText("state.s3", place)} No call was made.`;
    return new BucketError("usage", place, text, error, "trouble-state-bucket");
  }
  const next = toBeAllowed(error) ?? "once that is mended, the same command goes on";
  const text = `The state ${place} cannot be reached: ${bucketErrorText(error)}; ${next}.`;
  return new BucketError("unavailable", place, text, error, "trouble-state-bucket");
}

/** Trouble with the bucket, or with the disk that the state's folder is on, with the next step. Anything else passes as it is. */
export function troubleOf(place: string, folder: string, error: unknown): unknown {
  if (isSourceError(error)) return bucketTrouble(place, error);
  return isDiskTrouble(error) ? diskTrouble(folder, error) : error;
}
