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
import { toClientConfig } from "../aws-client/to-client-config.ts";

/** An answer's JSON as it came. */
export type RawPage = Readonly<Record<string, unknown>>;
type Token = string | undefined;
type Signal = AbortSignal | undefined;

/**
 * The operations that find files, with the largest pages that each allows.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_Operations_Amazon_Connect_Cases.html (read 2026-11)
 */
export interface CasesOperations {
  listDomains(token: Token, signal: Signal): Promise<RawPage>;
  getDomain(domainId: string, signal: Signal): Promise<RawPage>;
  /** Files of a whole domain, oldest association first: what is added while paging comes at the end. */
  searchAllFiles(domainId: string, token: Token, signal: Signal): Promise<RawPage>;
  /** Cases of a domain, oldest first, for the same reason. */
  searchCases(domainId: string, token: Token, signal: Signal): Promise<RawPage>;
  searchFilesOfCase(domainId: string, caseId: string, token: Token, signal: Signal): Promise<RawPage>;
  close(): void;
}

type Command =
  | ListDomainsCommand
  | GetDomainCommand
  | SearchAllRelatedItemsCommand
  | SearchCasesCommand
  | SearchRelatedItemsCommand;

/** Cases on one page of SearchCases; the most that the model of October 2026 allows. */
export const CASES_PER_PAGE = 100;

export function casesOperations(options: AwsClientOptions): CasesOperations {
  const caller = createAwsCaller<Command>(new ConnectCasesClient(toClientConfig(options)), options);
  return {
    listDomains: (token, signal) =>
      caller.call("ListDomains", new ListDomainsCommand({ maxResults: 10, ...next(token) }), signal),
    getDomain: (domainId, signal) => caller.call("GetDomain", new GetDomainCommand({ domainId }), signal),
    searchAllFiles: (domainId, token, signal) => {
      const command = new SearchAllRelatedItemsCommand({
        domainId,
        maxResults: 25,
        filters: [{ file: {} }],
        sorts: [{ sortProperty: "AssociationTime", sortOrder: "Asc" }],
        ...next(token),
      });
      return caller.call("SearchAllRelatedItems", command, signal);
    },
    searchCases: (domainId, token, signal) => {
      const command = new SearchCasesCommand({
        domainId,
        maxResults: CASES_PER_PAGE,
        // A system field of every domain; without fields in the answer, since the case ids are all that is needed.
        sorts: [{ fieldId: "created_datetime", sortOrder: "Asc" }],
        ...next(token),
      });
      return caller.call("SearchCases", command, signal);
    },
    searchFilesOfCase: (domainId, caseId, token, signal) => {
      const command = new SearchRelatedItemsCommand({
        domainId,
        caseId,
        maxResults: 25,
        filters: [{ file: {} }],
        ...next(token),
      });
      return caller.call("SearchRelatedItems", command, signal);
    },
    close: () => caller.close(),
  };
}

function next(token: Token): { nextToken?: string } {
  return token === undefined ? {} : { nextToken: token };
}
