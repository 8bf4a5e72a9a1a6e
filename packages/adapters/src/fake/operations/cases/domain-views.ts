import type { CasesDomain } from "../../connect-state/cases-domain.ts";

interface View<T> {
  readonly query: string;
  readonly source: unknown;
  readonly entries: readonly T[];
}

/** Keeps the list that was last made of each domain, so that paging through a large one does not filter and sort it anew for every page. */
export class DomainViews<T> {
  readonly #views = new WeakMap<CasesDomain, View<T>>();

  /**
   * @param query everything that the list was asked for with.
   * @param source what the list was made from: another one, or another number, and the list is made anew.
   */
  get(domain: CasesDomain, query: string, source: unknown, make: () => readonly T[]): readonly T[] {
    const kept = this.#views.get(domain);
    if (kept?.query === query && kept.source === source) return kept.entries;
    const entries = make();
    this.#views.set(domain, { query, source, entries });
    return entries;
  }
}
