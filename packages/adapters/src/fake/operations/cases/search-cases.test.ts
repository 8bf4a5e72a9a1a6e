import { describe, expect, it } from "vitest";
import { ALL, furnished, idsOf, number, SEARCH } from "./furnished-cases.test-support.ts";
import { text } from "./new-case.test-support.ts";

const field = (comparison: string, value: object): object => ({ field: { [comparison]: value } });
const lost = field("contains", text("title", "LOST"));
const dear = field("greaterThan", number("price", 20));

describe("the filter of SearchCases", () => {
  it.each([
    ["a text that is equal", field("equalTo", text("title", "Refund")), ["d"]],
    ["no text in other letters", field("equalTo", text("title", "refund")), []],
    ["a part of a text, in any letters", lost, ["b", "a"]],
    ["nothing that contains a number", field("contains", number("price", 2)), []],
    ["a greater number, not a longer one", dear, ["a"]],
    ["a number as great", field("greaterThanOrEqualTo", number("price", 20)), ["b", "a"]],
    ["a lesser number", field("lessThan", number("price", 20)), ["d"]],
    ["a number as small", field("lessThanOrEqualTo", number("price", 20)), ["b", "d"]],
    ["no number where a text is asked for", field("equalTo", text("price", "20")), []],
    ["a truth", field("equalTo", { id: "vip", value: { booleanValue: true } }), ["e"]],
    ["fields that hold nothing", field("equalTo", { id: "title", value: { emptyValue: {} } }), ["c-1", "e"]],
    [
      "nothing that is greater than nothing",
      field("greaterThanOrEqualTo", { id: "title", value: { emptyValue: {} } }),
      [],
    ],
    ["the same moment, however it is written", field("equalTo", text("due", "2026-11-05T08:00:00Z")), ["d"]],
    ["a later moment, which comes first as a text", field("greaterThan", text("due", "2026-11-05T08:30:00Z")), ["e"]],
    ["cases made since", field("greaterThanOrEqualTo", text("created_datetime", "2026-11-01T03:00:00Z")), ["b", "e"]],
    ["cases changed since", field("greaterThan", text("last_updated_datetime", "2026-11-01T05:00:00Z")), ["d"]],
    [
      "cases that are open, which is what a case is that says nothing",
      field("equalTo", text("status", "open")),
      ["c-1", "b", "d", "e"],
    ],
    ["one case by its id", field("equalTo", text("case_id", "a")), ["a"]],
    ["a field that nobody has", field("lessThan", number("novel", 1)), []],
    ["a tag", { tag: { equalTo: { key: "team", value: "claims" } } }, ["b"]],
    ["a tag with any value", { tag: { equalTo: { key: "team" } } }, ["b", "d"]],
    ["no tag with another's value", { tag: { equalTo: { key: "tier", value: "claims" } } }, []],
    ["what is not", { not: lost }, ["c-1", "d", "e"]],
    ["what all take", { andAll: [lost, { not: dear }] }, ["b"]],
    ["what any takes", { orAll: [dear, { tag: { equalTo: { key: "team" } } }] }, ["b", "a", "d"]],
    ["what is deep within", { not: { orAll: [{ andAll: [lost, dear] }, { not: lost }] } }, ["b"]],
    ["everything, where all of nothing is asked", { andAll: [] }, ALL],
    ["nothing, where any of nothing is asked", { orAll: [] }, []],
  ])("takes %s", async (_, filter, expected) => {
    expect(await idsOf({ filter })).toEqual(expected);
  });
});

describe("the search term", () => {
  it.each([
    ["any text field, in any letters", "LOST", ["b", "a"]],
    ["a part of a word", "efun", ["d"]],
    ["a phrase", "lost par", ["b"]],
    ["the case's id", "c-1", ["c-1"]],
    ["a status", "closed", ["a"]],
    ["everything, where it is empty", "", ALL],
    ["no number", "100", []],
    ["no part of an id", "c-", []],
    ["no time that the service made", "2026-11-01", []],
  ])("finds %s", async (_, searchTerm, expected) => {
    expect(await idsOf({ searchTerm })).toEqual(expected);
  });

  it("goes with a filter", async () => {
    expect(await idsOf({ searchTerm: "lost", filter: dear })).toEqual(["a"]);
  });

  it("finds a case by the reference number that a search told", async () => {
    const { post } = await furnished();
    const asked = await post(SEARCH, { fields: [{ id: "reference_number" }], maxResults: 1 });
    const number = (asked.body as { cases: { fields: { value: { stringValue: string } }[] }[] }).cases[0]?.fields[0];
    expect(number?.value.stringValue).toMatch(/^\d{8}$/);
    expect(await idsOf({ searchTerm: number?.value.stringValue })).toEqual(["c-1"]);
  });
});
