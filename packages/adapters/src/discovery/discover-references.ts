import type { DiscoverOptions, ReferencePage, ReferenceSource } from "@attached-files/core";
import { readAttachedSince } from "./attached-since.ts";
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
 * and, where that is denied, unknown or cut off, case by case. Then everything is found, also where only what was attached
 * since a moment has to be: a case of any age may have been given a file today.
 */
export function discoverReferences(
  operations: CasesOperations,
  { domainIds: named, instanceId, casesAtOnce }: SearchScope,
): ReferenceSource["discover"] {
  // What is wrong is told at once, not when somebody asks for the first page.
  return (options = {}) => discover(options, readAttachedSince(options.attachedSince));

  async function* discover(
    { signal, resumeToken, onFallback }: DiscoverOptions,
    attachedSinceMs: number | undefined,
  ): AsyncGenerator<ReferencePage, void, undefined> {
    const scope = scopeOf(instanceId, named, attachedSinceMs);
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
        attachedSinceMs,
        signal,
        onFallback,
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
