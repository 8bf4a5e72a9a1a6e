import type { ArnHome } from "@attached-files/core";
import { ConnectState } from "../../connect-state/connect-state.ts";
import { FakeService } from "../../fake-service.ts";

export const HOME: ArnHome = { partition: "aws", region: "eu-central-1", account: "111122223333" };
export const START: number = Date.UTC(2026, 9, 1);

export interface Item {
  readonly relatedItemId: string;
  readonly caseId: string;
  readonly associationTime: string;
}
export interface Sort {
  readonly sortProperty: "AssociationTime" | "CaseId";
  readonly sortOrder: "Asc" | "Desc";
}

export function serviceWith(items: readonly { readonly caseId: string; readonly at: number }[]): FakeService {
  const service = new FakeService(new ConnectState(() => new Date(START)));
  service.state.addDomain({ ...HOME, domainId: "d-1" });
  for (const [index, item] of items.entries()) add(service, `r-${index}`, item.caseId, item.at);
  return service;
}

export function add(service: FakeService, fileId: string, caseId: string, at: number): void {
  service.state.attachFile({ domainId: "d-1", caseId, instanceId: "i-1", fileId, associatedAt: new Date(START + at) });
}

export interface Answer {
  readonly relatedItems: readonly Item[];
  readonly nextToken?: string;
}

export function search(service: FakeService, body: Record<string, unknown>): Answer {
  return service.callByName("SearchAllRelatedItems", { path: { domainId: "d-1" }, body }) as unknown as Answer;
}

export function* pages(service: FakeService, body: Record<string, unknown>): Generator<readonly Item[]> {
  let nextToken: string | undefined;
  do {
    const answer = search(service, { ...body, ...(nextToken === undefined ? {} : { nextToken }) });
    yield answer.relatedItems;
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
}
