import { type ReferenceSource, SourceError } from "@attached-files/core";
import { CASES_PER_PAGE, type CasesOperations } from "../discovery/cases-operations.ts";
import { discoverReferences } from "../discovery/discover-references.ts";
import { callAsClient, type PortClient } from "./call-as-client.ts";
import type { WireObject } from "./connect-state/wire.ts";
import type { OperationInput } from "./operations/operation.ts";

const FILES = { maxResults: 25, filters: [{ file: {} }] };
const OLDEST_CASE_FIRST = [{ fieldId: "created_datetime", sortOrder: "Asc" }];

/** Discovery on the fake's own truth, without a network: led just as it is over AWS. */
export function fakeReferenceSource(client: PortClient): ReferenceSource {
  const operations = fakeCasesOperations(client);
  return {
    discover: discoverReferences(operations, { instanceId: undefined, casesAtOnce: 1 }),
    close: async () => operations.close(),
  };
}

/** The operations of Amazon Connect Cases on the fake's own truth. */
function fakeCasesOperations(client: PortClient): CasesOperations {
  let isOpen = true;
  const call = async (
    operation: string,
    input: Partial<OperationInput>,
    signal: AbortSignal | undefined,
  ): Promise<WireObject> => {
    if (!isOpen) throw new SourceError("Aborted", `${operation} was aborted: the source is closed`, { operation });
    return callAsClient(client, operation, input, signal);
  };
  return {
    listDomains: (nextToken, signal) => {
      const query: Record<string, string> = { maxResults: "10", ...(nextToken === undefined ? {} : { nextToken }) };
      return call("ListDomains", { query }, signal);
    },
    getDomain: (domainId, signal) => call("GetDomain", { path: { domainId } }, signal),
    searchAllFiles: (domainId, sortOrder, nextToken, signal) => {
      const body = { ...FILES, sorts: [{ sortProperty: "AssociationTime", sortOrder }], ...next(nextToken) };
      return call("SearchAllRelatedItems", { path: { domainId }, body }, signal);
    },
    searchCases: (domainId, nextToken, signal) => {
      const body = { maxResults: CASES_PER_PAGE, sorts: OLDEST_CASE_FIRST, ...next(nextToken) };
      return call("SearchCases", { path: { domainId }, body }, signal);
    },
    searchFilesOfCase: (domainId, caseId, nextToken, signal) =>
      call("SearchRelatedItems", { path: { domainId, caseId }, body: { ...FILES, ...next(nextToken) } }, signal),
    close: () => {
      isOpen = false;
    },
  };
}

function next(nextToken: string | undefined): WireObject {
  return nextToken === undefined ? {} : { nextToken };
}
