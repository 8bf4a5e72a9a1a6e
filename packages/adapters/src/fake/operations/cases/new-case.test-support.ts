import type { FieldValue } from "../../connect-state/field-value.ts";

/** A customer's profile, in the form that the documentation asks for. */
export const PROFILE_ARN = "arn:aws:profile:eu-central-1:111122223333:domains/customers/profiles/p-1";

export const text = (id: string, stringValue: string): FieldValue => ({ id, value: { stringValue } });

/** What every case needs. */
export const REQUIRED: readonly FieldValue[] = [text("customer_id", PROFILE_ARN), text("title", "Lost parcel")];

/** The body of a request for a new case, with more fields than it needs. */
export function newCase(fields: readonly object[] = [], more: object = {}): object {
  return { templateId: "t-1", fields: [...REQUIRED, ...fields], ...more };
}
