import { describe, expect, it } from "vitest";
import { onTheWire } from "../../http/on-the-wire.test-support.ts";
import { allowed, expectRefusal, type Limit, long, many, refused } from "./limits.test-support.ts";
import { text } from "./new-case.test-support.ts";

const SEARCH = "/domains/d-1/cases-search";
const COMPARISONS = ["equalTo", "contains", "greaterThan", "greaterThanOrEqualTo", "lessThan", "lessThanOrEqualTo"];
const filter = (value: unknown): object => ({ filter: value });
const sort = (fieldId: unknown, sortOrder: unknown = "Asc"): object => ({ sorts: [{ fieldId, sortOrder }] });
const tag = (equalTo: unknown): object => filter({ tag: { equalTo } });
const leaf = { field: { equalTo: text("f", "v") } };

const LIMITS: readonly Limit[] = [
  { member: "maxResults", least: 1, most: 100, body: (maxResults) => ({ maxResults }) },
  { member: "searchTerm", least: 0, most: 255, body: (size) => ({ searchTerm: long(size) }) },
  { member: "fields", least: 0, most: 25, body: (size) => ({ fields: many(size, (index) => ({ id: `f-${index}` })) }) },
  { member: "fields[0].id", least: 1, most: 500, body: (size) => ({ fields: [{ id: long(size) }] }) },
  {
    member: "sorts",
    least: 0,
    most: 2,
    body: (size) => ({ sorts: many(size, () => ({ fieldId: "f", sortOrder: "Asc" })) }),
  },
  { member: "sorts[0].fieldId", least: 1, most: 500, body: (size) => sort(long(size)) },
  { member: "filter.andAll", least: 0, most: 10, body: (size) => filter({ andAll: many(size, () => leaf) }) },
  { member: "filter.orAll", least: 0, most: 10, body: (size) => filter({ orAll: many(size, () => leaf) }) },
  {
    member: "filter.not.orAll",
    least: 0,
    most: 10,
    body: (size) => filter({ not: { orAll: many(size, () => leaf) } }),
  },
  {
    member: "filter.andAll[0].not.andAll",
    least: 0,
    most: 10,
    body: (size) => filter({ andAll: [{ not: { andAll: many(size, () => leaf) } }] }),
  },
  ...COMPARISONS.flatMap((name): Limit[] => [
    {
      member: `filter.field.${name}.id`,
      least: 1,
      most: 500,
      body: (size) => filter({ field: { [name]: text(long(size), "v") } }),
    },
    {
      member: `filter.field.${name}.value.stringValue`,
      least: 0,
      most: 4100,
      body: (size) => filter({ field: { [name]: text("f", long(size)) } }),
    },
  ]),
  { member: "filter.tag.equalTo.key", least: 1, most: 128, body: (size) => tag({ key: long(size) }) },
  { member: "filter.tag.equalTo.value", least: 0, most: 256, body: (size) => tag({ key: "k", value: long(size) }) },
];

describe("the limits of SearchCases", () => {
  it.each(allowed(LIMITS))("allow %s of %i", async (_, __, body) => {
    const { post } = await onTheWire();
    expect((await post(SEARCH, body)).status).toBe(200);
  });

  it.each(refused(LIMITS))("refuse %s of %i", async (member, _, body) => {
    const { post } = await onTheWire();
    expectRefusal(await post(SEARCH, body), member);
  });

  it.each([
    ["a filter that is a list", filter([leaf]), "filter"],
    ["a filter of nothing", filter({}), "filter"],
    ["a filter of two members", filter({ ...leaf, not: leaf }), "filter"],
    ["a filter that nobody knows", filter({ near: leaf }), "filter"],
    ["a filter of the prototype", filter({ constructor: leaf }), "filter"],
    ["a filter within that nobody knows", filter({ orAll: [leaf, { not: { near: leaf } }] }), "filter.orAll[1].not"],
    ["a list that is an object", filter({ andAll: leaf }), "filter.andAll"],
    ["a comparison of nothing", filter({ field: {} }), "filter.field"],
    [
      "two comparisons at once",
      filter({ field: { equalTo: text("f", "v"), contains: text("f", "v") } }),
      "filter.field",
    ],
    ["a comparison that nobody knows", filter({ field: { startsWith: text("f", "v") } }), "filter.field"],
    [
      "a comparison without a field",
      filter({ field: { equalTo: { value: { stringValue: "v" } } } }),
      "filter.field.equalTo.id",
    ],
    ["a comparison without a value", filter({ field: { equalTo: { id: "f" } } }), "filter.field.equalTo.value"],
    ["a tag with a ü", tag({ key: "kü" }), "filter.tag.equalTo.key"],
    ["a tag's value with a ü", tag({ key: "k", value: "ü" }), "filter.tag.equalTo.value"],
    ["a tag that is a text", tag("k"), "filter.tag.equalTo"],
    ["a tag compared otherwise", filter({ tag: { contains: { key: "k" } } }), "filter.tag"],
    ["a sort without an order", { sorts: [{ fieldId: "f" }] }, "sorts[0].sortOrder"],
    ["a sort in small letters", sort("f", "asc"), "sorts[0].sortOrder"],
    ["a sort of null", { sorts: [null] }, "sorts[0]"],
    ["a field that is a text", { fields: ["status"] }, "fields[0]"],
    ["a search term that is a number", { searchTerm: 1 }, "searchTerm"],
  ])("refuse %s, and name the member", async (_, body, member) => {
    const { post } = await onTheWire();
    expectRefusal(await post(SEARCH, body), member);
  });
});
