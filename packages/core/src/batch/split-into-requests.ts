import { type FileReference, referenceKey } from "../file-reference/file-reference.ts";
import { LIMITS } from "./limits.ts";
import type { MetadataRequest } from "./metadata-request.ts";

/** References packed into the fewest calls that the operation allows. */
export interface SplitReferences {
  readonly requests: readonly MetadataRequest[];
  /** References that had been given before, and are asked for once only. */
  readonly repeated: number;
}

/** Packs references, in any order, into ceil(ids ÷ 100) calls for each resource. Holds all of them in memory. */
export function splitIntoRequests(references: Iterable<FileReference>): SplitReferences {
  const seen = new Set<string>();
  const resources = new Map<string, FileReference[]>();
  let repeated = 0;
  for (const reference of references) {
    const key = referenceKey(reference);
    if (seen.has(key)) {
      repeated += 1;
      continue;
    }
    seen.add(key);
    const resource = JSON.stringify([reference.instanceId, reference.associatedResourceArn]);
    const members = resources.get(resource);
    if (members === undefined) resources.set(resource, [reference]);
    else members.push(reference);
  }
  const requests = [...resources.values()].flatMap((members) => [...packSorted(members)]);
  return { requests, repeated };
}

/**
 * Packs references that come sorted by instance and resource, one resource at a time: bounded memory at any number.
 * Unlike `splitIntoRequests` it trusts its input to be sorted and without repetition.
 */
export function* packSorted(references: Iterable<FileReference>): Generator<MetadataRequest> {
  let open: { instanceId: string; associatedResourceArn: string; fileIds: string[] } | undefined;
  for (const { instanceId, associatedResourceArn, fileId } of references) {
    const fits =
      open !== undefined &&
      open.instanceId === instanceId &&
      open.associatedResourceArn === associatedResourceArn &&
      open.fileIds.length < LIMITS.fileIdsPerCall.most;
    if (open !== undefined && fits) {
      open.fileIds.push(fileId);
      continue;
    }
    if (open !== undefined) yield open;
    open = { instanceId, associatedResourceArn, fileIds: [fileId] };
  }
  if (open !== undefined) yield open;
}
