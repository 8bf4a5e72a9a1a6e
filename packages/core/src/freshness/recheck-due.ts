import { InvalidInputError } from "../errors/invalid-input-error.ts";
import { type Issue, show } from "../validation/result.ts";

/** When something was last checked, and how old that may get. */
export interface RecheckAge {
  readonly checkedAt: Date;
  readonly now: Date;
  /** How old an answer may get, in whole seconds: 1 to 3,155,760,000, which is 100 years. */
  readonly recheckAfterSeconds: number;
  /** Where within the recheck age its turn comes: 0 and more, below 1. @see stableFraction */
  readonly fraction: number;
}

const MOST_SECONDS = 3_155_760_000;

/**
 * Whether the turn of something has come since it was checked. Turns come once in a recheck age, for each at a place of its
 * own, so that the same share is due in every window of the same width, from the first day on, though all was checked
 * at once; and whoever asks for it whenever it is due never has an answer that is older than the recheck age.
 *
 * In whole milliseconds, so that SQL finds the same, with `age` = `recheckAfterSeconds` × 1000 and `phase` =
 * ⌊`fraction` × `age`⌋: due is ⌊(`now` + `phase`) / `age`⌋ > ⌊(`checkedAt` + `phase`) / `age`⌋.
 *
 * @throws {InvalidInputError} a date is none, or a number is out of its range.
 */
export function recheckDue({ checkedAt, now, recheckAfterSeconds, fraction }: RecheckAge): boolean {
  const isFraction = fraction >= 0 && fraction < 1;
  const isAge =
    Number.isInteger(recheckAfterSeconds) && recheckAfterSeconds >= 1 && recheckAfterSeconds <= MOST_SECONDS;
  const checkedAtMs = checkedAt.getTime();
  const nowMs = now.getTime();
  if (!isFraction || !isAge || Number.isNaN(checkedAtMs) || Number.isNaN(nowMs)) {
    throw new InvalidInputError("recheckDue", [
      ...issueOf("checkedAt", checkedAtMs, !Number.isNaN(checkedAtMs), "a date"),
      ...issueOf("now", nowMs, !Number.isNaN(nowMs), "a date"),
      ...issueOf("recheckAfterSeconds", recheckAfterSeconds, isAge, `a whole number from 1 to ${MOST_SECONDS}`),
      ...issueOf("fraction", fraction, isFraction, "a number from 0 to below 1"),
    ]);
  }
  const ageMs = recheckAfterSeconds * 1000;
  const phaseMs = Math.floor(fraction * ageMs);
  return Math.floor((nowMs + phaseMs) / ageMs) > Math.floor((checkedAtMs + phaseMs) / ageMs);
}

function issueOf(path: string, value: unknown, isFine: boolean, expected: string): readonly Issue[] {
  return isFine ? [] : [{ path, expected, received: show(value) }];
}
