import { tellAwsTarget } from "../compose.ts";
import type { NotifyTarget } from "../config/notify-section.ts";
import type { Log } from "../observe/log.ts";
import type { Clock } from "../run/clock.ts";
import { sectionHint } from "../run-book/section-ids.ts";
import { callWebhook } from "./call-webhook.ts";
import { type Attempt, DELIVERY_LIMITS, type DeliveryLimits, deliver } from "./deliver.ts";
import { isWanted, wasToldUnpublished } from "./is-wanted.ts";
import { keepNotes, type NotePlaces, readKeptNotes } from "./kept-notes.ts";
import type { KeptThreshold, Message } from "./message.ts";
import { lineText } from "./message-line.ts";
import { messageLines } from "./message-lines.ts";
import { recovered, recoveryOf } from "./recovery.ts";
import { isNoted, noteOf } from "./sent-notes.ts";
import { standingAfter } from "./standing-thresholds.ts";
import { webhookBody } from "./webhook-body.ts";

export interface Notifying extends NotePlaces {
  readonly targets: readonly NotifyTarget[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** When the run of a report began. @default now */
  readonly startedAt?: Date;
  /** Thresholds that the report says are kept. @default none */
  readonly kept?: readonly KeptThreshold[];
  /** @default DELIVERY_LIMITS */
  readonly limits?: DeliveryLimits;
}

/** What is told of a target whose settings no attempt can be made of. */
export const CANNOT_BE_TRIED = { isSent: false, why: "its settings cannot be used", isWorthRepeating: false } as const;

/** A process that was asked to end has no more time than this. */
const LAST_WORDS_MS = 4_000;

/**
 * Tells every target that wants to hear it, all at once, and nobody the same of a slot twice. Whoever was
 * told of trouble last is told once that it is over. Whatever goes wrong is a
 * warning: the report is published, and its status stays.
 *
 * @returns whether nobody who is to hear of it is left untold.
 */
export async function notify(message: Message, notifying: Notifying): Promise<boolean> {
  const { targets, log, clock } = notifying;
  if (targets.length === 0) return true;
  const now = clock.now();
  const { startedAt = now, kept = [] } = notifying;
  const known = await readKeptNotes(notifying);
  const untold = targets.flatMap((target) => {
    const recovery = recoveryOf(target, message, known, { startedAt, kept });
    const ofSlot = known.find((note) => note.target === target.name && note.slot === message.slot);
    // Whoever heard of the slot is told nothing late.
    const { late: _late, ...inTime } = message;
    if (recovery !== null) return [{ target, words: recovered(ofSlot === undefined ? message : inTime, recovery) }];
    const note = noteOf(target.name, message, now);
    // A later run does not know all that the message held that was told in time.
    const isToldInTime =
      message.late === true && ofSlot?.status === message.status && ofSlot.exitCode === message.exitCode;
    const isTold =
      !isWanted(target, message) || isNoted(known, note) || (isToldInTime && ofSlot.unpublished === undefined);
    return isTold || wasToldUnpublished(target, message, known) ? [] : [{ target, words: message }];
  });
  const told = await Promise.all(
    untold.map(async (each) => ({ ...each, isTold: await tell(each.target, each.words, notifying) })),
  );
  const sent = told
    .filter(({ isTold }) => isTold)
    .map(({ target, words }) => ({
      ...noteOf(target.name, message, now, startedAt),
      standing: standingAfter(target, words, known),
    }));
  if (sent.length > 0) await keepNotes(notifying, sent, log);
  return sent.length === told.length;
}

async function tell(target: NotifyTarget, message: Message, notifying: Notifying): Promise<boolean> {
  const { clock, log, signal, limits = DELIVERY_LIMITS } = notifying;
  const bounded = signal.aborted ? { ...limits, totalMs: Math.min(limits.totalMs, LAST_WORDS_MS) } : limits;
  const about = { slot: message.slot, target: target.name };
  const untold = (why: string): boolean => {
    const text = `${target.name} could not be told: ${why}. What came of the run stays as it is. ${sectionHint("trouble-not-told")}`;
    log.warn(text, { ...about, event: "warning", code: "not-told" });
    return false;
  };
  // No wait gives it a URL, and the network has nothing to do with it.
  const [mistake] = unreachableTargets([target], notifying.environment);
  if (mistake !== undefined) return untold(`${mistake} (not tried)`);
  const attempt = attemptOf(target, message, notifying);
  const made = await deliver(
    // One target that cannot even be tried is no reason not to tell the others, and its words may hold its secret.
    (attemptSignal) => attempt(attemptSignal).catch(() => CANNOT_BE_TRIED),
    bounded,
    clock,
    signal.aborted ? undefined : signal,
  );
  if (made.isSent) {
    log.info(`${target.name}: told.`, about);
    return true;
  }
  const attempts = made.attempts === 1 ? "1 attempt" : `${made.attempts} attempts`;
  return untold(`${made.why} (${attempts})`);
}

/** One attempt to tell a target, to be made any number of times. */
export function attemptOf(
  target: NotifyTarget,
  message: Message,
  { environment, clock }: Pick<Notifying, "environment" | "clock">,
): (signal: AbortSignal) => Promise<Attempt> {
  if (target.to === "webhook") {
    const url = environment[target.urlVariable] ?? "";
    const body = webhookBody(message, target.format);
    return (signal) => callWebhook(url, body, signal, clock.now());
  }
  const { title, status } = message;
  const text = [title, "", ...messageLines(message).map(lineText)].join("\n");
  return (signal) => tellAwsTarget(target, { title, text, status, json: JSON.stringify(message) }, signal);
}

/** What no message could get by: targets whose URL nobody gave, or gave wrong. The URLs themselves are not shown. */
export function unreachableTargets(
  targets: readonly NotifyTarget[],
  environment: Notifying["environment"],
): readonly string[] {
  return targets.flatMap((target) => {
    if (target.to !== "webhook") return [];
    const url = environment[target.urlVariable];
    const place = `environment variable ${target.urlVariable}: expected the URL of target ${target.name}`;
    if (url === undefined || url === "") return [`${place}, received nothing`];
    const isUrl = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && new URL(url).username === "";
    return isUrl ? [] : [`${place}, http:// or https:// without a password, received something else`];
  });
}
