import { type Issue, ok, type Result, refuse, show } from "@attached-files/core";
import { parseSlot } from "../run/slot.ts";

/** What an event asks for. */
export interface Asked {
  readonly slot?: string;
  readonly full: boolean;
}

/**
 * Reads an event: `{ "slot": "2026-11-24T06:00:00Z", "full": false }`, both of which can be left out. Other members are passed
 * over, so that a result can be the next event.
 */
export function readEvent(event: unknown): Result<Asked> {
  if (event === null || event === undefined) return ok({ full: false });
  if (typeof event !== "object")
    return refuse([issue("event", 'an object, as { "slot": "2026-11-24T06:00:00Z" }', event)]);
  const { slot, full } = event as Readonly<Record<string, unknown>>;
  const issues: Issue[] = [];
  if (full !== undefined && typeof full !== "boolean") issues.push(issue("event.full", "true or false", full));
  const parsed = slot === undefined ? undefined : typeof slot === "string" ? parseSlot(slot) : undefined;
  if (slot !== undefined && parsed === undefined)
    issues.push(issue("event.slot", "a text, as 2026-11-24T06:00:00Z", slot));
  if (parsed?.ok === false) issues.push(...parsed.issues.map((each) => ({ ...each, path: "event.slot" })));
  if (issues.length > 0) return refuse(issues);
  return ok({ full: full === true, ...(typeof slot === "string" ? { slot } : {}) });
}

function issue(path: string, expected: string, received: unknown): Issue {
  return { path, expected, received: show(received) };
}
