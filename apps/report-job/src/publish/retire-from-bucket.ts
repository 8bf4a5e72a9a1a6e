import type { ListedObject, ObjectStore } from "../compose.ts";
import type { KeepConfig } from "../config/publish-section.ts";
import { slotFolderName } from "../report/publish/slot-folder-name.ts";
import type { BucketLayout } from "./bucket-layout.ts";
import { outdatedReports } from "./outdated-reports.ts";
import { isOwnObject } from "./own-object.ts";
import { finishedAtOf, type Pointer, readPointer } from "./pointer.ts";

/** So long somebody may still read a publication that another one of its slot replaced, or be at work on it. */
const LEFT_ALONE_MS = 86_400_000;

export interface RetiredFromBucket {
  /** Slots whose report was removed. */
  readonly removed: readonly string[];
  /** Objects that are not ours, and because of which their slot was left; one of each slot. */
  readonly left: readonly string[];
}

interface StoredSlot {
  readonly name: string;
  readonly pointer: Pointer;
  readonly finishedAtMs: number;
  readonly objects: readonly ListedObject[];
}

/**
 * Removes the reports of a bucket that nothing keeps, with their tables; and of those that stay, what other publications of
 * their slot replaced more than a day ago. The newest report, the one that `latest.json` names and that of `slot` stay; so
 * does every slot in which somebody else's object stands.
 *
 * @throws {SourceError} the bucket cannot be reached, or denies something.
 */
export async function retireFromBucket(
  {
    store,
    layout,
    signal,
  }: { readonly store: ObjectStore; readonly layout: BucketLayout; readonly signal?: AbortSignal | undefined },
  keep: KeepConfig,
  slot: string,
  now: Date,
): Promise<RetiredFromBucket> {
  const slots = await readSlots(store, layout, signal);
  const latest = await readPointer(store, layout.latest, signal);
  const kept = new Set([slot, latest?.slot ?? slot].map(slotFolderName));
  const outdated = new Set(outdatedReports(slots, keep, now, kept));
  const removed: string[] = [];
  const left: string[] = [];
  for (const each of slots) {
    const isOutdated = outdated.has(each);
    const objects = isOutdated ? each.objects : replacedObjects(each, now);
    const tables = isOutdated ? await tablesOf(store, layout, each, signal) : [];
    const strange = await strangeAmong(store, [...objects, ...tables], signal);
    if (strange !== undefined) left.push(strange);
    if (strange !== undefined || objects.length === 0) continue;
    // The pointer last: a slot that is left half-way is found again by it.
    const keys = [...tables, ...objects]
      .map(({ key }) => key)
      .filter((key) => key !== layout.current(each.pointer.slot));
    await store.remove(keys, { signal });
    if (!isOutdated) continue;
    await store.remove([layout.current(each.pointer.slot)], { signal });
    removed.push(each.pointer.slot);
  }
  return { removed, left };
}

async function readSlots(
  store: ObjectStore,
  layout: BucketLayout,
  signal: AbortSignal | undefined,
): Promise<readonly StoredSlot[]> {
  const bySlot = new Map<string, ListedObject[]>();
  for await (const object of store.list(layout.reports, { signal })) {
    const [name = "", ...rest] = object.key.slice(layout.reports.length).split("/");
    if (rest.length > 0) bySlot.set(name, [...(bySlot.get(name) ?? []), object]);
  }
  const slots: StoredSlot[] = [];
  for (const [name, objects] of bySlot) {
    const pointer = await readPointer(store, `${layout.reports}${name}/current.json`, signal);
    // What has no pointer of its own name was never a report, or is none of ours.
    if (pointer === undefined || layout.slot(pointer.slot) !== `${layout.reports}${name}/`) continue;
    slots.push({ name, pointer, finishedAtMs: finishedAtOf(pointer), objects });
  }
  return slots;
}

/** Publications are replaced as a whole, and so is what is left of one that never came to its end. */
function replacedObjects({ pointer, objects, name }: StoredSlot, now: Date): readonly ListedObject[] {
  const publicationOf = (key: string): string => key.slice(0, key.lastIndexOf("/") + 1);
  const others = objects.filter(({ key }) => !key.startsWith(pointer.prefix) && !key.endsWith(`/${name}/current.json`));
  const isYoung = ({ modifiedAt }: ListedObject): boolean => now.getTime() - modifiedAt.getTime() < LEFT_ALONE_MS;
  const young = new Set(others.filter(isYoung).map(({ key }) => publicationOf(key)));
  return others.filter(({ key }) => !young.has(publicationOf(key)));
}

async function tablesOf(
  store: ObjectStore,
  layout: BucketLayout,
  { pointer, objects }: StoredSlot,
  signal: AbortSignal | undefined,
): Promise<readonly ListedObject[]> {
  const names = new Set(objects.flatMap(({ key }) => /([^/]+)\.parquet$/.exec(key)?.[1] ?? []));
  const tables: ListedObject[] = [];
  for (const name of names) {
    const table = await store.find(layout.table(name, pointer.slot), { signal });
    if (table !== undefined) tables.push(table);
  }
  return tables;
}

async function strangeAmong(
  store: ObjectStore,
  objects: readonly ListedObject[],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  for (const { key } of objects) {
    const object = await store.find(key, { signal });
    if (object !== undefined && !isOwnObject(object)) return key;
  }
  return undefined;
}
