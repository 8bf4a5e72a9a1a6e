import { isSourceError, type ReferenceSource, type SearchFallback, type SourceErrorCode } from "@attached-files/core";
import { fallbackRow } from "../state/fallbacks.ts";
import type { Journal } from "../state/journal.ts";
import { pageRows, type Spent, spentRows } from "../state/journal-rows.ts";

export interface DiscoveryEnd {
  readonly finished: boolean;
  /** Whether it was told to stop where it was, to go on there later. */
  readonly stopped: boolean;
  /** What ended it early. */
  readonly trouble?: { readonly code: SourceErrorCode; readonly message: string; readonly operation?: string };
}

/** What is said of a search that its time ended. */
export const SEARCH_TIME_ENDED = { code: "TimeBox", message: "the time for the search of this run ended" } as const;

export interface DiscoverOptions {
  /** Only files that were attached at this moment, ISO 8601, or later; all of them without it. */
  readonly attachedSince?: string;
  readonly resumeToken?: string;
  /** Ends it; what was found stays found. */
  readonly signal: AbortSignal;
  /** Stops it, to go on later behind the last page. */
  readonly stop: AbortSignal;
  readonly onPage: (references: number) => void;
  readonly onFallback?: (fallback: SearchFallback) => void;
  /** What the source has spent since it was asked last. */
  readonly spent: () => Spent;
}

/** Records every page that the source finds. Trouble of the source ends it unfinished; what was found stays found. */
export async function discover(
  source: ReferenceSource,
  journal: Journal,
  options: DiscoverOptions,
): Promise<DiscoveryEnd> {
  const fallbacks: string[] = [];
  const onFallback = (fallback: SearchFallback): void => {
    fallbacks.push(fallbackRow(fallback));
    options.onFallback?.(fallback);
  };
  // With the page behind it: whoever goes on before that page falls back once more.
  const withFallbacks = (rows: string): string => `${fallbacks.splice(0).join("")}${rows}`;
  const noting = { ...journal, append: (rows: string) => journal.append(withFallbacks(rows)) };
  try {
    return await readPages(source, noting, { ...options, onFallback });
  } finally {
    // Where the journal itself is the trouble, closing it tells.
    await noting.append(spentRows(options.spent())).catch(() => {});
  }
}

async function readPages(source: ReferenceSource, journal: Journal, options: DiscoverOptions): Promise<DiscoveryEnd> {
  const { resumeToken, attachedSince, signal, stop, onPage, onFallback, spent } = options;
  let number = 0;
  try {
    const pages = source.discover({
      signal: AbortSignal.any([signal, stop]),
      ...(resumeToken === undefined ? {} : { resumeToken }),
      ...(attachedSince === undefined ? {} : { attachedSince }),
      ...(onFallback === undefined ? {} : { onFallback }),
    });
    for await (const page of pages) {
      await journal.append(pageRows(page, number++, spent()));
      onPage(page.references.length);
      // A source that has the next page at hand need not look at the signal.
      if (stop.aborted) return { finished: false, stopped: true };
    }
    return { finished: true, stopped: false };
  } catch (error) {
    if (stop.aborted && !signal.aborted) return { finished: false, stopped: true };
    if (!isSourceError(error) || error.code === "Aborted") throw error;
    const { code, message, operation } = error;
    const of = operation === undefined ? {} : { operation };
    return { finished: false, stopped: false, trouble: { code, message, ...of } };
  }
}
