import { slotNotes } from "./slot-notes.ts";

/** Slots whose report stands, and of which not everybody was told yet; noted before their runs count as published. */
export const { note: noteUntold, forget: forgetUntold, slots: untoldSlots } = slotNotes("untold");
