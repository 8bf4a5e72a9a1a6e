import type { NotifyTarget } from "../config/notify-section.ts";
import { EXIT_CODE } from "../exit-code.ts";
import { isAnythingChanged } from "./changes-message.ts";
import { answerOf, type Message } from "./message.ts";
import { answerNote, type Note } from "./sent-notes.ts";
import { wantsThreshold } from "./standing-thresholds.ts";

/** Whether a target wants to hear this. */
export function isWanted(target: Pick<NotifyTarget, "on" | "leastSeverity">, message: Message): boolean {
  const { on } = target;
  if (on.includes("always")) return true;
  if (message.status === "failed" && on.includes("failure")) return true;
  const { status } = answerOf(message);
  if (status === "failed") return false;
  // A report was published, of what earlier runs knew: of its own slot nobody answered.
  if (on.includes("failure") && message.exitCode === EXIT_CODE.unavailable) return true;
  if (on.includes("partial") && status !== "complete") return true;
  if (on.includes("changes") && isAnythingChanged(message)) return true;
  return message.crossed.some((threshold) => wantsThreshold(target, threshold));
}

/**
 * Whether a target was told all that a report says while the report had not got to its bucket, and wants to hear of what it says alone.
 */
export function wasToldUnpublished(target: NotifyTarget, message: Message, known: readonly Note[]): boolean {
  const on = target.on.filter((condition) => condition === "failure" || condition === "always");
  if (message.unpublished !== null || isWanted({ ...target, on }, message)) return false;
  const told = known.find((note) => note.target === target.name && note.slot === message.slot)?.unpublished;
  const { status, exitCode, digest } = answerNote(message);
  return told?.status === status && told.exitCode === exitCode && told.digest === digest;
}
