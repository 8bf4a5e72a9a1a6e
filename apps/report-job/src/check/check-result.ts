import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { CheckResult } from "./check-schema.ts";
import type { Finding, Result } from "./finding.ts";

/** What a check answers to whoever started it: the gravest failure counts, and what is unknown is none. */
export function exitCodeOf(findings: readonly Finding[]): ExitCode {
  const weights = new Set(findings.flatMap(({ weight }) => (weight === undefined ? [] : [weight])));
  if (weights.has("usage")) return EXIT_CODE.usage;
  if (weights.has("unavailable")) return EXIT_CODE.unavailable;
  return weights.has("knows-less") ? EXIT_CODE.partial : EXIT_CODE.complete;
}

/** The whole for machines. */
export function checkResult(findings: readonly Finding[], checkedAt: Date): CheckResult {
  return {
    schemaVersion: 1,
    checkedAt: checkedAt.toISOString(),
    counts: countsOf(findings),
    exitCode: exitCodeOf(findings),
    findings: findings.map(({ check, about = null, action = null, result, text, next = null }) => {
      return { check, about, action, result, text, next };
    }),
  };
}

export function countsOf(findings: readonly Finding[]): Record<Result, number> {
  const count = (result: Result): number => findings.filter((finding) => finding.result === result).length;
  return { passed: count("passed"), failed: count("failed"), unknown: count("unknown") };
}
