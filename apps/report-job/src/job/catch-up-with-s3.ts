import { isSourceError } from "@attached-files/core";
import type { ObjectStore } from "../compose.ts";
import type { Io } from "../process/io.ts";
import type { BucketLayout } from "../publish/bucket-layout.ts";
import { type CaughtUp, catchUp } from "../publish/catch-up.ts";
import { outsidePart, outsideSentence } from "../run/outside-text.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import type { BoundedBucket } from "./within-minute.ts";

const LONGEST_REASON = 500;

/** Publishes what did not get to the bucket when it was made, and tells of each. What goes wrong changes no exit code. */
export async function catchUpWithS3(
  bucket: { readonly store: ObjectStore; readonly layout: BucketLayout; readonly place: string },
  folders: { readonly reportFolder: string; readonly stateFolder: string },
  { progress, signal, inTime }: Pick<Io, "progress" | "signal"> & Pick<BoundedBucket, "inTime">,
): Promise<void> {
  const { place, store, layout } = bucket;
  const onSlot = (slot: string, end: CaughtUp): void => {
    const isTrouble = end.kind === "gone" || end.kind === "broken";
    progress.say(`${slot}: ${wordsOf(end, place, folders.reportFolder)}`, isTrouble ? { level: "warn" } : undefined);
  };
  try {
    const left = await catchUp({ store, layout, ...folders, signal, onSlot });
    if (left > 0) progress.say(`${left} more reports that are not in ${place} yet are published by the next runs.`);
  } catch (error) {
    if (!isSourceError(error)) throw error;
    const { code, awsErrorName, message } = inTime(error);
    const reason = terminalText(outsidePart(message, LONGEST_REASON));
    const text = `${awsErrorName ?? code}, ${reason}; the next run tries again.`;
    progress.say(`Earlier reports are not in ${place} yet: ${text}`, { level: "warn", code });
  }
}

function wordsOf(end: CaughtUp, place: string, folder: string): string {
  switch (end.kind) {
    case "published":
      return `its report did not get to ${place} when it was made, and is there now.`;
    case "kept":
      return `what is in ${place} holds more than the report that did not get there, or is newer, and was left as it was.`;
    case "gone":
      return `its report did not get to ${place} when it was made, and does not stand in ${folder} any more.`;
    case "broken":
      return `its report cannot be published to ${place}, because it is not as it was made: ${terminalText(outsideSentence(end.why))} Run 'attached-files report' while it is the newest, or move its folder out of ${folder}.`;
  }
}
