import {
  evaluatePolicy,
  formatCondition,
  limitValue,
  type Policy,
  type PolicyNumbers,
  type PolicyRule,
  SEVERITIES,
  valueUnit,
  type WhyUnknown,
} from "@attached-files/core";
import type { PolicyReport, RuleReport } from "../policy-schema.ts";

const WHY_UNKNOWN: Readonly<Record<WhyUnknown, string>> = {
  "not-counted": "This report does not count it.",
  "no-previous-report": "There is no complete report before this one, of the same scopes, to compare with.",
  "nothing-to-compare-with": "It would be a part of nothing.",
  "not-complete": "The answer is not complete, and what is missing decides.",
};
const NOT_SEARCHED = "No search for all files came to its end in this run, and nothing else finds that files are gone.";

/**
 * What came of a policy, as `report.json` holds it.
 *
 * @param isSearched whether files that are gone were searched for.
 */
export function policyReport(policy: Policy, numbers: PolicyNumbers, isSearched: boolean): PolicyReport {
  const whyUnknown = ({ condition: { metric } }: PolicyRule, why: WhyUnknown): string =>
    why === "not-complete" && !isSearched && metric.kind === "count" && metric.name === "vanished"
      ? NOT_SEARCHED
      : WHY_UNKNOWN[why];
  const rules = evaluatePolicy(policy, numbers).map(({ rule, result, value, why }): RuleReport => {
    const isKnown = value !== null && Number.isFinite(value.least);
    return {
      name: rule.name,
      rule: formatCondition(rule.condition),
      severity: rule.severity,
      sentence: rule.sentence,
      result,
      value: isKnown ? value.least : null,
      valueIsLeast: isKnown && value.most > value.least,
      limit: limitValue(rule.condition),
      unit: valueUnit(rule.condition),
      why: why === null ? null : whyUnknown(rule, why),
    };
  });
  const crossed = rules.filter(({ result }) => result === "crossed").map(({ severity }) => severity);
  return { rules, worst: SEVERITIES.findLast((severity) => crossed.includes(severity)) ?? null };
}
