import { humanBytes } from "../page/quantities.tsx";
import type { RuleReport } from "../policy-schema.ts";

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** A rule's value in words: 3, at least 12.5 %, 1.2 GiB; 'not known'. */
export function valueInWords({ value, valueIsLeast, unit }: RuleReport): string {
  if (value === null) return "not known";
  const amount =
    unit === "bytes"
      ? humanBytes(BigInt(Math.round(value)))
      : `${NUMBER.format(value)}${unit === "percent" ? " %" : ""}`;
  return valueIsLeast ? `at least ${amount}` : amount;
}
