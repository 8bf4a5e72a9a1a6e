import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FileReference, referenceKey } from "../file-reference/file-reference.ts";
import type { MetadataRequest } from "./metadata-request.ts";
import { packSorted, splitIntoRequests } from "./split-into-requests.ts";

const INSTANCES = ["i-1", "i-2", 'i"]["'];
const RESOURCES = ["c-1", "c-2", "c-3"];

/** Few names, so that lists of hundreds hold repetitions and resources beyond 100 files. */
const reference: fc.Arbitrary<FileReference> = fc.record({
  instanceId: fc.oneof({ weight: 8, arbitrary: fc.constant("i-1") }, fc.constantFrom(...INSTANCES)),
  associatedResourceArn: fc.oneof({ weight: 5, arbitrary: fc.constant("c-1") }, fc.constantFrom(...RESOURCES)),
  fileId: fc.oneof(
    { weight: 9, arbitrary: fc.nat(350).map((number) => `f-${number}`) },
    fc.constantFrom("__proto__", "constructor", "", "\ud800", "件"),
  ),
});
const references = fc.array(reference, { maxLength: 900, size: "max" });

function unpack(requests: Iterable<MetadataRequest>): FileReference[] {
  return [...requests].flatMap(({ fileIds, ...resource }) => fileIds.map((fileId) => ({ ...resource, fileId })));
}

/** Σ ceil(n / 100) over resources. */
function fewestCalls(keys: ReadonlySet<string>): number {
  const perResource = Map.groupBy(keys, (key) => JSON.stringify(JSON.parse(key).slice(0, 2)));
  return [...perResource.values()].reduce((sum, members) => sum + Math.ceil(members.length / 100), 0);
}

describe("splitIntoRequests", () => {
  it.each([
    [0, []],
    [1, [1]],
    [99, [99]],
    [100, [100]],
    [101, [100, 1]],
    [200, [100, 100]],
    [201, [100, 100, 1]],
  ])("asks for %i files of one resource in calls of %o", (count, sizes) => {
    const files = Array.from({ length: count }, (_, index) => `f-${index}`);
    const { requests, repeated } = splitIntoRequests(
      files.map((fileId) => ({ instanceId: "i", associatedResourceArn: "c", fileId })),
    );
    expect(requests.map((request) => request.fileIds.length)).toEqual(sizes);
    expect(requests.flatMap((request) => request.fileIds)).toEqual(files);
    expect(repeated).toBe(0);
  });

  it("does not take one resource of two instances for one", () => {
    const [one, two] = ["i-1", "i-2"].map((instanceId) => ({ instanceId, associatedResourceArn: "c", fileId: "f" }));
    expect(splitIntoRequests([one, two, one] as FileReference[])).toEqual({
      requests: [
        { instanceId: "i-1", associatedResourceArn: "c", fileIds: ["f"] },
        { instanceId: "i-2", associatedResourceArn: "c", fileIds: ["f"] },
      ],
      repeated: 1,
    });
  });

  it("loses nothing, invents nothing, repeats nothing, and counts what came again", () => {
    fc.assert(
      fc.property(references, (given) => {
        const { requests, repeated } = splitIntoRequests(given);
        const asked = unpack(requests).map(referenceKey);
        const distinct = new Set(given.map(referenceKey));
        expect(new Set(asked)).toEqual(distinct);
        expect(asked.length).toBe(distinct.size);
        expect(repeated).toBe(given.length - distinct.size);
      }),
      { seed: 8, numRuns: 150 },
    );
  });

  it("makes the fewest calls that the limit of 100 allows, none of them empty", () => {
    fc.assert(
      fc.property(references, (given) => {
        const { requests } = splitIntoRequests(given);
        expect(requests.length).toBe(fewestCalls(new Set(given.map(referenceKey))));
        for (const { fileIds } of requests) {
          expect(fileIds.length).toBeGreaterThanOrEqual(1);
          expect(fileIds.length).toBeLessThanOrEqual(100);
        }
      }),
      { seed: 9, numRuns: 150 },
    );
  });

  it("reads its input once, whatever can be iterated", () => {
    function* once(): Generator<FileReference> {
      yield { instanceId: "i", associatedResourceArn: "c", fileId: "f" };
    }
    expect(splitIntoRequests(once()).requests).toHaveLength(1);
  });
});

describe("packSorted", () => {
  it("asks the same as splitIntoRequests, where its input is sorted and distinct", () => {
    fc.assert(
      fc.property(references, (given) => {
        const keys = [...new Set(given.map(referenceKey))].sort();
        const sorted = keys.map((key) => {
          const [instanceId, associatedResourceArn, fileId] = JSON.parse(key);
          return { instanceId, associatedResourceArn, fileId };
        });
        expect([...packSorted(sorted)]).toEqual(splitIntoRequests(sorted).requests);
      }),
      { seed: 10, numRuns: 150 },
    );
  });

  it("gives each call as soon as it is full, so that a million references need little memory", () => {
    let read = 0;
    function* endless(): Generator<FileReference> {
      for (;;) {
        read += 1;
        yield { instanceId: "i", associatedResourceArn: "c", fileId: `f-${read}` };
      }
    }
    const calls = packSorted(endless());
    calls.next();
    expect(calls.next().value.fileIds).toHaveLength(100);
    expect(read).toBe(201);
    calls.return(undefined);
  });
});
