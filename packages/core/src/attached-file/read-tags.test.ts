import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Irregularity } from "./irregularity.ts";
import { readTags } from "./read-tags.ts";

function read(raw: unknown): { tags: Record<string, string> | undefined; notes: Irregularity[] } {
  const notes: Irregularity[] = [];
  return { tags: readTags(raw, "Tags", (note) => notes.push(note)), notes };
}

describe("a file's tags", () => {
  it("are kept as they are: any key, any value, empty ones too", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "\ud800", "aws:x", "__proto__", "constructor"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 50 }), (entries) => {
        const raw = JSON.parse(JSON.stringify(Object.fromEntries(entries)));
        const { tags, notes } = read(raw);
        expect(notes).toEqual([]);
        // As texts: comparing thousands of pairs one by one takes seconds on a busy machine.
        expect(JSON.stringify(Object.entries(tags ?? {}))).toBe(JSON.stringify(Object.entries(raw)));
      }),
      { seed: 13, numRuns: 100 },
    );
  });

  it("are all kept where there are more than the model allows, with a note", () => {
    const raw = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k-${i}`, ""]));
    expect(read(raw(50)).notes).toEqual([]);
    const { tags, notes } = read(raw(51));
    expect(tags).toEqual(raw(51));
    expect(notes).toEqual([{ kind: "out-of-range", path: "Tags", detail: "expected at most 50 tags, received 51" }]);
  });

  it("named like parts of JavaScript are tags like any other, and change no prototype", () => {
    const { tags } = read(JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}'));
    expect(Object.keys(tags ?? {})).toEqual(["__proto__", "constructor", "toString"]);
    expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  it("are told apart from no tags: an empty map stays, null and nothing are absent", () => {
    expect(read({})).toEqual({ tags: {}, notes: [] });
    expect(read(null)).toEqual({ tags: undefined, notes: [] });
    expect(read(undefined)).toEqual({ tags: undefined, notes: [] });
  });

  it("that are no texts are noted one by one, and the others are kept", () => {
    const { tags, notes } = read({ good: "x", nothing: null, number: 0, list: ["x"] });
    expect(tags).toEqual({ good: "x" });
    expect(notes).toEqual([
      { kind: "null-entry", path: "Tags.nothing", detail: "null" },
      { kind: "wrong-type", path: "Tags.number", detail: "0" },
      { kind: "wrong-type", path: "Tags.list", detail: "a list of 1" },
    ]);
  });

  it("that are no map are noted", () => {
    for (const raw of ["x", 5, true, [["a", "b"]]]) {
      expect(read(raw)).toMatchObject({ tags: undefined, notes: [{ kind: "wrong-type", path: "Tags" }] });
    }
  });

  it("with endless keys leave short notes", () => {
    const { notes } = read({ ["x".repeat(1e6)]: 5 });
    expect(notes[0]?.path.length).toBeLessThan(200);
  });
});
