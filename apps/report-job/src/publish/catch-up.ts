import { join } from "node:path";
import type { ObjectStore } from "../compose.ts";
import { slotFolderName } from "../report/publish/slot-folder-name.ts";
import { standingReport } from "../report/publish/standing-report.ts";
import type { BucketLayout } from "./bucket-layout.ts";
import { readPointer } from "./pointer.ts";
import { publishToBucket } from "./publish-to-bucket.ts";
import { forgetUnpublished, unpublishedSlots } from "./unpublished-slots.ts";
import { whyNotWhole } from "./whole-report.ts";

/** More of them are left for the next time, so that no run takes long for what others left behind. */
export const MOST_CAUGHT_UP = 10;

export interface CatchingUp {
  readonly store: ObjectStore;
  readonly layout: BucketLayout;
  readonly reportFolder: string;
  readonly stateFolder: string;
  readonly signal?: AbortSignal | undefined;
  /** Told of each slot, as soon as it is known what becomes of it. */
  readonly onSlot: (slot: string, end: CaughtUp) => void;
}

/** What became of a slot; `gone` and `broken` say what is the matter with its folder. */
export type CaughtUp =
  | { readonly kind: "published" | "kept" | "gone" }
  | { readonly kind: "broken"; readonly why: string };

/**
 * Publishes the reports that stand in the folder and never got to the bucket, the newest first and 10 at most.
 *
 * @returns how many are left for the next time, those that are broken not counted.
 * @throws {SourceError} the bucket cannot be reached, or denies something; those that are not there yet stay noted.
 */
export async function catchUp(job: CatchingUp): Promise<number> {
  const slots = await unpublishedSlots(job.stateFolder);
  let published = 0;
  for (const [index, slot] of slots.entries()) {
    if (published === MOST_CAUGHT_UP) return slots.length - index;
    const end = await catchUpWith(slot, job);
    if (end.kind === "published") published += 1;
    if (end.kind !== "broken") await forgetUnpublished(job.stateFolder, slot);
    job.onSlot(slot, end);
  }
  return 0;
}

async function catchUpWith(slot: string, { store, layout, reportFolder, signal }: CatchingUp): Promise<CaughtUp> {
  const folder = join(reportFolder, slotFolderName(slot));
  const report = await standingReport(folder);
  if (report?.slot !== slot) return { kind: "gone" };
  const why = await whyNotWhole(folder);
  if (why !== undefined) return { kind: "broken", why };
  const standing = await readPointer(store, layout.current(slot), signal);
  // Another machine may have published the slot since.
  const isNewer = standing !== undefined && Date.parse(standing.generatedAt) > Date.parse(report.generatedAt);
  return isNewer ? { kind: "kept" } : { kind: (await publishToBucket({ store, layout, folder, report, signal })).kind };
}
