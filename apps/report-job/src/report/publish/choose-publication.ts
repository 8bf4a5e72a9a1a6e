import type { Report } from "../report-schema.ts";

/** The scopes of which a report holds answers of its own slot. */
export function answeredScopes({ slot, scopes }: Report): ReadonlySet<string> {
  return new Set(scopes.filter(({ run }) => run?.slot === slot).map(({ name }) => name));
}

/**
 * Whether a report that was made takes the place of the one that stands. A state holds one slot's answers alone, so
 * that a slot which is started again later can be made with less than was published of it.
 */
export function choosePublication(made: Report, standing: Report | undefined): "write" | "keep" | "nothing" {
  const answered = answeredScopes(made);
  if (standing === undefined) return answered.size === 0 ? "nothing" : "write";
  if (knowsNothing(made) && !knowsNothing(standing)) return "keep";
  const isLess = [...answeredScopes(standing)].some((scope) => !answered.has(scope));
  return isLess || answered.size === 0 ? "keep" : "write";
}

/** Whether a report holds nothing that a reader of the last one would want in its place: no file is known, and not because there is none. */
export function knowsNothing({ status, totals }: Pick<Report, "status" | "totals">): boolean {
  return status !== "complete" && totals.references === 0;
}
