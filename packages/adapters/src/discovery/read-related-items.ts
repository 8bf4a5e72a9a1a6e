import {
  checkText,
  type DiscoveredReference,
  formatCaseArn,
  type Irregularity,
  LIMITS,
  parseCaseArn,
  parseFileArn,
  show,
} from "@attached-files/core";
import { readAssociationTime } from "./association-time.ts";

/** What a page of related items held. */
export interface FoundReferences {
  readonly references: DiscoveredReference[];
  readonly irregularities: Irregularity[];
}

/** Where the items were searched. */
export interface SearchedPlace {
  readonly domainId: string;
  /** Of a search within one case, whose items do not name it. */
  readonly caseId?: string;
  /** Files of other instances are noted, and are no references. */
  readonly instanceId?: string | undefined;
  /** Told of each item that stands for a file, or may, and could not be read. */
  readonly onUnread?: () => void;
}

const MEMBERS = new Set([
  "relatedItemId",
  "caseId",
  "type",
  "associationTime",
  "content",
  "performedBy",
  "tags",
  "__type",
]);

/**
 * Reads related items into references. Instance and file id come from the file's ARN, and so do partition, Region and
 * account of the case's ARN: a Cases domain lives in the account and Region of its instance, and no item names the case's
 * ARN (`@aws-sdk/client-connectcases` 3.1138, read 2026-11).
 */
export function readRelatedItems(items: readonly unknown[], place: SearchedPlace): FoundReferences {
  const found: FoundReferences = { references: [], irregularities: [] };
  const unknownMembers = new Map<string, unknown>();
  for (const [index, item] of items.entries()) {
    const path = `relatedItems[${index}]`;
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      found.irregularities.push({ kind: item === null ? "null-entry" : "not-an-object", path, detail: show(item) });
      if (item !== null) place.onUnread?.();
      continue;
    }
    const read = readItem(item as Record<string, unknown>, path, place);
    if (!("kind" in read)) found.references.push(read);
    else {
      found.irregularities.push(read);
      if (read.kind === "unreadable-item" && mayBeFile(item)) place.onUnread?.();
    }
    for (const name of Object.keys(item)) {
      if (!MEMBERS.has(name) && !unknownMembers.has(name))
        unknownMembers.set(name, (item as Record<string, unknown>)[name]);
    }
  }
  // Once for a page: a member that AWS adds is on every item.
  for (const [name, value] of unknownMembers) {
    found.irregularities.push({ kind: "unknown-member", path: `relatedItems[].${name}`, detail: show(value) });
  }
  return found;
}

/** The search asks for files alone; an item that says it is something else hides none. */
function mayBeFile({ type }: { readonly type?: unknown }): boolean {
  return typeof type !== "string" || type === "File";
}

/** A reference, or why the item is none. */
function readItem(
  item: Record<string, unknown>,
  path: string,
  place: SearchedPlace,
): DiscoveredReference | Irregularity {
  const unreadable = (detail: string): Irregularity => ({
    kind: "unreadable-item",
    path,
    detail: `${detail}; relatedItemId ${show(item.relatedItemId)}`,
  });
  const content = item.content as { file?: { fileArn?: unknown } | null } | null | undefined;
  const fileArn = content?.file?.fileArn;
  const arn = parseFileArn(fileArn);
  if (!arn.ok) return unreadable(`${show(item.type)} without a readable content.file.fileArn: ${show(fileArn)}`);
  const { instanceId, fileId, ...home } = arn.value;
  const caseId = place.caseId ?? item.caseId;
  const associatedResourceArn =
    typeof caseId === "string" ? formatCaseArn({ ...home, domainId: place.domainId, caseId }) : "";
  if (!parseCaseArn(associatedResourceArn).ok) return unreadable(`a file without a readable caseId: ${show(caseId)}`);
  const tooLong = [
    ...checkText(instanceId, "instance", LIMITS.instanceIdLength),
    ...checkText(fileId, "file", LIMITS.fileIdLength),
  ];
  if (tooLong.length > 0) return unreadable(`a file ARN beyond the operation's limits: ${show(fileArn)}`);
  if (place.instanceId !== undefined && place.instanceId !== instanceId) {
    const detail = `a file of instance ${show(instanceId)}, in ${associatedResourceArn}`;
    return { kind: "other-instance", path, fileId, otherInstanceId: instanceId, detail };
  }
  const timeMs = readAssociationTime(item.associationTime);
  return {
    instanceId,
    associatedResourceArn,
    fileId,
    ...(timeMs === undefined ? {} : { associationTime: new Date(timeMs).toISOString() }),
  };
}
