import type { DiscoverOptions, ReferencePage, ReferenceSource } from "@attached-files/core";
import type { CasesOperations } from "./cases-operations.ts";
import { Denials } from "./denials.ts";
import { discoverDomain } from "./discover-domain.ts";
import { listDomains } from "./list-domains.ts";
import { fromResumeToken, type Position, START, scopeOf, toResumeToken } from "./position.ts";
import { UnreadItems } from "./unread-items.ts";

/** Where to search, and how. */
export interface SearchScope {
  /** @default all that ListDomains names */
  readonly domainIds?: readonly string[];
  /** Files of other instances are noted as irregular, and are no references. */
  readonly instanceId: string | undefined;
  /** Cases searched at a time, where a domain must be searched case by case. */
  readonly casesAtOnce: number;
}

/**
 * Leads a discovery over the operations of Amazon Connect Cases, whoever answers them: each domain is searched as a whole
 * and, where that is denied, unknown or cut off, case by case.
 */
export function discoverReferences(
  operations: CasesOperations,
  { domainIds: named, instanceId, casesAtOnce }: SearchScope,
): ReferenceSource["discover"] {
  const scope = scopeOf(instanceId, named);
  return discover;

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
}

/** For a resume token: whoever goes on from it has not seen these either. */
function missedSoFar(denials: Denials, unread: UnreadItems): Pick<Position, "denied" | "unread"> {
  return {
    ...(denials.count === 0 ? {} : { denied: denials.count }),
    ...(unread.count === 0 ? {} : { unread: unread.count }),
  };
}
