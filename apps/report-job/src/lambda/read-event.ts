import { type Issue, nearestName, ok, type Result, refuse, show } from "@attached-files/core";
import { shortText } from "../run/short-text.ts";
import { parseSlot } from "../run/slot.ts";
import type { LambdaResult } from "./lambda-result.ts";

/** What an event asks for. */
export interface Asked {
  readonly slot?: string;
  readonly full: boolean;
}

/** What can be asked for. */
const ASKED = ["slot", "full"];
/** A result can be the next event. */
const OF_A_RESULT: Readonly<Record<Exclude<keyof LambdaResult, "slot">, true>> = {
  status: true,
  exitCode: true,
  goesOn: true,
  files: true,
  outcomes: true,
  scopes: true,
  thresholds: true,
  report: true,
};
/**
 * What AWS sends of its own accord, where a schedule has no input.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html (2026-11)
 */
const OF_AWS = [
  ...["version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail"],
  "replay-name",
];
const KNOWN: ReadonlySet<string> = new Set([...ASKED, ...Object.keys(OF_A_RESULT), ...OF_AWS]);
/** Of members that nobody knows, so many are named. */
const MOST_NAMED = 5;

/**
 * Reads an event: `{ "slot": "2026-11-24T06:00:00Z", "full": false }`, both of which can be left out. The other members of a result,
 * and those that AWS sends of a schedule without an input, are passed over; any other is a slip, which would begin another run than
 * was meant.
 */
export function readEvent(event: unknown): Result<Asked> {
  if (event === null || event === undefined) return ok({ full: false });
  if (typeof event !== "object" || Array.isArray(event))
    return refuse([issue("event", 'an object, as { "slot": "2026-11-24T06:00:00Z" }', event)]);
  const { slot, full } = event as Readonly<Record<string, unknown>>;
  const issues: Issue[] = unknownMembers(event);
  if (full !== undefined && typeof full !== "boolean") issues.push(issue("event.full", "true or false", full));
  const parsed = slot === undefined ? undefined : typeof slot === "string" ? parseSlot(slot) : undefined;
  if (slot !== undefined && parsed === undefined)
    issues.push(issue("event.slot", "a text, as 2026-11-24T06:00:00Z", slot));
  if (parsed?.ok === false) issues.push(...parsed.issues.map((each) => ({ ...each, path: "event.slot" })));
  if (issues.length > 0) return refuse(issues);
  return ok({ full: full === true, ...(typeof slot === "string" ? { slot } : {}) });
}

function unknownMembers(event: object): Issue[] {
  const unknown = Object.entries(event).filter(([name]) => !KNOWN.has(name));
  return unknown.slice(0, MOST_NAMED).map(([name, value]) => {
    const near = nearestName(name, ASKED);
    const meant = near === undefined ? "" : ` (did you mean ${near}?)`;
    return issue(`event.${shortText(name)}`, `no member but ${ASKED.join(" and ")}${meant}`, value);
  });
}

function issue(path: string, expected: string, received: unknown): Issue {
  return { path, expected, received: show(received) };
}
