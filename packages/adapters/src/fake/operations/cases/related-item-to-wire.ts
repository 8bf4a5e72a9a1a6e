import type { RelatedItem } from "../../connect-state/cases-domain.ts";
import type { WireObject } from "../../connect-state/wire.ts";

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
