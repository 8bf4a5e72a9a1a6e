import { type Issue, show } from "@attached-files/core";
import { isWireObject } from "../connect-state/wire.ts";
import { FAKE_ERROR_NAMES } from "../to-source-error.ts";
import { ANSWER_ODDITIES } from "./answer-oddities.ts";
import { LONGEST_MS } from "./draw-latency.ts";
import { BODIES, RESETS } from "./fault-catalogue.ts";

type Check = (value: unknown, path: string) => readonly Issue[];

/** Members of a rule that say when it strikes, whatever the fault. */
export const RULE_MEMBERS: readonly string[] = ["operation", "times", "probability"];

/** HTTP gives answers of these no body. */
const BODILESS = [204, 205, 304];
const isMs = (value: unknown): boolean => isNumber(value, 0, LONGEST_MS);

/** A union of one member, as the model of InvalidRequestException has it: clients fail at anything else. */
const REASON = `an object, as { "AttachedFileInvalidRequestExceptionReason": "INVALID_FILE_TYPE" }`;

const CHECKS: Readonly<Record<string, Check>> = {
  // Looked at together with the fault, which not every operation can have.
  operation: () => [],
  times: that(`a whole number of at least 0, or "always"`, (value) => value === "always" || isWhole(value, 0)),
  probability: that("a number from 0 to 1", (value) => isNumber(value, 0, 1)),
  error: oneOf(FAKE_ERROR_NAMES),
  message: that("a text", (value) => typeof value === "string"),
  members: (value, path) =>
    isWireObject(value) && "Reason" in value && !isWireObject(value.Reason)
      ? [{ path: `${path}.Reason`, expected: REASON, received: show(value.Reason) }]
      : that("an object", isWireObject)(value, path),
  retryAfterSeconds: that("a whole number of at least 0", (value) => isWhole(value, 0)),
  latencyMs: that(
    `a number from 0 to ${LONGEST_MS}, { from, to } with from <= to, or { median, p99 } with 0 < median <= p99`,
    isLatency,
  ),
  reset: oneOf(Object.keys(RESETS)),
  body: oneOf(Object.keys(BODIES)),
  status: that(
    `a whole number from 200 to 599, but none of ${BODILESS.join(", ")}`,
    (value) => isWhole(value, 200) && value <= 599 && !BODILESS.includes(value),
  ),
  storm: (value, path) =>
    isWireObject(value) && Object.keys(value).length === 1 && "calls" in value
      ? that("a whole number of at least 1", (calls) => isWhole(calls, 1))(value.calls, `${path}.calls`)
      : [{ path, expected: "an object with calls alone", received: show(value) }],
  answer: (value, path) => {
    const check = oneOf(Object.keys(ANSWER_ODDITIES));
    if (!Array.isArray(value)) return check(value, path);
    if (value.length === 0) return [{ path, expected: "at least one name", received: show(value) }];
    return value.flatMap((name, index) => check(name, `${path}[${index}]`));
  },
  every: that("a whole number of at least 1", (value) => isWhole(value, 1)),
};

export function checkMember(name: string, value: unknown, path: string): readonly Issue[] {
  return CHECKS[name]?.(value, path) ?? [];
}

export function oneOf(names: readonly string[]): Check {
  return that(`one of ${names.join(", ")}`, (value) => names.includes(value as string));
}

function that(expected: string, holds: (value: unknown) => boolean): Check {
  return (value, path) => (holds(value) ? [] : [{ path, expected, received: show(value) }]);
}

function isNumber(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && value >= least && value <= most;
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least;
}

function isLatency(value: unknown): boolean {
  if (!isWireObject(value)) return isMs(value);
  const { from, to, median, p99 } = value;
  if (!Object.values(value).every(isMs) || Object.keys(value).length !== 2) return false;
  if (from !== undefined && to !== undefined) return (from as number) <= (to as number);
  return median !== undefined && p99 !== undefined && (median as number) > 0 && (median as number) <= (p99 as number);
}
