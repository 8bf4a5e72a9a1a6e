import type { Piece } from "./head.ts";

/** A part of a journal that is to be put into the bucket, and the pieces in whose place it comes. */
export interface NextPiece {
  readonly from: number;
  readonly to: number;
  readonly kept: readonly Piece[];
}

/** A piece is sent again together with the next one as long as it is not more than so many times larger. */
const GROWTH = 2;

/**
 * What of a growing journal is to be sent: what is new, and with it the pieces before it that are not much larger. So a journal has
 * few pieces, which are few requests and few names, and each byte is sent few times: both grow with the logarithm of its size.
 *
 * @param sizeBytes of the journal now; it never shrinks while it is written.
 * @returns nothing where nothing is new.
 */
export function nextPiece(pieces: readonly Piece[], sizeBytes: number): NextPiece | undefined {
  let from = pieces.reduce((all, { contentBytes }) => all + contentBytes, 0);
  if (sizeBytes <= from) return undefined;
  const kept = [...pieces];
  for (let last = kept.at(-1); last !== undefined; last = kept.at(-1)) {
    if (last.contentBytes > GROWTH * (sizeBytes - from)) break;
    from -= last.contentBytes;
    kept.pop();
  }
  return { from, to: sizeBytes, kept };
}
