import { describe, expect, it } from "vitest";
import { spoil, type Tamper } from "./spoil.test-support.ts";

const ONE = "a request for one file";
const DOMAINS = "a request for the first page of domains";
const PAGE = "a request for the second page of a domain's files";
const CASES = "a request for the first page of a domain's cases";

const CONNECT: Tamper[] = [
  ["a wrong method", ONE, ({ request }) => set(request, { method: "GET" }), /no operation of the model answers GET/],
  ["a wrong route", ONE, ({ request }) => set(request, { path: "/attached-file/i" }), /no operation/],
  [
    "a member in the body that belongs to the query",
    ONE,
    ({ request }) => {
      request.body.content.AssociatedResourceArn = "arn";
      delete request.query;
    },
    /query: AssociatedResourceArn: required by the model.*\n.*request body\.AssociatedResourceArn: .*no such member here/,
  ],
  [
    "a query member under its member's name",
    ONE,
    ({ request }) => set(request, { query: { AssociatedResourceArn: ["arn"] } }),
    /query: AssociatedResourceArn: no member .* has this name in a query\n.*AssociatedResourceArn: required by the model/,
  ],
  [
    "a query member that the model does not have",
    ONE,
    ({ request }) => set(request.query, { maxResults: ["1"] }),
    /query: maxResults: no member .* has this name in a query/,
  ],
  [
    "a query member twice",
    ONE,
    ({ request }) => set(request, { query: { associatedResourceArn: ["a", "b"] } }),
    /query: associatedResourceArn: given 2 times/,
  ],
  [
    "a renamed member of the body",
    ONE,
    ({ request }) => set(request.body, { content: { fileIds: ["f"] } }),
    /FileIds: required by the model/,
  ],
  [
    "a wrong type in the body",
    ONE,
    ({ request }) => set(request.body.content, { FileIds: "f" }),
    /request body\.FileIds: the model has a list/,
  ],
  [
    "a body that is no structure",
    ONE,
    ({ request }) => set(request.body, { content: ["f"] }),
    /request body: the model has a structure/,
  ],
  ["no body", ONE, ({ request }) => delete request.body, /request body\.FileIds: required by the model/],
  [
    "a body of another type",
    ONE,
    ({ request }) => set(request, { headers: { "content-type": ["text/plain"] } }),
    /request: the Content-Type of rest-json is application\/json, not text\/plain/,
  ],
  ["a body without a type", ONE, ({ request }) => delete request.headers, /request: the Content-Type .*not undefined/],
];

const CASES_SERVICE: Tamper[] = [
  [
    "a page size in the body that belongs to the query",
    DOMAINS,
    ({ request }) =>
      set(request, { body: { content: { maxResults: 10 } }, headers: { "Content-Type": ["application/json"] } }),
    /request body\.maxResults: .*no such member here/,
  ],
  ...["", "ten", "1.5", "0x10"].map(
    (size): Tamper => [
      `a page size of '${size}' in the query`,
      DOMAINS,
      ({ request }) => set(request.query, { maxResults: [size] }),
      /query: maxResults: the model has a whole number/,
    ],
  ),
  [
    "a page size as text in the body",
    PAGE,
    ({ request }) => set(request.body.content, { maxResults: "25" }),
    /maxResults: the model has a whole number/,
  ],
  [
    "a filter of an unknown kind",
    PAGE,
    ({ request }) => set(request.body.content, { filters: [{ files: {} }] }),
    /filters\[0\]\.files: .*no such member/,
  ],
  [
    "a sort by an unknown property",
    PAGE,
    ({ request }) => set(request.body.content.sorts[0], { sortProperty: "Time" }),
    /sortProperty: the model knows AssociationTime/,
  ],
  [
    "a sort of a domain's files in an unknown order",
    PAGE,
    ({ request }) => set(request.body.content.sorts[0], { sortOrder: "Up" }),
    /sorts\[0\]\.sortOrder: the model knows Asc, Desc/,
  ],
  [
    "a sort of cases in an unknown order",
    CASES,
    ({ request }) => set(request.body.content.sorts[0], { sortOrder: "Up" }),
    /sorts\[0\]\.sortOrder: the model knows Asc, Desc/,
  ],
];

describe("the check of a request goes red at", () => {
  it.each(CONNECT)("%s", async (_, description, change, expected) => {
    expect(await spoil("amazon-connect", description, change)).toMatch(expected);
  });

  it.each(CASES_SERVICE)("%s", async (_, description, change, expected) => {
    expect(await spoil("amazon-connect-cases", description, change)).toMatch(expected);
  });
});

function set(target: object, members: object): void {
  Object.assign(target, members);
}
