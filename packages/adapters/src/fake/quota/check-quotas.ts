import { OPERATIONS } from "../operations/index.ts";
import type { Quota, QuotaOptions } from "./quota.ts";

/** @throws {Error} with all that is wrong. */
export function checkQuotas(options: QuotaOptions): void {
  const known = OPERATIONS.map(({ name }) => name);
  const problems = options.default === undefined ? [] : problemsOf("default", options.default);
  for (const [operation, quota] of Object.entries(options.operations ?? {})) {
    if (!known.includes(operation)) {
      problems.push(`operations.${operation} is no operation of the fake, which has ${known.join(", ")}`);
    }
    problems.push(...problemsOf(`operations.${operation}`, quota));
  }
  if (problems.length > 0) throw new Error(`The fake cannot keep these quotas: ${problems.join("; ")}.`);
}

function problemsOf(at: string, { requestsPerSecond, burst }: Quota): string[] {
  const problems: string[] = [];
  if (!Number.isFinite(requestsPerSecond) || requestsPerSecond <= 0) {
    problems.push(`${at}.requestsPerSecond must be a number above 0, not ${requestsPerSecond}`);
  }
  if (!Number.isSafeInteger(burst) || burst < 1) {
    problems.push(`${at}.burst must be a whole number from 1, not ${burst}`);
  }
  return problems;
}
