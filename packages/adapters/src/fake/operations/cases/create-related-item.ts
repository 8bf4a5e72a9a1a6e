import { FakeError } from "../fake-error.ts";
import type { Operation } from "../operation.ts";
import { check, readOneOf, readUnion } from "./cases-members.ts";
import { findCase } from "./find-case.ts";
import { findDomain } from "./find-domain.ts";
import { readUser } from "./read-user.ts";
import { CONTENT_CREATORS } from "./related-item-content.ts";
import { RELATED_ITEM_MEMBERS, RELATED_ITEM_TYPES, TYPE_OF_MEMBER } from "./related-item-types.ts";

/** Relates something to a case. There is no token: the same request again makes another item, and whether AWS does so is unknown. */
export const createRelatedItem: Operation = {
  name: "CreateRelatedItem",
  service: "cases",
  method: "POST",
  // With the slash at its end, as the model has it.
  route: "/domains/{domainId}/cases/{caseId}/related-items/",
  answer: (state, { path, body }) => {
    const domain = findDomain(state, path.domainId);
    const caseId = findCase(domain, path.caseId);
    const type = readOneOf(body.type, "type", RELATED_ITEM_TYPES);
    const { name, value, path: at } = readUnion(body.content, "content", RELATED_ITEM_MEMBERS);
    if (TYPE_OF_MEMBER[name] !== type) check.refuse(`content.${name} is not the content of the type ${type}`);
    const content = CONTENT_CREATORS[name](value, at, { state, domain, caseId });
    const performedBy = readUser(body.performedBy, "performedBy");
    const most = state.limits.relatedItemsPerCase;
    if (domain.itemsOfCase(caseId).length >= most) {
      throw new FakeError("ServiceQuotaExceededException", `The case ${caseId} has ${most} related items already.`);
    }
    const relatedItemId = state.newId();
    domain.addItem({
      relatedItemId,
      caseId,
      type,
      associationTime: state.clock().getTime(),
      content: { [name]: content },
      ...(performedBy === undefined ? {} : { performedBy }),
    });
    return { relatedItemId, relatedItemArn: `${domain.caseArn(caseId)}/related-item/${relatedItemId}` };
  },
};
