import type { Config } from "../../config/config-schema.ts";
import { slotOf } from "../../run/slot.ts";
import { timetable } from "../../schedule/timetable.ts";
import { type Finding, failed, passed } from "../finding.ts";

/** When `schedule` would run next; nothing where none is configured. */
export function scheduleFindings({ schedule }: Pick<Config, "schedule">, now: Date): readonly Finding[] {
  if (schedule === undefined) return [];
  const subject = { check: "schedule" } as const;
  const next = timetable({ ...schedule, jitterSeed: "" }).next(now);
  if (next === undefined) {
    const text = `'${schedule.cron}' has no moment that is still to come`;
    return [failed(subject, text, "Give schedule.cron a pattern that comes again.", "usage")];
  }
  return [passed(subject, `'${schedule.cron}' in ${schedule.timeZone} comes next at ${slotOf(next)}`)];
}
