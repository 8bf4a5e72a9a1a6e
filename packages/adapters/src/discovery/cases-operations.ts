/** Cases on one page of SearchCases; the most that the model of October 2026 allows. */
export const CASES_PER_PAGE = 100;

/** An answer's JSON as it came. */
export type RawPage = Readonly<Record<string, unknown>>;
/** Of the page to come; undefined for the first. */
export type Token = string | undefined;
/** The operation's own words: the oldest association first, or the newest. */
export type AssociationOrder = "Asc" | "Desc";
export type Signal = AbortSignal | undefined;

/**
 * The operations that find files, with the largest pages that each allows.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_Operations_Amazon_Connect_Cases.html (read 2026-11)
 */
export interface CasesOperations {
  listDomains(token: Token, signal: Signal): Promise<RawPage>;
  getDomain(domainId: string, signal: Signal): Promise<RawPage>;
  /** Files of a whole domain, by the time of their association. */
  searchAllFiles(domainId: string, order: AssociationOrder, token: Token, signal: Signal): Promise<RawPage>;
  /** Cases of a domain, oldest first: what is added while paging comes at the end. */
  searchCases(domainId: string, token: Token, signal: Signal): Promise<RawPage>;
  searchFilesOfCase(domainId: string, caseId: string, token: Token, signal: Signal): Promise<RawPage>;
  close(): void;
}
