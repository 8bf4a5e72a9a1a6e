/** A block of code on a page of the documentation. */
export interface CodeBlock {
  /** Relative to the root of the repository. */
  readonly page: string;
  /** Of its fence, counted from 1. */
  readonly line: number;
  /** As it is tagged, in lower case; empty where it is not. */
  readonly language: string;
  readonly code: string;
  /** The text of the paragraph right above it; empty where there is none. */
  readonly above: string;
}

/** Where a block stands, as editors and terminals open it. */
export function placeOf({ page, line }: CodeBlock): string {
  return `${page}:${line}`;
}
