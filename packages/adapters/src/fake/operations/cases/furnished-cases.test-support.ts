import { expect } from "vitest";
import type { FakeCase } from "../../connect-state/cases-domain.ts";
import type { FieldValue } from "../../connect-state/field-value.ts";
import { type OnTheWire, onTheWire } from "../../http/on-the-wire.test-support.ts";
import { text } from "./new-case.test-support.ts";

export const SEARCH = "/domains/d-1/cases-search";
export const number = (id: string, doubleValue: number): FieldValue => ({ id, value: { doubleValue } });
const at = (hour: number): number => Date.UTC(2026, 10, 1, hour);

/** Added in this order, before which there is c-1, without fields and made at midnight. */
const CASES: readonly FakeCase[] = [
  {
    caseId: "b",
    templateId: "t",
    createdAt: at(3),
    fields: [text("title", "Lost parcel"), number("price", 20)],
    tags: { team: "claims", tier: "gold" },
  },
  {
    caseId: "a",
    templateId: "t",
    createdAt: at(2),
    fields: [text("title", "lost invoice"), number("price", 100), text("status", "closed")],
  },
  {
    caseId: "d",
    templateId: "t",
    createdAt: at(1),
    updatedAt: at(9),
    fields: [text("title", "Refund"), number("price", 3), text("due", "2026-11-05T10:00:00+02:00")],
    tags: { team: "billing" },
  },
  {
    caseId: "e",
    templateId: "t",
    createdAt: at(4),
    fields: [
      { id: "title", value: { emptyValue: {} } },
      { id: "vip", value: { booleanValue: true } },
      text("due", "2026-11-05T09:00:00.000Z"),
    ],
  },
];

/** Serves the cases. */
export async function furnished(): Promise<OnTheWire> {
  const wire = await onTheWire();
  for (const each of CASES) wire.fake.state.domain("d-1").addCase(each);
  return wire;
}

/** Searches the cases, and tells which were found. */
export async function idsOf(body: object): Promise<string[]> {
  const { post } = await furnished();
  const answer = (await post(SEARCH, body)).body as { cases: { caseId: string }[]; totalCount: number };
  expect(answer.totalCount).toBe(answer.cases.length);
  return answer.cases.map(({ caseId }) => caseId);
}

/** All of them, in the order in which they were added. */
export const ALL = ["c-1", "b", "a", "d", "e"];
