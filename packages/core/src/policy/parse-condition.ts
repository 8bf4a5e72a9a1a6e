import { ok, type Result, refuse, show } from "../validation/result.ts";
import type { Comparison, Condition } from "./condition.ts";
import { type LimitValue, readLimit } from "./read-limit.ts";
import { readMetric } from "./read-metric.ts";
import { TokenReader } from "./token-reader.ts";

/** Longer ones are no rules. */
const LONGEST_RULE = 200;

/**
 * Reads a condition: a metric, a comparison and a limit, as `rejected > 0`, `stuck older than 1h > 5`, `not known > 1 %`,
 * `bytes >= 10 GiB`, `files grew over 20 %`. Comparisons are `>`, `>=`, `<`, `<=`, or `over`, `at least`, `under`, `at most`.
 *
 * @returns the condition, or all that is wrong with it, each with its place, what is allowed there and the nearest metric.
 */
export function parseCondition(text: unknown): Result<Condition> {
  if (typeof text !== "string" || text.trim() === "" || text.length > LONGEST_RULE) {
    const expected = `a rule of at most ${LONGEST_RULE} characters, as 'rejected > 0'`;
    return refuse([{ path: "", expected, received: show(text) }]);
  }
  const reader = new TokenReader(text);
  const metric = readMetric(reader);
  const comparison = readComparison(reader);
  // What stands behind a comparison that is missing would only be refused once more.
  const limit = comparison === undefined ? undefined : readLimit(reader, metric);
  if (comparison !== undefined && limit !== undefined && reader.peek() !== undefined) {
    reader.refuse("nothing behind the limit");
  }
  if (metric === undefined || comparison === undefined || limit === undefined) return refuse(reader.issues);
  const never = alwaysSame(comparison, limit, metric.kind === "change");
  if (never !== undefined) {
    reader.issues.push({ path: "", expected: `a limit that can be crossed and kept: ${never}`, received: show(text) });
  }
  return reader.issues.length > 0 ? refuse(reader.issues) : ok({ metric, comparison, ...limit });
}

function readComparison(reader: TokenReader): Comparison | undefined {
  const token = reader.peek();
  if (token?.kind === "sign") return reader.take()?.text as Comparison;
  if (reader.takeWords("over")) return ">";
  if (reader.takeWords("under")) return "<";
  if (reader.takeWords("at", "least")) return ">=";
  if (reader.takeWords("at", "most")) return "<=";
  return reader.refuse("a comparison: >, >=, <, <=, over, at least, under or at most");
}

/** Why a rule would always be crossed, or never; growth may be negative, counts are not. */
function alwaysSame(comparison: Comparison, { limit, unit }: LimitValue, isChange: boolean): string | undefined {
  if (isChange) return undefined;
  if (limit === 0 && comparison === "<") return "nothing is below 0";
  if (limit === 0 && comparison === ">=") return "everything is at least 0";
  if (unit === "percent" && limit === 100 && comparison === ">") return "no part is over 100 %";
  if (unit === "percent" && limit === 100 && comparison === "<=") return "every part is at most 100 %";
  return undefined;
}
