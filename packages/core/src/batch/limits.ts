import { type Issue, show } from "../validation/result.ts";

/** The least and the most that is allowed, both included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * What BatchGetAttachedFileMetadata accepts. Lengths are in characters (Unicode scalar values, as Smithy counts them).
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_BatchGetAttachedFileMetadata.html (read 2026-11)
 */
export const LIMITS: Readonly<Record<"instanceIdLength" | "fileIdLength" | "fileIdsPerCall", Range>> = {
  instanceIdLength: { least: 1, most: 100 },
  fileIdLength: { least: 1, most: 256 },
  fileIdsPerCall: { least: 1, most: 100 },
};

/** The issues of a text that must have a length within a range; none when it is fine. */
export function checkText(value: unknown, path: string, range: Range): readonly Issue[] {
  const expected = `a text of ${range.least} to ${range.most} characters`;
  if (typeof value !== "string") return [{ path, expected, received: show(value) }];
  if (!value.isWellFormed()) {
    // Neither an address nor UTF-8 can carry it; what arrived would be another id.
    return [{ path, expected, received: `half of a character: ${show(value)}` }];
  }
  const length = countCharacters(value);
  if (length >= range.least && length <= range.most) return [];
  return [{ path, expected, received: `${length} characters: ${show(value)}` }];
}

/** How many characters a text has: Unicode scalar values, as Smithy counts them. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}
