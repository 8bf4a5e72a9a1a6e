import { isSourceError, type ReferencePage, SourceError, type SourceErrorDetails, show } from "@attached-files/core";
import type { DomainSearch } from "./domain-search.ts";
import { speaksOfToken } from "./follow-pages.ts";
import type { Position } from "./position.ts";
import { isDeniedOrUnsupported, searchAllFiles, searchCaseByCase } from "./search-domain.ts";

type Pages = AsyncGenerator<ReferencePage, void, undefined>;

/**
 * Finds the references of one domain, by the best method that is to be had.
 *
 * @param listed whether the domain was found by ListDomains, not named by somebody. ListDomains tells no status, and
 *   names domains whose creation goes on or has failed; asked only when such a domain refuses, because it costs a call
 *   and a permission. A domain that somebody has named must be there.
 */
export async function* discoverDomain(search: DomainSearch, from: Position, listed: boolean): Pages {
  try {
    yield* byBestMethod(search, from);
  } catch (error) {
    const absence = listed ? await explainAbsence(search, error) : undefined;
    if (absence === undefined) throw inDomain(search.domainId, error);
    const irregularity = { kind: "unreadable-item", path: "domains[]", detail: absence } as const;
    yield { references: [], irregularities: [irregularity], resumeToken: search.mark() };
  }
}

async function* byBestMethod(search: DomainSearch, from: Position): Pages {
  if (from.method === "cases") return yield* searchCaseByCase(search, from);
  let refusal: SourceError;
  let pages = 0;
  try {
    for await (const page of searchAllFiles(search, from.token)) {
      pages += 1;
      yield page;
    }
    return;
  } catch (error) {
    // A search that was understood at first and is refused later has an end of its own: a window, or a cap.
    const isCut = pages > 0 && isSourceError(error, "InvalidRequestException") && !speaksOfToken(error);
    if (!isCut && !isDeniedOrUnsupported(error)) throw error;
    refusal = error;
    search.onFallback?.({ domainId: search.domainId, operation: "SearchAllRelatedItems", error });
  }
  try {
    yield* searchCaseByCase(search, {});
  } catch (error) {
    if (!isSourceError(error, "AccessDeniedException", "CredentialsUnavailable")) throw error;
    throw retold(error, `${error.message} (tried after SearchAllRelatedItems: ${refusal.message})`);
  }
}

/** Why a listed domain has no files; undefined where it should have. */
async function explainAbsence(
  { operations, domainId, signal }: DomainSearch,
  error: unknown,
): Promise<string | undefined> {
  if (!isSourceError(error, "ResourceNotFoundException", "InvalidRequestException")) return undefined;
  try {
    const { domainStatus } = await operations.getDomain(domainId, signal);
    if (typeof domainStatus !== "string" || domainStatus === "Active") return undefined;
    return `domain ${show(domainId)} is ${show(domainStatus)}: ${error.message}`;
  } catch (failure) {
    if (isSourceError(failure, "Aborted")) throw failure;
    if (!isSourceError(failure, "ResourceNotFoundException")) return undefined;
    return `domain ${show(domainId)} was listed and is not there: ${failure.message}`;
  }
}

function inDomain(domainId: string, error: unknown): unknown {
  if (!isSourceError(error) || error.code === "Aborted") return error;
  return retold(error, `domain ${domainId}: ${error.message}`);
}

/** The same error with more to say. */
function retold(error: SourceError, message: string): SourceError {
  const { cause, operation, requestId, awsErrorName, retryAfterMs, reason } = error;
  const details = { cause, operation, requestId, awsErrorName, retryAfterMs, reason };
  const known = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
  return new SourceError(error.code, message, known as SourceErrorDetails);
}
