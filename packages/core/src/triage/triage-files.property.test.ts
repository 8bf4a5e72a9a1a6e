import fc from "fast-check";
import { expect, it } from "vitest";
import { BIN_MS } from "./thresholds.ts";
import { type TriagedFile, triageFiles } from "./triage-files.ts";
import { batchOf, DAY_MS, MINUTE_MS, NOON_MS, quietMonth } from "./triaged-files.test-support.ts";

const RUNS = { seed: 20261124, numRuns: 150 };
const month = quietMonth();

const anyFile: fc.Arbitrary<TriagedFile> = fc.record({
  createdAtMs: fc.option(fc.integer({ min: NOON_MS - 2 * DAY_MS, max: NOON_MS }), { nil: undefined, freq: 20 }),
  isRejected: fc.boolean(),
  uploader: fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: undefined }),
  fileType: fc.option(fc.constantFrom("pdf", "png", "exe"), { nil: undefined }),
});

const anOutage = fc
  .record({
    files: fc.integer({ min: 15, max: 200 }),
    share: fc.double({ min: 0.9, max: 1, noNaN: true }),
    uploaders: fc.integer({ min: 3, max: 40 }),
    types: fc.integer({ min: 1, max: 5 }),
    overMs: fc.integer({ min: 10 * MINUTE_MS, max: 60 * MINUTE_MS }),
    fromMs: fc.integer({ min: NOON_MS, max: NOON_MS + DAY_MS }),
  })
  .map(({ share, ...batch }) => batchOf({ ...batch, rejected: Math.ceil(batch.files * share) }));

it("says the same of the same files in any order", () => {
  fc.assert(
    fc.property(fc.array(anyFile, { maxLength: 80 }), anOutage, fc.infiniteStream(fc.nat()), (files, outage, draws) => {
      const all = [...files, ...outage];
      const keyed = all.map((file) => ({ file, key: draws.next().value as number }));
      const shuffled = keyed.sort((one, other) => one.key - other.key).map(({ file }) => file);
      expect(triageFiles(shuffled)).toEqual(triageFiles(all));
    }),
    RUNS,
  );
});

it("names every outage of many people after a quiet month, with when it was", () => {
  fc.assert(
    fc.property(anOutage, (outage) => {
      const findings = triageFiles([...month, ...outage]);
      expect(findings).toMatchObject([{ kind: "scanner-outage" }]);
      const times = outage.map(({ createdAtMs = Number.NaN }) => createdAtMs);
      expect(findings[0]?.span?.fromMs).toBeGreaterThan(Math.min(...times) - BIN_MS);
      expect(findings[0]?.span?.toMs).toBeLessThanOrEqual(Math.max(...times) + BIN_MS);
    }),
    RUNS,
  );
});

it("keeps naming an outage when more of its files turn out to be rejected", () => {
  const more = fc.record({ place: fc.nat(), uploader: fc.nat(9), type: fc.constantFrom("pdf", "png", "zip") });
  fc.assert(
    fc.property(anOutage, fc.array(more, { minLength: 1, maxLength: 30 }), (outage, added) => {
      const further = added.map(
        ({ place, uploader, type }): TriagedFile => ({
          createdAtMs: outage[place % outage.length]?.createdAtMs,
          isRejected: true,
          uploader: `further ${uploader}`,
          fileType: type,
        }),
      );
      const [before] = triageFiles([...month, ...outage]);
      const [after] = triageFiles([...month, ...outage, ...further]);
      expect(after?.kind).toBe("scanner-outage");
      expect(after?.span?.fromMs).toBeLessThanOrEqual(before?.span?.fromMs ?? 0);
      expect(after?.span?.toMs).toBeGreaterThanOrEqual(before?.span?.toMs ?? 0);
      expect(after?.rejected).toBeGreaterThan(before?.rejected ?? 0);
    }),
    RUNS,
  );
});

/** Rejections that have no cause but chance, at any rate that is usual there. */
const quietCentre = fc.record({
  files: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 200, max: 4000 })),
  days: fc.integer({ min: 1, max: 60 }),
  rejectedOf: fc.double({ min: 0, max: 0.3, noNaN: true }),
  uploaders: fc.integer({ min: 1, max: 50 }),
  seed: fc.nat(),
});

it("has nothing to say of quiet days, at any volume and any usual rate", () => {
  fc.assert(
    fc.property(quietCentre, ({ files, days, rejectedOf, uploaders, seed }) => {
      const draw = generator(seed);
      const all = Array.from({ length: files }, (): TriagedFile => {
        const uploader = `agent ${Math.floor(draw() * uploaders)}`;
        const fileType = ["pdf", "png", "docx"][Math.floor(draw() * draw() * 3)];
        return {
          createdAtMs: NOON_MS + Math.floor(draw() * days * DAY_MS),
          isRejected: draw() < rejectedOf,
          uploader,
          fileType,
        };
      });
      expect(triageFiles(all)).toEqual([]);
    }),
    { ...RUNS, numRuns: 400 },
  );
});

/** Mulberry32: numbers in [0, 1) that are the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
