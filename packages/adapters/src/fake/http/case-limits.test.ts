import { describe, expect, it } from "vitest";
import { onTheWire } from "./on-the-wire.test-support.ts";

const ALL = "/domains/d-1/related-items-search";
const IN_CASE = "/domains/d-1/cases/c-1/related-items-search";
const CASES = "/domains/d-1/cases-search";
const DOMAINS = "/domains-list";
const sort = (sortProperty: unknown, sortOrder: unknown): object => ({ sortProperty, sortOrder });
const many = (count: number, entry: object): object[] => Array(count).fill(entry);
const long = (length: number): string => "x".repeat(length);

describe("the limits of the operations of Cases", () => {
  it.each([
    ["SearchAllRelatedItems with 25 a page", ALL, { maxResults: 25 }],
    ["SearchAllRelatedItems with 1 a page", ALL, { maxResults: 1 }],
    ["SearchRelatedItems with 25 a page", IN_CASE, { maxResults: 25 }],
    ["SearchCases with 100 a page", CASES, { maxResults: 100 }],
    ["ListDomains with 10 a page", `${DOMAINS}?maxResults=10`, undefined],
    ["10 filters over the domain", ALL, { filters: many(10, { file: {} }) }],
    ["10 filters in a case", IN_CASE, { filters: many(10, { file: {} }) }],
    ["both sorts", ALL, { sorts: [sort("CaseId", "Desc"), sort("AssociationTime", "Asc")] }],
    ["no sorts", ALL, { sorts: [] }],
    ["members of null", ALL, { sorts: null, filters: null, maxResults: null, nextToken: null }],
    ["a fileArn of 500 characters", ALL, { filters: [{ file: { fileArn: long(500) } }] }],
    ["a search term of 255 characters", CASES, { searchTerm: long(255) }],
    ["25 fields of cases", CASES, { fields: many(25, { id: "status" }) }],
    ["2 sorts of cases", CASES, { sorts: many(2, { fieldId: "status", sortOrder: "Asc" }) }],
    [
      "a filter of cases",
      CASES,
      { filter: { andAll: [{ field: { equalTo: { id: "a", value: { stringValue: "b" } } } }] } },
    ],
  ])("allow %s", async (_, path, body) => {
    const { post } = await onTheWire();
    expect((await post(path, body)).status).toBe(200);
  });

  it.each([
    ["a domain id of 501 characters", `/domains/${long(501)}`, {}],
    ["a case id of 501 characters", `/domains/d-1/cases/${long(501)}/related-items-search`, {}],
    ["SearchAllRelatedItems with 26 a page", ALL, { maxResults: 26 }],
    ["SearchAllRelatedItems with 0 a page", ALL, { maxResults: 0 }],
    ["SearchRelatedItems with 26 a page", IN_CASE, { maxResults: 26 }],
    ["SearchRelatedItems with 0 a page", IN_CASE, { maxResults: 0 }],
    ["SearchCases with 101 a page", CASES, { maxResults: 101 }],
    ["SearchCases with -1 a page", CASES, { maxResults: -1 }],
    ["ListDomains with 11 a page", `${DOMAINS}?maxResults=11`, undefined],
    ["ListDomains with 0 a page", `${DOMAINS}?maxResults=0`, undefined],
    ["ListDomains with a word a page", `${DOMAINS}?maxResults=ten`, undefined],
    ["ListDomains with nothing a page", `${DOMAINS}?maxResults=`, undefined],
    ["half an entry a page", ALL, { maxResults: 1.5 }],
    ["a page size that is a text", ALL, { maxResults: "5" }],
    ["11 filters over the domain", ALL, { filters: many(11, { file: {} }) }],
    ["11 filters in a case", IN_CASE, { filters: many(11, { file: {} }) }],
    ["filters that are no list", ALL, { filters: { file: {} } }],
    ["a filter that is empty", ALL, { filters: [{}] }],
    ["a filter of two members", ALL, { filters: [{ file: {}, comment: {} }] }],
    ["a filter that nobody knows", ALL, { filters: [{ voucher: {} }] }],
    ["a filter of the prototype", ALL, { filters: [{ constructor: {} }] }],
    ["a filter that is a text", ALL, { filters: ["file"] }],
    ["a filter whose member is a text", ALL, { filters: [{ file: "f" }] }],
    ["a fileArn of 501 characters", ALL, { filters: [{ file: { fileArn: long(501) } }] }],
    ["an empty fileArn", IN_CASE, { filters: [{ file: { fileArn: "" } }] }],
    ["3 sorts", ALL, { sorts: many(3, sort("CaseId", "Asc")) }],
    ["sorts that are no list", ALL, { sorts: sort("CaseId", "Asc") }],
    ["a sort on what cannot be sorted", ALL, { sorts: [sort("FileName", "Asc")] }],
    ["a sort on the prototype", ALL, { sorts: [sort("toString", "Asc")] }],
    ["a sort without an order", ALL, { sorts: [{ sortProperty: "CaseId" }] }],
    ["a sort in small letters", ALL, { sorts: [sort("CaseId", "asc")] }],
    ["a sort of null", ALL, { sorts: [null] }],
    ["a search term of 256 characters", CASES, { searchTerm: long(256) }],
    ["26 fields of cases", CASES, { fields: many(26, { id: "status" }) }],
    ["a field without an id", CASES, { fields: [{}] }],
    ["3 sorts of cases", CASES, { sorts: many(3, { fieldId: "status", sortOrder: "Asc" }) }],
    ["a sort of cases without a field", CASES, { sorts: [{ sortOrder: "Asc" }] }],
    ["a sort of cases without an order", CASES, { sorts: [{ fieldId: "status" }] }],
    ["a filter of cases with two members", CASES, { filter: { not: {}, field: {} } }],
    ["a filter of cases that nobody knows", CASES, { filter: { near: {} } }],
  ])("refuse %s", async (_, path, body) => {
    const { post } = await onTheWire();
    const answer = await post(path, body);
    expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([400, "ValidationException"]);
    expect(answer.body).toEqual({ message: expect.stringMatching(/\w/) });
  });
});

describe("a page's token", () => {
  it.each([
    ["is empty", ""],
    ["is made up", "bm9ib2R5"],
    ["is no base64 at all", "❦ %%%"],
    ["has 9001 characters", long(9001)],
    ["is a number", 7],
  ])("is refused where it %s", async (_, nextToken) => {
    const { post } = await onTheWire();
    for (const path of [ALL, IN_CASE, CASES]) {
      const answer = await post(path, { nextToken });
      expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([400, "ValidationException"]);
    }
    const answer = await post(`${DOMAINS}?nextToken=${encodeURIComponent(nextToken)}`);
    expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([400, "ValidationException"]);
  });
});
