import { slotNotes } from "./slot-notes.ts";

/** Slots whose report is not in the bucket yet, noted before it is written. */
export const { note: noteUnpublished, forget: forgetUnpublished, slots: unpublishedSlots } = slotNotes("unpublished");
