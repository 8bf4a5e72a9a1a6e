import { InvalidInputError, type Issue, show } from "@attached-files/core";
import { isWireObject, type WireObject } from "../connect-state/wire.ts";
import { OPERATIONS } from "../operations/index.ts";
import { ANSWER_ODDITIES } from "./answer-oddities.ts";
import { checkMember, oneOf, RULE_MEMBERS } from "./check-rule-members.ts";
import { FAULT_MEMBERS, type FaultMember, type FaultRule } from "./fault.ts";

/** What may stand beside each fault's own member. */
const COMPANIONS: Readonly<Record<FaultMember, readonly string[]>> = {
  error: ["message", "members", "retryAfterSeconds"],
  storm: [],
  latencyMs: [],
  reset: [],
  body: ["status"],
  answer: ["every"],
};
const OPERATION_NAMES = OPERATIONS.map(({ name }) => name);

/** How the rules were given: probability belongs to drawn ones alone. */
export type RuleForm = "scripted" | "seeded" | "either";

/**
 * Checks rules before any is taken.
 *
 * @param place where the first of them stands in the whole, as `faults`; a single rule's is "".
 * @throws {InvalidInputError} with every issue of every rule.
 */
export function checkFaultRules(rules: unknown, place: string, form: RuleForm): readonly FaultRule[] {
  const list = Array.isArray(rules) ? rules : [rules];
  const issues = list.flatMap((rule: unknown, index) => {
    return checkRule(rule, Array.isArray(rules) ? `${place}[${index}]` : place, form);
  });
  if (issues.length > 0) throw new InvalidInputError("faults", issues);
  return list as readonly FaultRule[];
}

function checkRule(rule: unknown, path: string, form: RuleForm): readonly Issue[] {
  if (!isWireObject(rule)) return [{ path, expected: "an object", received: show(rule) }];
  const given = Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));
  const at = (member: string): string => (path === "" ? member : `${path}.${member}`);
  const members = FAULT_MEMBERS.filter((member) => member in given);
  if (members.length !== 1) {
    const expected = `exactly one of ${FAULT_MEMBERS.join(", ")}`;
    return [{ path, expected, received: members.length === 0 ? "none of them" : members.join(" and ") }];
  }
  const [fault] = members as [FaultMember];
  const allowed = [...RULE_MEMBERS, fault, ...COMPANIONS[fault]].filter(
    (member) => form !== "scripted" || member !== "probability",
  );
  const issues = Object.entries(given).flatMap(([name, value]) =>
    allowed.includes(name)
      ? checkMember(name, value, at(name))
      : [{ path: at(name), expected: `one of ${allowed.join(", ")}`, received: "a name that does not belong here" }],
  );
  if (form === "seeded" && given.probability === undefined)
    issues.push(...checkMember("probability", undefined, at("probability")));
  return [...issues, ...checkOperation(given, at)];
}

function checkOperation(rule: WireObject, at: (member: string) => string): readonly Issue[] {
  const { operation, answer, every } = rule;
  const oddities = [answer].flat().flatMap((name) => {
    const known = typeof name === "string" && Object.hasOwn(ANSWER_ODDITIES, name);
    return known ? [ANSWER_ODDITIES[name as keyof typeof ANSWER_ODDITIES]] : [];
  });
  const issues: Issue[] = [];
  if (operation !== undefined) {
    const possible = OPERATION_NAMES.filter((name) => oddities.every(({ operations }) => operations.includes(name)));
    issues.push(...oneOf(possible)(operation, at("operation")));
  }
  if (every !== undefined && oddities.length > 0 && !oddities.some(({ ofEntries }) => ofEntries)) {
    const expected = "no such member, because this fault is not about entries";
    issues.push({ path: at("every"), expected, received: show(every) });
  }
  return issues;
}
