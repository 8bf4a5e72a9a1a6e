import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchable, type TableRow, type Wish, wantedRows } from "./wanted-rows.ts";

const ALL: Wish = { search: "", filters: {}, sort: null };

function row(text: string, problem: string, ...keys: (string | number | null)[]): TableRow {
  return { text: searchable(text), values: { problem: problem.split(" ") }, keys };
}

const ROWS = [
  row("Invoice 10.pdf Ana", "rejected", "Invoice 10.pdf", 300),
  row("invoice 9.PDF Bo", "rejected stuck", "invoice 9.PDF", null),
  row("Ｆｏｒｍ.docx Ana", "refused", "Form.docx", 20),
  row("nothing told", "refused", null, 7),
];

describe("the rows that a reader wants", () => {
  it("are all of them, in their own order, without a wish", () => {
    expect(wantedRows(ROWS, ALL)).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ["invoice", [0, 1]],
    ["  INVOICE   ana ", [0]],
    ["ana", [0, 2]],
    ["form.DOCX", [2]],
    ["told ana", []],
    [".*", []],
  ])("hold every word of %j, in any case and order", (search, expected) => {
    expect(wantedRows(ROWS, { ...ALL, search })).toEqual(expected);
  });

  it.each([
    ["rejected", [0, 1]],
    ["stuck", [1]],
    ["refused", [2, 3]],
    ["", [0, 1, 2, 3]],
    ["reject", []],
  ])("have the chosen value %j whole, be it one of several", (problem, expected) => {
    expect(wantedRows(ROWS, { ...ALL, filters: { problem } })).toEqual(expected);
  });

  it("come sorted, numbers in names by their size, those without a value last either way", () => {
    const sortedBy = (column: number, descending: boolean) =>
      wantedRows(ROWS, { ...ALL, sort: { column, descending } });
    expect(sortedBy(0, false)).toEqual([2, 1, 0, 3]);
    expect(sortedBy(0, true)).toEqual([0, 1, 2, 3]);
    expect(sortedBy(1, false)).toEqual([3, 2, 0, 1]);
    expect(sortedBy(1, true)).toEqual([0, 2, 3, 1]);
  });

  it("are never lost or doubled by a sort, and alike ones keep their order", () => {
    const keys = fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 40 });
    fc.assert(
      fc.property(keys, fc.boolean(), (values, descending) => {
        const rows = values.map((value) => row("x", "rejected", value));
        const places = wantedRows(rows, { ...ALL, sort: { column: 0, descending } });
        expect(places.toSorted((a, b) => a - b)).toEqual(values.map((_, index) => index));
        for (const [index, place] of places.slice(1).entries()) {
          const before = places[index] ?? 0;
          const [a, b] = [values[before] ?? null, values[place] ?? null];
          if (a === b) expect(before).toBeLessThan(place);
          else if (a !== null && b !== null) expect(descending ? a > b : a < b).toBe(true);
          else expect(a).not.toBeNull();
        }
      }),
    );
  });
});
