import { show } from "@attached-files/core";
import { Cron } from "croner";
import { CRON_DIALECT } from "./timetable.ts";

interface Field {
  /** With its article. */
  readonly name: string;
  readonly allowed: string;
}

const MINUTES = "0 to 59";
const FIELDS: readonly Field[] = [
  { name: "a second", allowed: MINUTES },
  { name: "a minute", allowed: MINUTES },
  { name: "an hour", allowed: "0 to 23" },
  { name: "a day of the month", allowed: "1 to 31, or L for the last" },
  { name: "a month", allowed: "1 to 12 or JAN to DEC" },
  { name: "a weekday", allowed: "0 to 7 or SUN to SAT (0 and 7 are Sunday), FRI#2 for the second, FRI#L for the last" },
];
const NICKNAMES: readonly string[] = ["@hourly", "@daily", "@weekly", "@monthly", "@yearly"];
const FORM = `5 fields (minute, hour, day of the month, month, weekday), a second before them where it is wanted, or one of ${NICKNAMES.join(", ")}`;
/** Patterns have no years, so whatever comes at all comes after any day. */
const ANY_DAY = new Date("2026-01-01T00:00:00Z");

/** What is wrong with a cron pattern, each field on its own, as what is expected instead; nothing where it is one. */
export function cronProblems(pattern: string): readonly string[] {
  const text = pattern.trim();
  if (NICKNAMES.includes(text.toLowerCase())) return [];
  const given = text.split(/\s+/);
  if (given.length !== 5 && given.length !== 6) return [FORM];
  const offset = FIELDS.length - given.length;
  const problems = given.flatMap((field, index) => {
    const { name, allowed } = FIELDS[index + offset] as Field;
    // Every other field is a star, so that what is wrong is this one.
    const alone = given.map((_, other) => (other === index ? field : "*")).join(" ");
    return cronOf(alone) === undefined
      ? [`${name} of ${allowed}, as one, a list (1,3), a range (1-5) or in steps (*/2), in the place of ${show(field)}`]
      : [];
  });
  if (problems.length > 0) return problems;
  const cron = cronOf(text);
  if (cron === undefined) return [FORM];
  return cron.nextRun(ANY_DAY) === null ? ["a pattern that comes at all; no month has such a day"] : [];
}

/** Whether the system knows a time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function cronOf(pattern: string): Cron | undefined {
  try {
    return new Cron(pattern, { ...CRON_DIALECT, timezone: "UTC" });
  } catch {
    return undefined;
  }
}
