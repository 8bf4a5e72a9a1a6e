import type { Irregularity } from "../attached-file/irregularity.ts";
import type { SourceError } from "../errors/source-error.ts";
import type { FileReference } from "../file-reference/file-reference.ts";

/** A reference as a search found it. */
export interface DiscoveredReference extends FileReference {
  /** When the file was attached to the case, ISO 8601 with milliseconds in UTC, where the search tells. */
  readonly associationTime?: string;
}

/** One step of a discovery. */
export interface ReferencePage {
  readonly references: readonly DiscoveredReference[];
  /** Null entries, items without a file ARN, files of another instance: what the search held and is no reference. */
  readonly irregularities: readonly Irregularity[];
  /**
   * Given back to `discover`, goes on behind this page, or a little before its end: nothing is lost, and something may
   * come again. A hint that may expire, never needed for correctness.
   */
  readonly resumeToken?: string;
}

/** Where a discovery begins, and what ends it. */
export interface DiscoverOptions {
  /** Ends the discovery; it then rejects with SourceError Aborted. */
  readonly signal?: AbortSignal;
  /** From an earlier page of the same source. One that is no longer accepted makes the discovery start afresh. */
  readonly resumeToken?: string;
  /**
   * Only files that were attached at that moment or later need to be found; more may come, and a source that cannot tell
   * finds all. ISO 8601 in UTC, from 1970 on, as `2026-11-24T06:00:00Z`. A resume token is of one moment alone.
   *
   * @default everything is to be found
   */
  readonly attachedSince?: string;
  /** Told where a better way to search was refused, and the discovery goes on by one that takes more calls. */
  readonly onFallback?: (fallback: SearchFallback) => void;
}

/** A way to search that was refused, and what is done instead. All the same is found. */
export interface SearchFallback {
  /** The Cases domain that is searched. */
  readonly domainId: string;
  /** The operation that was refused, as SearchAllRelatedItems. */
  readonly operation: string;
  /** Why, in the source's own words: strangers' text. */
  readonly error: SourceError;
}

/** Port: whoever can find references. */
export interface ReferenceSource {
  /**
   * Finds every reference, a page at a time; the same one may come more than once. Only an iteration that ends by
   * itself has seen everything.
   *
   * What changes meanwhile: a file that is attached before the end is found, or else by the next discovery. One that is
   * taken away can hide as many others for this once, where the service's page tokens count places; which is why whoever
   * remembers references keeps asking about those that a discovery does not name.
   *
   * With `attachedSince` it says nothing of the files that it does not name: they may be there or not. So whoever remembers
   * references makes a discovery of everything now and then, which also finds what was hidden; and goes back each time at
   * least to the beginning of the last discovery that ended by itself, better to a while before it: what is attached
   * meanwhile may be on none of its pages, and a search may learn of a file late.
   *
   * @throws {InvalidInputError} `attachedSince` is no such moment; no call was made.
   * @throws {SourceError} the discovery could not go on, or has seen what it could and not everything.
   */
  discover(options?: DiscoverOptions): AsyncIterable<ReferencePage>;

  /** Closes what is open. Calling it again does nothing. */
  close(): Promise<void>;
}
