import { humanBytes } from "../page/quantities.tsx";
import type { RuleReport } from "../policy-schema.ts";

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** What files grew by may be less than nothing; of everything else that can be counted there is 0 at least, known or not. */
const CHANGE = /^\S+ (grew|shrank) /;

/** A rule's value in words: 3, at least 12.5 %, 1.2 GiB; 'not known', as where a rule cannot be judged and 0 is all that is counted. */
export function valueInWords({
  value,
  valueIsLeast,
  unit,
  result,
  rule,
}: Pick<RuleReport, "value" | "valueIsLeast" | "unit" | "result" | "rule">): string {
  if (value === null) return "not known";
  if (valueIsLeast && value === 0 && result === "unknown" && !CHANGE.test(rule)) return "not known";
  const amount =
    unit === "bytes"
      ? humanBytes(BigInt(Math.round(value)))
      : `${NUMBER.format(value)}${unit === "percent" ? " %" : ""}`;
  return valueIsLeast ? `at least ${amount}` : amount;
}
