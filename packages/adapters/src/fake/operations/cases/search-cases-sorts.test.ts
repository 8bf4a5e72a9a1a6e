import { describe, expect, it } from "vitest";
import { ALL, idsOf } from "./furnished-cases.test-support.ts";

describe("the sorts of SearchCases", () => {
  it.each([
    ["the oldest first", [["created_datetime", "Asc"]], ["c-1", "d", "a", "b", "e"]],
    ["the newest first", [["created_datetime", "Desc"]], ["e", "b", "a", "d", "c-1"]],
    ["the last changed first", [["last_updated_datetime", "Desc"]], ["d", "e", "b", "a", "c-1"]],
    ["ids", [["case_id", "Asc"]], ["a", "b", "c-1", "d", "e"]],
    ["titles, those without one last", [["title", "Asc"]], ["b", "d", "a", "c-1", "e"]],
    ["titles the other way, those without one last as well", [["title", "Desc"]], ["a", "d", "b", "c-1", "e"]],
    ["numbers by their size", [["price", "Asc"]], ["d", "b", "a", "c-1", "e"]],
    ["moments, however they are written", [["due", "Desc"]], ["e", "d", "c-1", "b", "a"]],
    [
      "one and then another",
      [
        ["status", "Desc"],
        ["created_datetime", "Desc"],
      ],
      ["e", "b", "d", "c-1", "a"],
    ],
    ["what nobody has, which changes nothing", [["novel", "Desc"]], ALL],
    ["nothing: in the order in which they were added", [], ALL],
  ])("sort by %s", async (_, sorts, expected) => {
    expect(await idsOf({ sorts: sorts.map(([fieldId, sortOrder]) => ({ fieldId, sortOrder })) })).toEqual(expected);
  });
});
