import type { RelatedItem } from "../../connect-state/cases-domain.ts";
import { isWireObject, type WireObject } from "../../connect-state/wire.ts";
import { MemberCheck } from "../check-member.ts";

const check = new MemberCheck("ValidationException");

/** The union members of a filter, and the types of items that each keeps. */
const TYPE_OF_FILTER: Readonly<Record<string, string>> = {
  comment: "Comment",
  connectCase: "ConnectCase",
  contact: "Contact",
  custom: "Custom",
  file: "File",
  sla: "Sla",
};

/** Reads `filters`: an item passes when any of them takes it; no filter takes all. */
export function relatedItemFilter(filters: readonly unknown[]): (item: RelatedItem) => boolean {
  const takers = filters.map((filter, index) => {
    const members = isWireObject(filter) ? Object.entries(filter).filter(([, value]) => value !== null) : [];
    const [member] = members;
    if (member === undefined || members.length > 1)
      return check.refuse(`filters[${index}] must have exactly one member`);
    const [name, value] = member;
    const type = Object.hasOwn(TYPE_OF_FILTER, name) ? TYPE_OF_FILTER[name] : undefined;
    if (type === undefined || !isWireObject(value)) return check.refuse(`filters[${index}] is not a known filter`);
    const fileArn =
      name === "file" ? check.optionalText(value.fileArn, `filters[${index}].file.fileArn`, 1, 500) : undefined;
    return (item: RelatedItem): boolean =>
      item.type === type &&
      (fileArn === undefined || (item.content.file as WireObject | undefined)?.fileArn === fileArn);
  });
  return (item) => takers.length === 0 || takers.some((takes) => takes(item));
}

/** An item in wire form; a search over a domain names its case, a search in a case does not. */
export function relatedItemToWire(item: RelatedItem, withCase: boolean): WireObject {
  return {
    relatedItemId: item.relatedItemId,
    ...(withCase ? { caseId: item.caseId } : {}),
    type: item.type,
    associationTime: new Date(item.associationTime).toISOString(),
    content: item.content,
    ...(item.performedBy === undefined ? {} : { performedBy: item.performedBy }),
    tags: item.tags ?? {},
  };
}
