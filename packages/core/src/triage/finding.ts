import type { Rate, Span } from "./rejection-counts.ts";

/** What is likely, of rejected files that belong together. */
export type TriageFinding = ScannerOutage | RejectionCluster;

/** The scanner, not the files: rejections of many uploaders and types at once. */
export interface ScannerOutage extends Evidence {
  readonly kind: "scanner-outage";
  readonly span: Span;
}

/** One uploader or one type, named. */
export interface RejectionCluster extends Evidence {
  readonly kind: "uploader-cluster" | "type-cluster";
  /** The uploader, or the type by its extension. */
  readonly value: string;
  /** Its own files; `created` and `rejected` are of all files that were looked at. */
  readonly own: Rate;
  /** When; undefined where it is no matter of a short time, but of all files outside the spikes. */
  readonly span: Span | undefined;
}

/** What a finding rests on. */
export interface Evidence extends Rate {
  /** Different uploaders among the rejected files. */
  readonly uploaders: number;
  /** Different types among the rejected files. */
  readonly fileTypes: number;
  /** Rejected files without an uploader. */
  readonly withoutUploader: number;
  /** What it is compared with: all other times of a spike, else all other uploaders or types; undefined without any. */
  readonly usual: Rate | undefined;
}
