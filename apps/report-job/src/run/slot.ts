import { type Issue, ok, type Result, refuse, show } from "@attached-files/core";

const SLOT = /^[A-Za-z0-9][A-Za-z0-9:.+_-]{0,63}$/;

/** A slot is a text that a scheduler gives, as 2026-11-24 or 2026-11-24T06:00Z. It names a folder, and so has a small alphabet. */
export function parseSlot(input: string): Result<string> {
  if (SLOT.test(input)) return ok(input);
  const issue: Issue = {
    path: "--slot",
    expected: "1 to 64 letters, digits, ':', '.', '+', '_' or '-', a letter or digit first",
    received: show(input),
  };
  return refuse([issue]);
}

/** The slot of a run that nobody scheduled: the second at which it began, in UTC. */
export function slotOf(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}
