import { type Rate, TRIAGE_RULE } from "@attached-files/core";
import type { ScopeFinding, Triage } from "../query/triage.ts";
import type { FindingReport, TriageReport } from "../triage-schema.ts";

/** What triage found, as `report.json` holds it. */
export function triageReport({ findings, olderSpikes, rejectedWithoutTime }: Triage): TriageReport {
  return { findings: findings.map(toFinding), olderSpikes, rejectedWithoutTime, rule: [...TRIAGE_RULE] };
}

function toFinding({ scope, finding, affected }: ScopeFinding): FindingReport {
  const { kind, span, created, rejected, uploaders, fileTypes, withoutUploader, usual } = finding;
  return {
    scope,
    kind,
    from: span === undefined ? null : new Date(span.fromMs).toISOString(),
    to: span === undefined ? null : new Date(span.toMs).toISOString(),
    created,
    rejected,
    value: kind === "scanner-outage" ? null : finding.value,
    own: kind === "scanner-outage" ? null : rateOf(finding.own),
    uploaders,
    fileTypes,
    withoutUploader,
    usual: usual === undefined ? null : rateOf(usual),
    affected:
      affected === undefined
        ? null
        : { people: affected.people.map((person) => ({ ...person })), others: affected.others },
  };
}

function rateOf({ created, rejected }: Rate): { created: number; rejected: number } {
  return { created, rejected };
}
