import type { Finding } from "./finding.ts";

/** The next step of what could not be learned because of something else, which may have failed itself. */
export const MEND_FIRST = "Mend what failed, then check again.";
const NOTHING_FAILED = "Check again: nothing failed that it follows from, and it may pass by itself.";

/** Sends nobody to mend what failed where nothing did. */
export function mendFirst(findings: readonly Finding[]): readonly Finding[] {
  if (findings.some(({ result }) => result === "failed")) return findings;
  return findings.map((finding) => (finding.next === MEND_FIRST ? { ...finding, next: NOTHING_FAILED } : finding));
}
