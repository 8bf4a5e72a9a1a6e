import {
  ConnectCasesClient,
  GetDomainCommand,
  ListDomainsCommand,
  SearchAllRelatedItemsCommand,
  SearchCasesCommand,
  SearchRelatedItemsCommand,
} from "@aws-sdk/client-connectcases";
import { createAwsCaller } from "../aws-client/aws-caller.ts";
import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";
import { tellCall } from "../aws-client/tell-call.ts";
import { toClientConfig } from "../aws-client/to-client-config.ts";
import {
  CASES_PER_PAGE,
  type CasesOperations,
  type RawPage,
  type Signal,
  type Token,
} from "../discovery/cases-operations.ts";

type Command =
  | ListDomainsCommand
  | GetDomainCommand
  | SearchAllRelatedItemsCommand
  | SearchCasesCommand
  | SearchRelatedItemsCommand;

/** The operations of Amazon Connect Cases, through the official SDK. */
export function casesOperations(options: AwsClientOptions): CasesOperations {
  const caller = createAwsCaller<Command>(new ConnectCasesClient(toClientConfig(options)), options);
  const call = (operation: string, command: Command, signal: Signal): Promise<RawPage> =>
    tellCall(options.onCall, operation, () => caller.call(operation, command, signal));
  return {
    listDomains: (token, signal) =>
      call("ListDomains", new ListDomainsCommand({ maxResults: 10, ...next(token) }), signal),
    getDomain: (domainId, signal) => call("GetDomain", new GetDomainCommand({ domainId }), signal),
    searchAllFiles: (domainId, sortOrder, token, signal) => {
      const command = new SearchAllRelatedItemsCommand({
        domainId,
        maxResults: 25,
        filters: [{ file: {} }],
        sorts: [{ sortProperty: "AssociationTime", sortOrder }],
        ...next(token),
      });
      return call("SearchAllRelatedItems", command, signal);
    },
    searchCases: (domainId, token, signal) => {
      const command = new SearchCasesCommand({
        domainId,
        maxResults: CASES_PER_PAGE,
        // A system field of every domain; without fields in the answer, since the case ids are all that is needed.
        sorts: [{ fieldId: "created_datetime", sortOrder: "Asc" }],
        ...next(token),
      });
      return call("SearchCases", command, signal);
    },
    searchFilesOfCase: (domainId, caseId, token, signal) => {
      const command = new SearchRelatedItemsCommand({
        domainId,
        caseId,
        maxResults: 25,
        filters: [{ file: {} }],
        ...next(token),
      });
      return call("SearchRelatedItems", command, signal);
    },
    close: () => caller.close(),
  };
}

function next(token: Token): { nextToken?: string } {
  return token === undefined ? {} : { nextToken: token };
}
