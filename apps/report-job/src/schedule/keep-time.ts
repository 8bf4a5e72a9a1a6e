import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { Clock } from "../run/clock.ts";
import { waitIdly } from "../run/idle-waits.ts";
import { slotOf } from "../run/slot.ts";
import { type Decision, decideSlot } from "./decide-slot.ts";
import { decidedBefore, type LastSlot } from "./last-slot.ts";
import { beginLine, endLine, nextLine, unknownLine } from "./schedule-lines.ts";
import { BEGINNING, type Standing } from "./standing.ts";
import type { Timetable } from "./timetable.ts";

export interface TimeKeeping {
  readonly timetable: Timetable;
  readonly timeZone: string;
  readonly clock: Clock;
  /** When it aborts, no run begins any more; one that is under way is told by its own signal. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** @throws {JobError} unavailable: it cannot be told now, and is asked again. */
  readonly lastSlot: () => Promise<LastSlot | undefined>;
  /** Runs a slot to its end. Trouble of a run is an exit code; what is thrown ends the schedule. */
  readonly runSlot: (slot: string, signal: AbortSignal) => Promise<ExitCode>;
  /** Told of every change. */
  readonly onStanding: (standing: Standing) => void;
}

/**
 * The longest sleep, a minute: a clock that was set, and a machine that slept, are noticed within it. It is far from the
 * longest that a timer can be (24.8 days).
 */
const LOOK_EVERY_MS = 60_000;
/** Should a clock go back over more of them, they are begun once more, find their answers in the state, and make no call. */
const SLOTS_REMEMBERED = 10_000;

/**
 * Runs each slot of a timetable when its time has come, one at a time, until the signal aborts.
 *
 * @returns 0 if nothing was under way when it was asked to end, else the exit code of the run that was.
 * @throws {JobError} usage: the pattern comes no more.
 */
export async function keepTime(keeping: TimeKeeping): Promise<ExitCode> {
  const { timetable, timeZone, clock, signal, say } = keeping;
  const startedAt = clock.now();
  const begun = new Set<string>();
  let until = startedAt;
  let isLastKnown = false;
  let announced: string | undefined;
  let whyUnknown: string | undefined;
  let standing = BEGINNING;
  const stand = (change: Partial<Standing>): void => {
    standing = { ...standing, ...change };
    keeping.onStanding(standing);
  };

  while (!signal.aborted) {
    if (!isLastKnown) await learnLastSlot();
    if (signal.aborted) break;
    const now = clock.now();
    if (now < until) {
      say(`The clock went back behind ${until.toISOString()}. What was begun is not begun again.`);
      until = now;
    }
    const decision = decideSlot(timetable, { until, begun }, now);
    if (decision.kind === "never") throw new JobError("usage", "The schedule's pattern comes no more.");
    if (decision.kind === "run") {
      const exitCode = await runOne(decision, now);
      if (signal.aborted) return exitCode;
    } else {
      await waitFor(decision, now);
    }
  }
  return EXIT_CODE.complete;

  async function learnLastSlot(): Promise<void> {
    const before = await decidedBefore(keeping.lastSlot, startedAt, say, ({ message }) => {
      if (message !== whyUnknown) say(unknownLine(message));
      whyUnknown = message;
    });
    if (before === undefined) return;
    isLastKnown = true;
    until = before.until;
    for (const slot of before.begun) begun.add(slot);
  }

  async function runOne(decision: Extract<Decision, { kind: "run" }>, at: Date): Promise<ExitCode> {
    const { moment, skipped } = decision;
    const slot = slotOf(moment);
    until = moment;
    // What the state says from now on is of this process.
    isLastKnown = true;
    begun.add(slot);
    const [oldest] = begun;
    if (begun.size > SLOTS_REMEMBERED && oldest !== undefined) begun.delete(oldest);
    const skippedSlots = standing.skippedSlots + skipped.count;
    stand({ state: "running", current: { slot, startedAt: at }, next: startOf(timetable.next(moment)), skippedSlots });
    say(beginLine(decision, slot, at));
    const exitCode = await keeping.runSlot(slot, AbortSignal.any([signal]));
    const last = { slot, startedAt: at, finishedAt: clock.now(), exitCode };
    stand({ state: "waiting", current: undefined, last });
    say(endLine(last));
    announced = undefined;
    return exitCode;
  }

  function startOf(moment: Date | undefined): Standing["next"] {
    return moment && { slot: slotOf(moment), startsAt: timetable.startOf(moment) };
  }

  /** Ends early where a new decision is needed: the clock went back, or the last slot is not known yet. */
  async function waitFor({ moment, startsAt }: Extract<Decision, { kind: "wait" }>, from: Date): Promise<void> {
    const slot = slotOf(moment);
    stand({ next: { slot, startsAt } });
    if (announced !== slot) say(nextLine(slot, moment, startsAt, timeZone));
    announced = slot;
    let before = from;
    do {
      try {
        const lookInMs = Math.min(startsAt.getTime() - before.getTime(), LOOK_EVERY_MS);
        await waitIdly(() => clock.sleep(lookInMs, signal));
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
      const now = clock.now();
      if (now < before || !isLastKnown) return;
      before = now;
    } while (before < startsAt && !signal.aborted);
  }
}
