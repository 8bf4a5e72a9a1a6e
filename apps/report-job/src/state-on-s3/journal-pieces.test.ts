import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Piece } from "./head.ts";
import { nextPiece } from "./journal-pieces.ts";

interface Sent {
  readonly pieces: readonly Piece[];
  readonly bytes: number;
}

function send({ pieces, bytes }: Sent, sizeBytes: number): Sent {
  const next = nextPiece(pieces, sizeBytes);
  if (next === undefined) return { pieces, bytes };
  const contentBytes = next.to - next.from;
  const piece = {
    key: `files/${next.from}-${next.to}`,
    sizeBytes: 1,
    sha256: "",
    contentBytes,
    encoding: "gzip",
  } as const;
  return { pieces: [...next.kept, piece], bytes: bytes + contentBytes };
}

const NOTHING: Sent = { pieces: [], bytes: 0 };

describe("the pieces of a journal that grows", () => {
  it("are all of it, one behind the other, at any time", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 50 }), (growths) => {
        let [sent, size] = [NOTHING, 0];
        for (const growth of growths) {
          size += growth;
          sent = send(sent, size);
          let from = 0;
          for (const { key, contentBytes } of sent.pieces) {
            expect(key).toBe(`files/${from}-${from + contentBytes}`);
            from += contentBytes;
          }
          expect(from).toBe(size);
        }
      }),
    );
  });

  it("are few, and few bytes are sent again: both with the logarithm of how often it grew", () => {
    const [times, growth] = [5000, 2000];
    let sent = NOTHING;
    let most = 0;
    for (let size = growth; size <= times * growth; size += growth) {
      sent = send(sent, size);
      most = Math.max(most, sent.pieces.length);
    }
    expect(most).toBeLessThanOrEqual(Math.ceil(Math.log2(times)));
    expect(sent.bytes / (times * growth)).toBeLessThanOrEqual(Math.ceil(Math.log2(times)) + 1);
  });

  it("stay as they are where nothing was added, and where half a unit was cut off", () => {
    const { pieces } = send(NOTHING, 100);
    expect(nextPiece(pieces, 100)).toBeUndefined();
    expect(nextPiece(pieces, 90)).toBeUndefined();
  });
});
