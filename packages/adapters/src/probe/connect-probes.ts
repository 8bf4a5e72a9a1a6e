import {
  BatchGetAttachedFileMetadataCommand,
  ConnectClient,
  ListAttachedFilesConfigurationsCommand,
} from "@aws-sdk/client-connect";
import {
  ConnectCasesClient,
  GetDomainCommand,
  ListDomainsCommand,
  SearchAllRelatedItemsCommand,
} from "@aws-sdk/client-connectcases";
import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";
import { checkAwsClientOptions } from "../aws-client/check-aws-client-options.ts";
import { toClientConfig } from "../aws-client/to-client-config.ts";
import { type Probe, prober } from "./probe.ts";

/** The first file that a search of a domain found, as far as it told. */
export interface FoundFile {
  readonly caseId?: string;
  readonly fileArn?: string;
}

/** Single calls to Amazon Connect and its Cases that change nothing: one for each operation that a job makes. */
export interface ConnectProbes {
  /** Asks for one file. */
  askForFile(
    instanceId: string,
    associatedResourceArn: string,
    fileId: string,
    signal: AbortSignal,
  ): Promise<Probe<object>>;
  listConfigurations(instanceId: string, signal: AbortSignal): Promise<Probe<object>>;
  /** At most ten domains' ids. */
  listDomains(signal: AbortSignal): Promise<Probe<readonly string[]>>;
  getDomain(domainId: string, signal: AbortSignal): Promise<Probe<object>>;
  /** Searches a domain for a file; `value` is empty where there is none among the newest. */
  findFile(domainId: string, signal: AbortSignal): Promise<Probe<FoundFile>>;
  close(): void;
}

/**
 * Questions about Amazon Connect and its Cases domains. None of them changes anything.
 *
 * @throws {InvalidInputError} an option is wrong or unknown; nothing was opened.
 */
export function connectProbes(options: AwsClientOptions = {}): ConnectProbes {
  checkAwsClientOptions("connectProbes", options);
  const connect = new ConnectClient(toClientConfig(options));
  const cases = new ConnectCasesClient(toClientConfig(options));
  const askConnect = prober(connect, options.requestTimeoutMs);
  const askCases = prober(cases, options.requestTimeoutMs);
  return {
    askForFile: (InstanceId, AssociatedResourceArn, fileId, signal) => {
      const input = { InstanceId, AssociatedResourceArn, FileIds: [fileId] };
      return askConnect("BatchGetAttachedFileMetadata", new BatchGetAttachedFileMetadataCommand(input), signal);
    },
    listConfigurations: (InstanceId, signal) => {
      const command = new ListAttachedFilesConfigurationsCommand({ InstanceId, MaxResults: 1 });
      return askConnect("ListAttachedFilesConfigurations", command, signal);
    },
    listDomains: async (signal) => {
      const command = new ListDomainsCommand({ maxResults: 10 });
      const { value, ...seen } = await askCases<{ domains?: { domainId?: string }[] }>("ListDomains", command, signal);
      if (value === undefined) return seen;
      const ids = (value.domains ?? []).flatMap(({ domainId }) => (domainId === undefined ? [] : [domainId]));
      return { ...seen, value: ids };
    },
    getDomain: (domainId, signal) => askCases("GetDomain", new GetDomainCommand({ domainId }), signal),
    findFile: async (domainId, signal) => {
      const command = new SearchAllRelatedItemsCommand({
        domainId,
        maxResults: 1,
        filters: [{ file: {} }],
        sorts: [{ sortProperty: "AssociationTime", sortOrder: "Desc" }],
      });
      const { value, ...seen } = await askCases<FoundItems>("SearchAllRelatedItems", command, signal);
      if (value === undefined) return seen;
      // The list is sparse.
      const item = (value.relatedItems ?? []).find((each) => each?.content?.file !== undefined);
      const { caseId } = item ?? {};
      const fileArn = item?.content?.file?.fileArn;
      return {
        ...seen,
        value: { ...(caseId === undefined ? {} : { caseId }), ...(fileArn === undefined ? {} : { fileArn }) },
      };
    },
    close: () => {
      connect.destroy();
      cases.destroy();
    },
  };
}

interface FoundItems {
  readonly relatedItems?: readonly (
    | { readonly caseId?: string; readonly content?: { readonly file?: { readonly fileArn?: string } } }
    | null
    | undefined
  )[];
}
