import { isSourceError, type ReferencePage, SourceError } from "@attached-files/core";
import { reachesBackBehind } from "./association-time.ts";
import { CASES_PER_PAGE } from "./cases-operations.ts";
import type { DomainSearch } from "./domain-search.ts";
import { followPages, readList } from "./follow-pages.ts";
import { mapInOrder } from "./map-in-order.ts";
import type { Position } from "./position.ts";
import { readRelatedItems } from "./read-related-items.ts";
import { readCaseIds, searchCase } from "./search-case.ts";

type Pages = AsyncGenerator<ReferencePage, void, undefined>;

/**
 * Searches the whole domain at once: the oldest files first, so that what is added while paging comes at the end; or, as
 * the service filters by no time, the newest first, and no further back than has to be.
 */
export async function* searchAllFiles(search: DomainSearch, from: string | undefined): Pages {
  const { operations, domainId, instanceId, attachedSinceMs, signal, unread, mark } = search;
  const order = attachedSinceMs === undefined ? "Asc" : "Desc";
  const onUnread = (): void => unread.add(1);
  const pages = followPages(
    "SearchAllRelatedItems",
    (token) => operations.searchAllFiles(domainId, order, token, signal),
    from,
  );
  for await (const { raw, nextToken } of pages) {
    const items = readList("SearchAllRelatedItems", raw, "relatedItems");
    const found = readRelatedItems(items, { domainId, instanceId, onUnread });
    const isFarEnough = attachedSinceMs !== undefined && reachesBackBehind(attachedSinceMs, items);
    const isLast = nextToken === undefined || isFarEnough;
    yield { ...found, resumeToken: isLast ? mark() : mark({ method: "all", token: nextToken }) };
    if (isFarEnough) return;
  }
}

/**
 * Searches case by case. Every page on the way through a page of cases resumes at that page of cases, so that at most
 * that many calls are made again; its last page carries what the page of cases itself held, and resumes behind it.
 *
 * @throws {SourceError} UnexpectedAnswer, where the service ends its list far short of its own count: a silent cap
 *   would make an incomplete discovery look complete.
 */
export async function* searchCaseByCase(search: DomainSearch, from: Pick<Position, "token" | "seen">): Pages {
  const { operations, domainId, casesAtOnce, denials, unread, signal, mark } = search;
  const pages = followPages("SearchCases", (token) => operations.searchCases(domainId, token, signal), from.token);
  let seen = from.seen ?? 0;
  for await (const { raw, token, nextToken } of pages) {
    if (token === undefined) seen = 0;
    const cases = readList("SearchCases", raw, "cases");
    const { caseIds, irregularities } = readCaseIds(cases);
    const before = { denied: denials.count, unread: unread.count };
    const here = mark({ method: "cases", seen, ...before, ...(token === undefined ? {} : { token }) });
    unread.add(irregularities.filter(({ kind }) => kind === "unreadable-item").length);
    for await (const found of mapInOrder(
      caseIds,
      casesAtOnce,
      (caseId, stop) => searchCase(search, caseId, stop),
      signal,
    )) {
      if (found.references.length > 0 || found.irregularities.length > 0) yield { ...found, resumeToken: here };
    }
    seen += cases.length;
    if (nextToken === undefined) checkCount(seen, raw.totalCount);
    const resumeToken = nextToken === undefined ? mark() : mark({ method: "cases", token: nextToken, seen });
    yield { references: [], irregularities, resumeToken };
  }
}

/** One page of difference is allowed: cases come and go while they are listed. */
function checkCount(seen: number, totalCount: unknown): void {
  if (typeof totalCount !== "number" || seen + CASES_PER_PAGE >= totalCount) return;
  const message = `SearchCases ended after ${seen} of ${totalCount} cases`;
  throw new SourceError("UnexpectedAnswer", message, { operation: "SearchCases" });
}

const NO_SUCH_OPERATION = new Set([
  "UnknownOperationException",
  "UnknownOperation",
  "UnsupportedOperation",
  "UnsupportedOperationException",
  "InvalidAction",
]);
const SAYS_NO_SUCH_OPERATION =
  /\b(unknown|unsupported|unrecognized) operation\b|\boperation\b.{0,80}\b(unknown|unsupported|not (supported|available|recognized|found))\b/i;

/** Whether an error says that this search is not to be had, so that the domain must be searched case by case. */
export function isDeniedOrUnsupported(error: unknown): error is SourceError {
  if (!isSourceError(error)) return false;
  if (error.code === "AccessDeniedException") return true;
  if (error.awsErrorName !== undefined && NO_SUCH_OPERATION.has(error.awsErrorName)) return true;
  if (error.code === "InvalidRequestException") return SAYS_NO_SUCH_OPERATION.test(error.message);
  if (isUnknownRoute(error)) return true;
  // A route that nobody knows, answered by something that does not name its errors.
  const status = (error.cause as { $metadata?: { httpStatusCode?: unknown } } | undefined)?.$metadata?.httpStatusCode;
  return status === 404 && isSourceError(error, "UnexpectedAnswer", "ForeignAnswer");
}

/**
 * API Gateway says 'Missing Authentication Token' of a route that it does not know, to signed requests too; and what was
 * sent at all was signed. Whether Cases ever answers so is unknown.
 *
 * @see https://repost.aws/knowledge-center/api-gateway-authentication-token-errors (read 2026-11)
 */
function isUnknownRoute({ code, message }: SourceError): boolean {
  return code === "CredentialsUnavailable" && message === "Missing Authentication Token";
}
