import { fieldOf } from "../../connect-state/case-fields.ts";
import type { FakeCase } from "../../connect-state/cases-domain.ts";
import { type Comparable, comparable } from "./comparable.ts";

/** What a field of a case holds, made ready for comparing; undefined where it holds nothing. */
export function keyOf(aCase: FakeCase, id: string): Comparable | undefined {
  // Discovery sorts hundreds of thousands of cases by these: written out and read again, they would take seconds.
  if (id === "created_datetime") return { kind: "time", value: aCase.createdAt };
  if (id === "last_updated_datetime") return { kind: "time", value: aCase.updatedAt ?? aCase.createdAt };
  return comparable(fieldOf(aCase, id));
}
