import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Irregularity } from "./irregularity.ts";
import { readSize } from "./read-size.ts";

const MOST = 2n ** 63n - 1n;

function read(raw: unknown): { size: number | bigint | undefined; notes: Irregularity[] } {
  const notes: Irregularity[] = [];
  return { size: readSize(raw, "Size", (note) => notes.push(note)), notes };
}

describe("a file's size", () => {
  it.each([
    [1, 1],
    [2 ** 31 - 1, 2_147_483_647],
    [2 ** 31, 2_147_483_648],
    [2 ** 32 + 1, 4_294_967_297],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [1n, 1],
    [BigInt(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER],
    [2n ** 53n, 2n ** 53n],
    [2n ** 53n + 1n, 2n ** 53n + 1n],
    [MOST, MOST],
  ])("of %s is read as %s, a bigint only where a number would lose digits", (raw, size) => {
    expect(read(raw)).toEqual({ size, notes: [] });
  });

  it.each([
    [0, 0],
    [-0, 0],
    [0n, 0],
    [-1, -1],
    [-1n, -1],
    [-(2n ** 63n), -(2n ** 63n)],
  ])("of %s is kept as %s, and noted as out of range", (raw, size) => {
    const { size: kept, notes } = read(raw);
    expect(kept).toBe(size);
    expect(notes).toMatchObject([{ kind: "out-of-range", path: "Size" }]);
  });

  it.each([MOST + 1n, -(2n ** 63n) - 1n, 10n ** 5000n])(
    "that no 64 bits hold is left out and noted, shortly",
    (raw) => {
      const { size, notes } = read(raw);
      expect(size).toBeUndefined();
      expect(notes).toMatchObject([{ kind: "out-of-range" }]);
      expect(notes[0]?.detail.length).toBeLessThan(250);
    },
  );

  it.each([
    ["a fraction", 1.5],
    ["no number", Number.NaN],
    ["endless", Number.POSITIVE_INFINITY],
    ["a number that may have lost digits", 2 ** 53],
    ["1e21", 1e21],
    ["a text of digits", "123"],
    ["true", true],
    ["a list", [1]],
    ["an object that counts", { valueOf: () => 5 }],
  ])("that is %s is left out and noted as another type", (_name, raw) => {
    expect(read(raw)).toMatchObject({ size: undefined, notes: [{ kind: "wrong-type", path: "Size" }] });
  });

  it.each([undefined, null])("that is %o is noted as missing", (raw) => {
    expect(read(raw)).toMatchObject({ size: undefined, notes: [{ kind: "missing-member", path: "Size" }] });
  });

  it("keeps every digit of every 64-bit integer, and notes those below 1 alone", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: MOST }), (raw) => {
        const { size, notes } = read(raw);
        expect(BigInt(size ?? "no size")).toBe(raw);
        expect(notes.map((note) => note.kind)).toEqual(raw < 1n ? ["out-of-range"] : []);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
