import { type DiscoverOptions, type Issue, type ReferencePage, type ReferenceSource, show } from "@attached-files/core";
import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";
import { checkAwsClientOptions, text, wholeFrom1 } from "../aws-client/check-aws-client-options.ts";
import { casesOperations } from "./cases-operations.ts";
import { Denials } from "./denials.ts";
import { discoverDomain } from "./discover-domain.ts";
import { listDomains } from "./list-domains.ts";
import { fromResumeToken, type Position, START, scopeOf, toResumeToken } from "./position.ts";
import { UnreadItems } from "./unread-items.ts";

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
  const named = domainIds === undefined ? undefined : [...domainIds];
  const operations = casesOperations(clientOptions);
  const scope = scopeOf(instanceId, named);

  async function* discover({
    signal,
    resumeToken,
  }: DiscoverOptions = {}): AsyncGenerator<ReferencePage, void, undefined> {
    const listed = named === undefined ? await listDomains(operations, signal) : undefined;
    const position = fromResumeToken(resumeToken, scope) ?? START;
    if (listed !== undefined && listed.irregularities.length > 0) {
      yield { references: [], irregularities: listed.irregularities, resumeToken: toResumeToken(position, scope) };
    }
    const denials = new Denials(position.denied);
    const unread = new UnreadItems(position.unread);
    let done = position.done;
    for (const domainId of named ?? listed?.domainIds ?? []) {
      if (done.includes(domainId)) continue;
      const before = done;
      done = [...before, domainId];
      const after = done;
      const search = {
        operations,
        domainId,
        instanceId,
        casesAtOnce,
        signal,
        denials,
        unread,
        mark: (place?: Omit<Position, "done" | "domainId">): string => {
          const position = place === undefined ? { done: after } : { done: before, domainId, ...place };
          return toResumeToken({ ...missedSoFar(denials, unread), ...position }, scope);
        },
      };
      yield* discoverDomain(search, domainId === position.domainId ? position : START, named === undefined);
    }
    // Listed afresh by whoever resumes, and so counted afresh.
    unread.add(listed?.unread ?? 0);
    denials.end();
    unread.end();
  }
  return {
    discover,
    async close(): Promise<void> {
      operations.close();
    },
  };
}

/** For a resume token: whoever goes on from it has not seen these either. */
function missedSoFar(denials: Denials, unread: UnreadItems): Pick<Position, "denied" | "unread"> {
  return {
    ...(denials.count === 0 ? {} : { denied: denials.count }),
    ...(unread.count === 0 ? {} : { unread: unread.count }),
  };
}

function checkDomainIds(value: unknown, path: string): readonly Issue[] {
  // An id stands in a path and in ARNs.
  const check = text(/^[^\s/:]{1,500}$/, "a domain id of 1 to 500 characters");
  if (Array.isArray(value) && value.length > 0) return value.flatMap((id, index) => check(id, `${path}[${index}]`));
  return [{ path, expected: "a list of at least one domain id, or none at all", received: show(value) }];
}
