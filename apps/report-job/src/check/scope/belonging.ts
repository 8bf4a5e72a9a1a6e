import type { ScopeConfig } from "../../config/config-schema.ts";
import { type Finding, failed, passed, unknown } from "../finding.ts";
import { MEND_FIRST } from "../mend-first.ts";
import type { ScopeAnswers } from "./ask-scope.ts";
import { hasTrouble } from "./permission-findings.ts";

/** Whether the instance and the domains of a scope are there, and belong together, by a file that was found. */
export function belongingFindings(
  scope: Pick<ScopeConfig, "name" | "instanceId" | "references">,
  { searches, found, listConfigurations, listDomains }: ScopeAnswers,
): readonly Finding[] {
  const subject = { check: "belonging", about: scope.name } as const;
  const missing = searches.filter(({ probe }) => probe.error?.code === "ResourceNotFoundException");
  const findings = missing.map(({ of }) =>
    failed(
      subject,
      `there is no Cases domain ${of} in this account and Region`,
      "Correct domainIds of the scope, or leave it out: 'aws connectcases list-domains' names those that there are.",
      "usage",
    ),
  );
  const { instanceId } = scope;
  if (instanceId !== undefined && listConfigurations?.error?.code === "ResourceNotFoundException") {
    const next = "Correct instanceId of the scope: 'aws connect list-instances' names those that there are.";
    const text = `there is no instance ${instanceId} in this account and Region`;
    return [...findings, failed(subject, text, next, "usage")];
  }
  if (listDomains?.value?.length === 0) {
    const next =
      "Create a Cases domain, or take another Region or account: a run would find nothing, and say complete.";
    return [failed(subject, "there is no Cases domain in this account and Region", next, "usage")];
  }
  if (findings.length > 0) return findings;
  if (scope.references !== undefined) {
    return [unknown(subject, "not asked: the files come from a list", "The run counts files of other instances.")];
  }
  if (found === undefined && hasTrouble({ searches, ...(listDomains === undefined ? {} : { listDomains }) })) {
    return [unknown(subject, "not learned: no file could be searched for", MEND_FIRST)];
  }
  if (found === undefined) {
    const next = "Attach a file to a case, then check again; the first run tells as well.";
    return [unknown(subject, "no file was found to tell by", next)];
  }
  if (found.instanceId === undefined) {
    return [
      unknown(subject, `the ARN of a file could not be read: ${found.fileArn}`, "The run keeps and counts such."),
    ];
  }
  if (instanceId === undefined) {
    return [passed(subject, `the newest file of domain ${found.domainId} is of instance ${found.instanceId}`)];
  }
  if (found.instanceId === instanceId) {
    return [passed(subject, `the newest file of domain ${found.domainId} is of this instance`)];
  }
  const text = `the newest file of domain ${found.domainId} is of instance ${found.instanceId}, not of ${instanceId}: files of others are left out`;
  return [failed(subject, text, "Correct instanceId or domainIds of the scope.", "usage")];
}
