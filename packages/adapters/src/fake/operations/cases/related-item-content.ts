import { parseContactArn, parseFileArn } from "@attached-files/core";
import { SYSTEM_FIELDS } from "../../connect-state/case-fields.ts";
import type { CasesDomain } from "../../connect-state/cases-domain.ts";
import type { ConnectState } from "../../connect-state/connect-state.ts";
import type { WireObject } from "../../connect-state/wire.ts";
import { FakeError } from "../fake-error.ts";
import { check, readObject, readOneOf } from "./cases-members.ts";
import { readFieldValues } from "./field-values.ts";
import { findCase } from "./find-case.ts";
import type { RelatedItemMember } from "./related-item-types.ts";
import { createSla } from "./sla.ts";

/** Where an item is to be related. */
export interface Place {
  readonly state: ConnectState;
  readonly domain: CasesDomain;
  readonly caseId: string;
}

/** Reads what is asked for, and makes of it the content that a search answers. */
type Creator = (content: unknown, path: string, place: Place) => WireObject;

export const CONTENT_CREATORS: Readonly<Record<RelatedItemMember, Creator>> = {
  comment: (content, path) => {
    const { body, contentType } = readObject(content, path);
    return {
      body: check.text(body, `${path}.body`, 1, 15_000),
      contentType: readOneOf(contentType, `${path}.contentType`, ["Text/Plain"]),
    };
  },
  file: (content, path, place) => {
    const fileArn = check.text(readObject(content, path).fileArn, `${path}.fileArn`, 1, 500);
    checkFile(fileArn, `${path}.fileArn`, place);
    return { fileArn };
  },
  // The answer of a search requires what the request does not hold, and AWS has from the contact. The fake holds no
  // contacts: each is a call that has just been connected.
  contact: (content, path, { state }) => {
    const contactArn = check.text(readObject(content, path).contactArn, `${path}.contactArn`, 1, 500);
    if (!parseContactArn(contactArn).ok) check.refuse(`${path}.contactArn must be the ARN of a contact`);
    return { contactArn, channel: "VOICE", connectedToSystemTime: state.clock().toISOString() };
  },
  connectCase: (content, path, { domain }) => ({
    caseId: findCase(domain, readObject(content, path).caseId, `${path}.caseId`),
  }),
  sla: (content, path, { state }) => createSla(content, path, state.clock().getTime()),
  custom: (content, path) => {
    const fields = readFieldValues(readObject(content, path).fields, `${path}.fields`, 1, 50);
    for (const [index, { id }] of fields.entries()) {
      // The model says so of UpdateRelatedItem: `System case fields cannot be used in a custom related item.`
      if (SYSTEM_FIELDS.includes(id)) check.refuse(`${path}.fields[${index}].id must not be a system field`);
    }
    return { fields };
  },
};

/**
 * What AWS itself checks of a file is unknown. Where the fake has the file's instance, the file must be there and be
 * attached to this case; a file of an instance that it does not have is taken on trust.
 */
function checkFile(fileArn: string, path: string, { state, domain, caseId }: Place): void {
  const arn = parseFileArn(fileArn);
  const { instanceId, fileId } = arn.ok ? arn.value : check.refuse(`${path} must be the ARN of a file`);
  if (!state.files.hasInstance(instanceId)) return;
  const file = state.files.get(instanceId, fileId);
  if (file === undefined) {
    throw new FakeError("ResourceNotFoundException", `The file ${fileArn} does not exist.`, {
      members: { resourceId: fileArn, resourceType: "File" },
    });
  }
  if (file.associatedResourceArn !== domain.caseArn(caseId)) check.refuse(`${path} is attached to another resource`);
}
