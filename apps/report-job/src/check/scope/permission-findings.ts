import type { SourceError } from "@attached-files/core";
import type { Probe } from "../../compose-probes.ts";
import type { Permission } from "../../permissions/permission.ts";
import { type Finding, failed, passed, type Subject, unknown } from "../finding.ts";
import { MEND_FIRST } from "../mend-first.ts";
import type { ScopeAnswers } from "./ask-scope.ts";
import { errorText } from "./error-text.ts";

/** How each action of a scope shows whether it is allowed; an action that is not here is unknown. */
const SHOWN_BY: Readonly<Record<string, (answers: ScopeAnswers) => readonly (Probe<unknown> | undefined)[]>> = {
  "connect:BatchGetAttachedFileMetadata": ({ askForFile }) => [askForFile],
  "connect:ListAttachedFilesConfigurations": ({ listConfigurations }) => [listConfigurations],
  "cases:SearchAllRelatedItems": ({ searches }) => searches.map(({ probe }) => probe),
  "cases:ListDomains": ({ listDomains }) => [listDomains],
  "cases:GetDomain": ({ getDomain }) => [getDomain],
};

/** Whether the scope's run is allowed what it will ask for: a finding for each action. */
export function permissionFindings(
  about: string,
  permissions: readonly Permission[],
  answers: ScopeAnswers,
): readonly Finding[] {
  return permissions.flatMap(({ actions, isOptional = false }) =>
    actions.map((action) => {
      const probes = SHOWN_BY[action]?.(answers) ?? [];
      const made = probes.filter((probe) => probe !== undefined);
      const subject = { check: "permission", about, action } as const;
      const isHidden = made.length === 0 && hasTrouble(answers);
      return isHidden
        ? unknown(subject, "not asked: what it is about could not be found", MEND_FIRST)
        : permissionFinding(subject, made, isOptional);
    }),
  );
}

/** Whether what there is to ask about was looked for in vain. */
export function hasTrouble({ listDomains, searches }: ScopeAnswers): boolean {
  return listDomains?.error !== undefined || searches.some(({ probe }) => probe.error !== undefined);
}

/** What calls show of a permission: the worst of them counts. */
export function permissionFinding(
  subject: Subject & { readonly action: string },
  probes: readonly Probe<unknown>[],
  isOptional: boolean,
): Finding {
  const { action } = subject;
  const errors = probes.flatMap(({ error }) => (error === undefined ? [] : [error]));
  const denied = errors.find(({ code }) => code === "AccessDeniedException");
  if (denied !== undefined) {
    const rest = isOptional ? " The job goes on without it, and knows less." : "";
    const next = `Allow ${action}: 'attached-files permissions' prints the whole policy.${rest}`;
    return failed(subject, `denied: ${errorText(denied)}`, next, isOptional ? "knows-less" : "unavailable");
  }
  const silent = errors.find((error) => !showsThatItIsAllowed(error));
  if (silent !== undefined) return unknown(subject, `not learned: ${errorText(silent)}`, MEND_FIRST);
  if (probes.length === 0) {
    return unknown(
      subject,
      "not asked: nothing is known to ask about",
      "Name instanceId (and domainIds) in the scope.",
    );
  }
  const [refused] = errors;
  return passed(subject, refused === undefined ? "allowed" : `allowed: ${asMeant(refused)}`);
}

/** What a harmless call came to, which access was judged before. */
function asMeant({ awsErrorName }: SourceError): string {
  if (awsErrorName === "PreconditionFailed") return "only its condition was refused, on purpose; nothing was written";
  if (awsErrorName === "NoSuchUpload") return "it was tried on an upload that is not there, on purpose";
  return "what it was tried on is not there, which only those are told who are allowed";
}

/** Access is judged before anybody looks for the thing. */
function showsThatItIsAllowed({ code, awsErrorName }: SourceError): boolean {
  return (
    code === "ResourceNotFoundException" || awsErrorName === "NoSuchUpload" || awsErrorName === "PreconditionFailed"
  );
}
