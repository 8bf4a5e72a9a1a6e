import { isSourceError, type ReferenceSource, type SourceErrorCode } from "@attached-files/core";
import type { Journal } from "../state/journal.ts";
import { pageRows } from "../state/journal-rows.ts";

export interface DiscoveryEnd {
  readonly finished: boolean;
  /** What ended it early. */
  readonly trouble?: { readonly code: SourceErrorCode; readonly message: string };
}

export interface DiscoverStepOptions {
  readonly resumeToken?: string;
  readonly signal: AbortSignal;
  readonly onPage: (references: number) => void;
}

/** Records every page that the source finds. Trouble of the source ends it unfinished; what was found stays found. */
export async function discover(
  source: ReferenceSource,
  journal: Journal,
  options: DiscoverStepOptions,
): Promise<DiscoveryEnd> {
  const { resumeToken, signal, onPage } = options;
  let number = 0;
  try {
    for await (const page of source.discover({ signal, ...(resumeToken === undefined ? {} : { resumeToken }) })) {
      await journal.append(pageRows(page, number++));
      onPage(page.references.length);
    }
    return { finished: true };
  } catch (error) {
    if (!isSourceError(error) || error.code === "Aborted") throw error;
    return { finished: false, trouble: { code: error.code, message: error.message } };
  }
}
