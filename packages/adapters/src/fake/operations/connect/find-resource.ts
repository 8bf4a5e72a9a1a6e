import { parseCaseArn, parseContactArn } from "@attached-files/core";
import type { Instance } from "../../connect-state/attached-files.ts";
import type { ConnectState } from "../../connect-state/connect-state.ts";
import type { AttachmentScope } from "../../connect-state/files-configuration.ts";
import { check } from "./connect-members.ts";

/**
 * Finds what a new file is to be attached to. The operations that make files have no ResourceNotFoundException, so an
 * instance or a case that is not there makes the request invalid. Contacts are not held by the fake: any of the
 * instance is taken, by the rules for email, since an ARN does not tell a task from an email.
 */
export function findResource(
  state: ConnectState,
  instanceId: string,
  associatedResourceArn: string,
): { readonly instance: Instance; readonly scope: AttachmentScope } {
  const instance = state.files.instances.get(instanceId) ?? check.refuse(`The instance ${instanceId} does not exist.`);
  const ofCase = parseCaseArn(associatedResourceArn);
  if (ofCase.ok) {
    const { domainId, caseId } = ofCase.value;
    const domain = state.domains.get(domainId);
    if (domain?.cases.has(caseId) !== true || domain.caseArn(caseId) !== associatedResourceArn) {
      check.refuse(`The case ${associatedResourceArn} does not exist.`);
    }
    return { instance, scope: "CASE" };
  }
  const contact = parseContactArn(associatedResourceArn);
  if (!contact.ok) return check.refuse("AssociatedResourceArn must be the ARN of a case or of a contact");
  if (contact.value.instanceId !== instanceId) check.refuse("The contact belongs to another instance.");
  return { instance, scope: "EMAIL" };
}
