import type { Advisory, AuditVerdict } from "./audit-verdict.ts";

/** A verdict in lines for people. */
export function verdictText(verdict: AuditVerdict): readonly string[] {
  if (verdict.kind === "unknown") return [`audit: unknown: not audited, because ${verdict.why}`];
  const { shipped, others } = verdict;
  if (shipped.length + others.length === 0) return ["audit: clean: no advisory about anything that is installed"];
  const word = shipped.length === 0 ? "clean" : "failed";
  return [
    `audit: ${word}: ${shipped.length} about what users install, ${others.length} about what only development needs`,
    ...shipped.map((each) => `  shipped: ${line(each)}`),
    ...others.map((each) => `  development: ${line(each)}`),
  ];
}

function line({ package: name, severity, title, url, paths }: Advisory): string {
  return `${name}, ${severity}: ${title} (${url}), through ${paths.slice(0, 3).join(", ")}`;
}

/** Whether it lets a change land. What nobody could look at does, unless an audit is demanded. */
export function isPassed(verdict: AuditVerdict, isDemanded: boolean): boolean {
  return verdict.kind === "unknown" ? !isDemanded : verdict.shipped.length === 0;
}
