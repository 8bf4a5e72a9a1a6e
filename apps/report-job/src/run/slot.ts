import { type Issue, ok, type Result, refuse, show } from "@attached-files/core";

const SLOT = /^[A-Za-z0-9][A-Za-z0-9:.+_-]{0,63}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T_](\d{2}):?(\d{2}))?/;
const NAMED_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;
/** Beside the folders of slots stands one name that always leads to the newest. */
const TAKEN: ReadonlySet<string> = new Set(["latest", "latest.txt"]);

/**
 * A slot is a text that a scheduler gives, as 2026-11-24 or 2026-11-24T06:00Z. It names a folder, and so has a small
 * alphabet; one that begins as a date must be of a day that there is, because a mistyped slot would be run as a new one.
 */
export function parseSlot(input: string): Result<string> {
  const wrong = (expected: string): Result<string> => {
    const issue: Issue = { path: "--slot", expected, received: show(input) };
    return refuse([issue]);
  };
  if (!SLOT.test(input)) return wrong("1 to 64 letters, digits, ':', '.', '+', '_' or '-', a letter or digit first");
  if (TAKEN.has(input.toLowerCase())) return wrong("another name: 'latest' points to the newest report");
  if (!isPossible(input)) return wrong("a day and an hour that there are, in a slot that begins with a date");
  return ok(input);
}

/** The slot of a run that nobody scheduled: the second at which it began, in UTC. */
export function slotOf(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}

/** The moment that a slot is named after, if it is one whose distance from UTC is told, as 2026-11-24T06:00Z. */
export function momentOf(slot: string): Date | undefined {
  const at = new Date(NAMED_MOMENT.test(slot) ? slot : Number.NaN);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function isPossible(slot: string): boolean {
  const [, day, hour = "00", minute = "00"] = MOMENT.exec(slot) ?? [];
  if (day === undefined) return true;
  const at = new Date(`${day}T00:00:00Z`);
  // A Date takes 30 February for 2 March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && Number(hour) < 24 && Number(minute) < 60;
}
