import type { WireObject } from "../../connect-state/wire.ts";
import { check, readMatching, readObject, readOneOf, readUnion } from "./cases-members.ts";
import { readValue } from "./field-values.ts";

// As in the model of October 2026.
export const SLA_NAME: RegExp = /^.*\S$/;
export const SLA_STATUSES: readonly string[] = ["Active", "Overdue", "Met", "NotMet"];
const MOST_MINUTES = 1_051_200;

/** Reads the content of an SLA that is asked for, and makes of it what a search answers: it stays Active, for the fake watches no fields. */
export function createSla(content: unknown, path: string, now: number): WireObject {
  const { value, path: at } = readUnion(content, path, ["slaInputConfiguration"]);
  const asked = readObject(value, at);
  const name = readMatching(asked.name, `${at}.name`, 1, 500, SLA_NAME);
  const type = readOneOf(asked.type, `${at}.type`, ["CaseField"]);
  const fieldId = check.optionalText(asked.fieldId, `${at}.fieldId`, 1, 500);
  const targets = readTargets(asked.targetFieldValues, `${at}.targetFieldValues`);
  const minutes = check.whole(asked.targetSlaMinutes, `${at}.targetSlaMinutes`, 1, MOST_MINUTES);
  return {
    slaConfiguration: {
      name,
      type,
      status: "Active",
      ...(fieldId === undefined ? {} : { fieldId }),
      ...(targets === undefined ? {} : { targetFieldValues: targets }),
      targetTime: new Date(now + minutes * 60_000).toISOString(),
    },
  };
}

function readTargets(value: unknown, path: string): readonly WireObject[] | undefined {
  if (value === undefined || value === null) return undefined;
  return check.list(value, path, 1, 1).map((union, index) => readValue(union, `${path}[${index}]`));
}
