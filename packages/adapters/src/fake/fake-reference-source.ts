import {
  type DiscoveredReference,
  formatCaseArn,
  type Irregularity,
  parseFileArn,
  type ReferencePage,
  type ReferenceSource,
  show,
} from "@attached-files/core";
import { callAsClient } from "./call-as-client.ts";
import { isWireObject, type WireObject } from "./connect-state/wire.ts";
import type { FakeService } from "./fake-service.ts";

const OPERATION = "SearchAllRelatedItems";

/** Discovery on the fake's own truth, without a network: the search over each domain, in pages. */
export function fakeReferenceSource(service: FakeService): ReferenceSource {
  return {
    discover: async function* (options = {}) {
      const domainIds = [...service.state.domains.keys()].sort();
      let { domain, token } = readMark(options.resumeToken);
      for (; domain < domainIds.length; domain += 1, token = undefined) {
        do {
          const answer = await search(service, domainIds[domain] ?? "", token, options.signal);
          token = typeof answer.nextToken === "string" ? answer.nextToken : undefined;
          const mark = token === undefined ? [domain + 1] : [domain, token];
          yield { ...readItems(domainIds[domain] ?? "", answer.relatedItems), resumeToken: JSON.stringify(mark) };
        } while (token !== undefined);
      }
    },
    close: async () => {},
  };
}

function search(
  service: FakeService,
  domainId: string,
  nextToken: string | undefined,
  signal: AbortSignal | undefined,
): Promise<WireObject> {
  const query = { filters: [{ file: {} }], sorts: [{ sortProperty: "AssociationTime", sortOrder: "Asc" }] };
  const body = nextToken === undefined ? query : { ...query, nextToken };
  return callAsClient(service, OPERATION, { path: { domainId }, body }, signal);
}

function readItems(domainId: string, items: unknown): Omit<ReferencePage, "resumeToken"> {
  const references: DiscoveredReference[] = [];
  const irregularities: Irregularity[] = [];
  for (const [index, item] of (Array.isArray(items) ? items : []).entries()) {
    const path = `relatedItems[${index}]`;
    if (!isWireObject(item)) {
      irregularities.push({ kind: item === null ? "null-entry" : "not-an-object", path, detail: show(item) });
      continue;
    }
    const fileArn = (item.content as { file?: { fileArn?: unknown } } | undefined)?.file?.fileArn;
    const arn = parseFileArn(fileArn);
    if (!arn.ok) {
      irregularities.push({ kind: "unreadable-item", path, detail: `no readable fileArn: ${show(fileArn)}` });
      continue;
    }
    const { instanceId, fileId, ...home } = arn.value;
    const associatedResourceArn = formatCaseArn({ ...home, domainId, caseId: String(item.caseId) });
    references.push({ instanceId, associatedResourceArn, fileId, associationTime: String(item.associationTime) });
  }
  return { references, irregularities };
}

/** A token that is none makes the discovery start afresh, as the port promises. */
function readMark(resumeToken: string | undefined): { domain: number; token: string | undefined } {
  try {
    const [domain, token] = JSON.parse(resumeToken ?? "[0]") as [unknown, unknown];
    if (Number.isInteger(domain))
      return { domain: domain as number, token: typeof token === "string" ? token : undefined };
  } catch {
    // Not one of ours.
  }
  return { domain: 0, token: undefined };
}
