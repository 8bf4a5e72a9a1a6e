import { type Issue, ok, type Result, refuse, show } from "../validation/result.ts";
import { formatCondition } from "./condition.ts";
import { nearestName } from "./nearest-name.ts";
import { parseCondition } from "./parse-condition.ts";
import { type Policy, type PolicyRule, SEVERITIES, type Severity } from "./policy.ts";

/** Forms of a rule's texts, and what they are in words. */
export const RULE_NAME: RegExp = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** What a rule's name is expected to be, in words. */
export const RULE_NAME_EXPECTED = "1 to 64 letters, digits, '.', '_' or '-', a letter or digit first";
/** The most characters of a rule's sentence. */
export const LONGEST_SENTENCE = 300;

const MEMBERS: readonly string[] = ["name", "rule", "severity", "sentence"];

/**
 * Reads a list of rules, each with `name` and `rule`, and maybe `severity` (warning without it) and `sentence` (the rule
 * itself without it).
 *
 * @returns the policy, or everything that is wrong with it at once.
 */
export function parsePolicy(value: unknown): Result<Policy> {
  if (!Array.isArray(value)) return refuse([{ path: "", expected: "a list of rules", received: show(value) }]);
  const issues: Issue[] = [];
  const rules = value.map((item: unknown, index) => readRule(item, `[${index}]`, issues));
  const names = value.map((item: unknown) => (isObject(item) ? item.name : undefined));
  for (const [index, name] of names.entries()) {
    if (typeof name !== "string" || names.indexOf(name) === index) continue;
    issues.push({ path: `[${index}].name`, expected: "a name that no other rule has", received: show(name) });
  }
  const whole = rules.filter((rule) => rule !== undefined);
  return issues.length > 0 ? refuse(issues) : ok(whole);
}

function readRule(item: unknown, path: string, issues: Issue[]): PolicyRule | undefined {
  if (!isObject(item)) {
    issues.push({ path, expected: "an object with name and rule", received: show(item) });
    return undefined;
  }
  for (const member of Object.keys(item)) {
    if (MEMBERS.includes(member)) continue;
    const nearest = nearestName(member, MEMBERS);
    const expected = `a member that exists: ${nearest ?? MEMBERS.join(", ")}`;
    issues.push({ path: `${path}.${member}`, expected, received: `an unknown name, ${show(member)}` });
  }
  const { name, rule, severity = "warning", sentence } = item;
  const condition = parseCondition(rule);
  if (!condition.ok)
    issues.push(...condition.issues.map(({ path: _, ...issue }) => ({ path: `${path}.rule`, ...issue })));
  const before = issues.length;
  if (typeof name !== "string" || !RULE_NAME.test(name)) {
    issues.push({ path: `${path}.name`, expected: RULE_NAME_EXPECTED, received: show(name) });
  }
  if (!isSeverity(severity)) {
    issues.push({ path: `${path}.severity`, expected: `one of ${SEVERITIES.join(", ")}`, received: show(severity) });
  }
  if (sentence !== undefined && !isSentence(sentence)) {
    const expected = `a text that is not blank, of at most ${LONGEST_SENTENCE} characters`;
    issues.push({ path: `${path}.sentence`, expected, received: show(sentence) });
  }
  if (!condition.ok || issues.length > before || !isSeverity(severity)) return undefined;
  return {
    name: String(name),
    condition: condition.value,
    severity,
    sentence: isSentence(sentence) ? sentence : formatCondition(condition.value),
  };
}

function isSentence(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= LONGEST_SENTENCE;
}

function isSeverity(value: unknown): value is Severity {
  return SEVERITIES.some((severity) => severity === value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
