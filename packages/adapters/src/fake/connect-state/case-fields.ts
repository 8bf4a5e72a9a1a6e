import type { FakeCase } from "./cases-domain.ts";
import type { WireObject } from "./wire.ts";

/**
 * The fields that every domain has.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/case-fields.html (read 2026-11)
 */
export const SYSTEM_FIELDS: readonly string[] = [
  ...["assigned_queue", "assigned_user", "case_id", "case_reason", "created_datetime", "customer_id"],
  ...["last_closed_datetime", "last_updated_datetime", "last_updated_user", "reference_number", "status", "summary"],
  "title",
];

/** System fields that the fake makes up itself: the guide says of them that their data comes from Amazon Connect. */
export const MADE_FIELDS: readonly string[] = [
  "case_id",
  "created_datetime",
  "last_updated_datetime",
  "reference_number",
];

/** A case that says nothing else is open. The guide names this option as one that every domain has; its spelling is from a sample of an event. */
const OPEN: WireObject = { stringValue: "open" };

/** What a field of a case holds; undefined where it holds nothing. */
export function fieldOf(aCase: FakeCase, id: string): WireObject | undefined {
  switch (id) {
    case "case_id":
      return { stringValue: aCase.caseId };
    case "created_datetime":
      return { stringValue: new Date(aCase.createdAt).toISOString() };
    case "last_updated_datetime":
      return { stringValue: new Date(aCase.updatedAt ?? aCase.createdAt).toISOString() };
    case "reference_number":
      return { stringValue: referenceNumber(aCase.caseId) };
    default:
      return aCase.fields?.find((field) => field.id === id)?.value ?? (id === "status" ? OPEN : undefined);
  }
}

/** The texts of a case: its status, and what was set as `stringValue`. */
export function textsOf(aCase: FakeCase): readonly string[] {
  const values = [fieldOf(aCase, "status"), ...(aCase.fields ?? []).map(({ value }) => value)];
  return values.flatMap((value) => (typeof value?.stringValue === "string" ? [value.stringValue] : []));
}

/** Eight digits, as the guide says, of which it also says that they need not be unique; worked out, so that no case has to keep them. */
export function referenceNumber(caseId: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < caseId.length; at += 1) hash = Math.imul(hash ^ caseId.charCodeAt(at), 0x01000193);
  return String(10_000_000 + ((hash >>> 0) % 90_000_000));
}
