import { type Issue, show } from "../validation/result.ts";

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
  // Scalar values can only be fewer than UTF-16 units, so that counting them is rarely needed.
  const length = value.length <= range.most ? value.length : Array.from(value).length;
  if (length >= range.least && length <= range.most) return [];
  return [{ path, expected, received: `${length} characters: ${show(value)}` }];
}
