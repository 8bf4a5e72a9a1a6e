import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isolateRefused } from "./isolate-refused.ts";

interface Isolated {
  readonly calls: readonly (readonly string[])[];
  readonly answered: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
}

/** Asks a service that refuses every request with a bad id in it. */
async function isolate(ids: readonly string[], isBad: (id: string) => boolean): Promise<Isolated> {
  const calls: (readonly string[])[] = [];
  const [answered, failed] = [new Set<string>(), new Set<string>()];
  const settle = (into: Set<string>, fileIds: readonly string[]): void => {
    for (const id of fileIds) {
      expect(answered.has(id) || failed.has(id)).toBe(false);
      into.add(id);
    }
  };
  await isolateRefused(ids, async (fileIds, blamed) => {
    calls.push(fileIds);
    if (!fileIds.some(isBad)) {
      settle(answered, fileIds);
      return "settled";
    }
    settle(failed, blamed);
    return "refused";
  });
  return { calls, answered, failed };
}

const idsOf = (many: number): string[] => Array.from({ length: many }, (_, index) => `f-${index}`);

/** The three ids that are tried alone where both halves are refused. */
const samplesOf = (ids: readonly string[]): (string | undefined)[] =>
  [1 / 6, 1 / 2, 5 / 6].map((part) => ids[Math.floor(ids.length * part)]);

const batches = fc
  .integer({ min: 1, max: 100 })
  .chain((many) =>
    fc.record({ ids: fc.constant(idsOf(many)), bad: fc.uniqueArray(fc.nat(many - 1), { maxLength: many }) }),
  )
  .map(({ ids, bad }) => ({ ids, bad: new Set(bad.map((index) => ids[index])) }));

/** A few bad ones among many: what really happens. */
const mostlyGood = fc
  .integer({ min: 1, max: 100 })
  .chain((many) =>
    fc.record({ ids: fc.constant(idsOf(many)), bad: fc.uniqueArray(fc.nat(many - 1), { maxLength: 4 }) }),
  )
  .map(({ ids, bad }) => ({ ids, bad: new Set(bad.map((index) => ids[index])) }));

describe("ids for which a request is refused", () => {
  it("are found, whichever they are: they alone fail, all others are answered, in a bounded number of calls", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(mostlyGood, batches), async ({ ids, bad }) => {
        const { calls, answered, failed } = await isolate(ids, (id) => bad.has(id));
        expect(answered.size + failed.size).toBe(ids.length);
        const most = 4 + Math.min(2 * bad.size * Math.ceil(Math.log2(ids.length)), 2 * (ids.length - 1));
        expect(calls.length).toBeLessThanOrEqual(most);
        // Where every sample is bad, the whole resource is taken to be.
        if (ids.length >= 5 && samplesOf(ids).every((id) => bad.has(id)))
          expect(answered.size + bad.size).toBeLessThanOrEqual(ids.length);
        else expect(failed).toEqual(bad);
      }),
      { seed: 20261126, numRuns: 1500 },
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 50, 99, 100])(
    "are not searched for among %i where everything is refused",
    async (many) => {
      const { calls, failed } = await isolate(idsOf(many), () => true);
      expect(failed.size).toBe(many);
      expect(calls.length).toBeLessThanOrEqual(7);
    },
  );

  it("are asked for once, however often they stand in the request", async () => {
    const { calls, failed } = await isolate(["a", "b", "a"], (id) => id === "a");
    expect(calls).toEqual([["a", "b"], ["a"], ["b"]]);
    expect(failed).toEqual(new Set(["a"]));
  });

  it("are not searched for any further once the work is to end", async () => {
    const calls: (readonly string[])[] = [];
    await isolateRefused(idsOf(64), async (fileIds) => {
      calls.push(fileIds);
      return calls.length > 3 ? "ended" : "refused";
    });
    expect(calls).toHaveLength(4);
  });
});
