import { InvalidInputError, show } from "@attached-files/core";

const UTC = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;

/**
 * Reads the moment that a discovery goes back to, in milliseconds since 1970; undefined where none is given. Finer parts of
 * a second are cut off, which moves it back and so finds more.
 *
 * @throws {InvalidInputError} it is no ISO 8601 moment in UTC, or of a day that there is not.
 */
export function readAttachedSince(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const momentMs = typeof value === "string" && UTC.test(value) ? Date.parse(value) : Number.NaN;
  // JavaScript takes February 30 for March 2.
  if (momentMs >= 0 && new Date(momentMs).toISOString().slice(0, 10) === String(value).slice(0, 10)) return momentMs;
  const expected = "a moment from 1970 on in UTC, as 2026-11-24T06:00:00Z or 2026-11-24T06:00:00.000Z";
  throw new InvalidInputError("discover", [{ path: "attachedSince", expected, received: show(value) }]);
}
