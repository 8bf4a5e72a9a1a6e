import { type Issue, type ReferenceSource, show } from "@attached-files/core";
import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";
import { checkAwsClientOptions, text, wholeFrom1 } from "../aws-client/check-aws-client-options.ts";
import { discoverReferences } from "../discovery/discover-references.ts";
import { casesOperations } from "./cases-operations.ts";

/** How to reach Amazon Connect Cases, and where to search. All of it is optional. */
export interface ConnectReferenceSourceOptions extends AwsClientOptions {
  /** Cases domains to search. @default all that ListDomains names in the account and Region */
  readonly domainIds?: readonly string[];
  /** Files of other instances are noted as irregular, and are no references. @default files of all instances */
  readonly instanceId?: string;
  /** Cases searched at a time, where a domain must be searched case by case. @default 4 */
  readonly casesAtOnce?: number;
}

/**
 * The reference source that asks Amazon Connect Cases, through the official SDK. It searches each domain as a whole
 * (SearchAllRelatedItems) and, where that is denied, unknown or cut off, case by case (SearchCases, SearchRelatedItems).
 * A case that may not be searched, and an item that cannot be read, are noted; the others are searched, and then the
 * discovery rejects as unfinished.
 *
 * @throws {InvalidInputError} an option is wrong or unknown; nothing was opened.
 */
export function connectReferenceSource(options: ConnectReferenceSourceOptions = {}): ReferenceSource {
  checkAwsClientOptions("connectReferenceSource", options, {
    domainIds: checkDomainIds,
    instanceId: text(/^.{1,100}$/, "an instance id of 1 to 100 characters"),
    casesAtOnce: wholeFrom1,
  });
  const { domainIds, instanceId, casesAtOnce = 4, ...clientOptions } = options;
  const operations = casesOperations(clientOptions);
  return {
    discover: discoverReferences(operations, {
      instanceId,
      casesAtOnce,
      ...(domainIds === undefined ? {} : { domainIds: [...domainIds] }),
    }),
    close: async () => operations.close(),
  };
}

function checkDomainIds(value: unknown, path: string): readonly Issue[] {
  // An id stands in a path and in ARNs.
  const check = text(/^[^\s/:]{1,500}$/, "a domain id of 1 to 500 characters");
  if (Array.isArray(value) && value.length > 0) return value.flatMap((id, index) => check(id, `${path}[${index}]`));
  return [{ path, expected: "a list of at least one domain id, or none at all", received: show(value) }];
}
