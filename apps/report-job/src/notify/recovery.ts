import type { NotifyTarget } from "../config/notify-section.ts";
import { EXIT_CODE } from "../exit-code.ts";
import type { KeptThreshold, Message, Recovery } from "./message.ts";
import { type Line, listed } from "./message-line.ts";
import type { Note } from "./sent-notes.ts";
import { standingBefore, wantsThreshold } from "./standing-thresholds.ts";

const TROUBLE_CONDITIONS: readonly NotifyTarget["on"][number][] = ["partial", "policy", "failure", "always"];

/**
 * What trouble of a target's last message is over by this one, and which thresholds it knows as crossed are kept again; null where
 * there was none, where it goes on, or where the target wants to hear of none. A run that began before the one that was told, and went
 * on, ends nothing but its own.
 *
 * @param known in the order in which they were sent. Those of earlier programs do not say what they told.
 * @param by when the run of the message began, as its state knows it, and the thresholds that its report says are kept.
 */
export function recoveryOf(
  target: NotifyTarget,
  message: Message,
  known: readonly Note[],
  by: { readonly startedAt: Date; readonly kept: readonly KeptThreshold[] },
): Recovery | null {
  if (!target.on.some((condition) => TROUBLE_CONDITIONS.includes(condition))) return null;
  const last = known.findLast((note) => note.target === target.name);
  if (last?.exitCode === undefined || last.status === undefined) return null;
  if (isEarlier(message.slot, by.startedAt, last)) return null;
  const over = standingBefore(target, known).flatMap((crossed) => {
    const kept = by.kept.find(({ name }) => name === crossed.name);
    return kept === undefined ? [] : [{ crossed, kept }];
  });
  const kept = over.map((each) => each.kept);
  if (!isWell(target, message)) return answersAgain(message, last, kept);
  const as = toldAs(last);
  // What earlier programs told is not known any more than that something was crossed.
  if (as !== null && (as !== "crossed" || last.standing === undefined))
    return { slot: last.slot, toldAs: as, exitCode: last.exitCode, kept };
  const [newest] = over;
  if (newest === undefined) return null;
  return { slot: newest.crossed.slot, toldAs: "crossed", exitCode: newest.crossed.exitCode, kept };
}

/**
 * A complete answer ends what kept the one before from being one, whatever thresholds are crossed in it. A report that did not get to
 * its bucket was told whole.
 */
function answersAgain(
  { event, status, exitCode }: Message,
  last: Note,
  kept: readonly KeptThreshold[],
): Recovery | null {
  const isComplete = event === "report-published" && status === "complete" && exitCode === EXIT_CODE.thresholdCrossed;
  const as = toldAs(last);
  if (
    !isComplete ||
    as === null ||
    as === "crossed" ||
    (as === "not-published" && last.unpublished?.status === "complete") ||
    last.exitCode === undefined
  )
    return null;
  return { slot: last.slot, toldAs: as, exitCode: last.exitCode, kept };
}

const DATED = /^\d{4}-\d\d-\d\d/;

/** Whether a run began before the one that was told. The names of slots may be any, and do not tell when they were run. */
function isEarlier(slot: string | null, startedAt: Date, told: Note): boolean {
  if (slot !== null && slot === told.slot) return false;
  if (told.startedAt !== undefined) return startedAt.getTime() < Date.parse(told.startedAt);
  // A note of an earlier program, which told no time: of two dates, the earlier one.
  if (told.slot === null) return false;
  return slot === null || (DATED.test(slot) && DATED.test(told.slot) && slot < told.slot);
}

/** The message as somebody is told it to whom it is the end of trouble. */
export function recovered(message: Message, recovery: Recovery): Message {
  const wasWell = recovery.exitCode === EXIT_CODE.complete;
  const title = wasWell ? message.title : message.title.replace(/^attached-files: complete(?= )/, "$& again");
  const [first, ...others] = recovery.kept;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const kept = first === undefined ? "" : `; kept again: ${first.name}${more}`;
  return { ...message, title: `${title}; ${recoveryWords(recovery)}${kept}`, recovery };
}

/** The line that says what is over, and which thresholds are kept again; none where nothing is. */
export function recoveryLines({ recovery, crossed }: Message): readonly Line[] {
  if (recovery === null) return [];
  const kept = recovery.kept.map(({ name, rule }): Line => [{ code: name }, ` (${rule})`]);
  // Thresholds that are crossed are not over.
  const over = crossed.length > 0 ? "That is over" : "It is over";
  return [[`${over}: ${recoveryWords(recovery)}`, ...(kept.length === 0 ? [] : ["; kept again: ", ...listed(kept)])]];
}

const TOLD_WORDS: Readonly<Record<Recovery["toldAs"], string>> = {
  partial: "as partial",
  "no-data": "as no data",
  failed: "as failed",
  "not-published": "as not published",
  crossed: "with a crossed threshold",
};

function recoveryWords({ slot, toldAs: as, exitCode }: Recovery): string {
  const what = slot === null ? "a run without a slot" : `slot ${slot}`;
  return `${what} was told ${TOLD_WORDS[as]} (exit ${exitCode})`;
}

/** A crossed threshold is none of the business of a target that did not ask for it. */
function isWell(target: NotifyTarget, { event, status, exitCode, crossed }: Message): boolean {
  if (event !== "report-published" || status !== "complete") return false;
  if (exitCode === EXIT_CODE.complete) return true;
  if (exitCode !== EXIT_CODE.thresholdCrossed || target.on.includes("always")) return false;
  return !crossed.some((threshold) => wantsThreshold(target, threshold));
}

/** null where it was told as well. */
function toldAs({ status, exitCode, unpublished }: Note): Recovery["toldAs"] | null {
  if (unpublished !== undefined) return "not-published";
  if (exitCode === EXIT_CODE.complete) return null;
  if (exitCode === EXIT_CODE.thresholdCrossed) return "crossed";
  if (status === "failed" || exitCode === EXIT_CODE.unavailable) return "failed";
  return status === "no-data" ? "no-data" : "partial";
}
