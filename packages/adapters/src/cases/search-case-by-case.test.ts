import type { ReferencePage, SearchFallback } from "@attached-files/core";
import { beforeEach, describe, expect, test } from "vitest";
import { awsError, isolatedEnvironment, type SeenRequest } from "../aws-client/scripted-server.test-support.ts";
import {
  bodyOf,
  casesPage,
  DENIED,
  EXPIRED,
  filesOf,
  GONE,
  inCase,
  item,
  kindsOf,
  openOn,
  page,
  pagesOf,
} from "./discovery.test-support.ts";

beforeEach(() => isolatedEnvironment());

/** What API Gateway says of a route that it does not have. */
const MISSING_TOKEN = awsError(
  403,
  "MissingAuthenticationTokenException",
  '{"message":"Missing Authentication Token"}',
);

describe("case by case", () => {
  test.each([
    ["denied", DENIED],
    ["unknown", awsError(404, "UnknownOperationException", "<UnknownOperationException/>")],
    [
      "unknown, says a validation",
      awsError(400, "ValidationException", '{"message":"Operation SearchAllRelatedItems is not supported"}'),
    ],
    ["a route that nobody knows", { status: 404, body: "<html>no such page</html>" }],
    ["a route that API Gateway does not know", MISSING_TOKEN],
    ["the same, without a name", { ...MISSING_TOKEN, headers: {} }],
  ])("where the search of a whole domain is %s", async (_what, refusal) => {
    const { source, server } = await openOn(
      {
        "/domains/d-1/related-items-search": [refusal],
        "/cases-search": [
          casesPage(["c-1", "null", "c-2"], ',"nextToken":"t-1","totalCount":3'),
          casesPage(["c-3", "c-1"], ',"totalCount":4'),
        ],
        [inCase("c-1")]: [
          page([item("f-1", "c-1")], "more"),
          page(["null", item("f-2", "c-1")]),
          page([item("f-1", "c-1")]),
        ],
        [inCase("c-2")]: [page([])],
        [inCase("c-3")]: [GONE],
      },
      { domainIds: ["d-1"] },
    );
    const told: unknown[] = [];
    const onFallback = ({ domainId, operation }: SearchFallback) => void told.push([domainId, operation]);
    const pages = await pagesOf(source, { onFallback });
    expect(told).toEqual([["d-1", "SearchAllRelatedItems"]]);
    expect(filesOf(pages)).toEqual(["f-1 of d-1/case/c-1", "f-2 of d-1/case/c-1", "f-1 of d-1/case/c-1"]);
    expect(kindsOf(pages)).toEqual(["null-entry relatedItems[0]", "null-entry cases[1]", "unreadable-item cases[]"]);
    const searches = server.requests.filter(({ url }) => url.endsWith("/cases-search")).map(bodyOf);
    const first = { maxResults: 100, sorts: [{ fieldId: "created_datetime", sortOrder: "Asc" }] };
    expect(searches).toEqual([first, { ...first, nextToken: "t-1" }]);
    const inC1 = server.requests.filter(({ url }) => url === inCase("c-1")).map(bodyOf);
    expect(inC1.slice(0, 2)).toEqual([
      { maxResults: 25, filters: [{ file: {} }] },
      { maxResults: 25, filters: [{ file: {} }], nextToken: "more" },
    ]);
  });

  test("searches no more cases at a time than allowed", async () => {
    // Answered when there are three of them, or no more can come: were they fewer at a time, the search would never end.
    const waiting: { end(text: string): unknown }[] = [];
    let most = 0;
    let seen = 0;
    const ids = Array.from({ length: 12 }, (_, index) => `c-${index}`);
    const { source, server } = await openOn(
      {
        "/domains/d-1/related-items-search": [DENIED],
        "/cases-search": [casesPage(ids)],
        "/related-items-search": [
          (_request, response) => {
            seen += 1;
            most = Math.max(most, waiting.push(response));
            if (waiting.length < 3 && seen < ids.length) return;
            // A moment for a fourth to come, if it could.
            setTimeout(() => {
              for (const each of waiting.splice(0)) each.end(page([]));
            }, 5);
          },
        ],
      },
      { domainIds: ["d-1"], casesAtOnce: 3 },
    );
    await pagesOf(source);
    expect(most).toBe(3);
    expect(server.requests).toHaveLength(2 + 12);
  });

  test("where the search of a whole domain breaks off behind its first page: nothing is lost", async () => {
    const window = awsError(400, "ValidationException", '{"message":"You can only page through 10000 results"}');
    const { source } = await openOn(
      {
        "/domains/d-1/related-items-search": [page([item("f-1", "c-1")], "t-1"), window],
        "/cases-search": [casesPage(["c-1"])],
        [inCase("c-1")]: [page([item("f-1", "c-1"), item("f-2", "c-1")])],
      },
      { domainIds: ["d-1"] },
    );
    expect(filesOf(await pagesOf(source)).map((it) => it.slice(0, 3))).toEqual(["f-1", "f-1", "f-2"]);
  });

  test.each([
    ["an expired token", awsError(403, "ExpiredTokenException", '{"message":"The security token is expired"}')],
    [
      "a missing token, in other words",
      awsError(403, "MissingAuthenticationTokenException", '{"message":"Request is missing Authentication Token"}'),
    ],
  ])("%s is no reason to go case by case", async (_what, refusal) => {
    const { source, server } = await openOn({ "/related-items-search": [refusal] }, { domainIds: ["d-1"] });
    await expect(pagesOf(source)).rejects.toMatchObject({ code: "CredentialsUnavailable" });
    expect(server.requests).toHaveLength(1);
  });

  test("a validation that is about something else is no reason to go case by case", async () => {
    const { source, server } = await openOn(
      { "/related-items-search": [awsError(400, "ValidationException", '{"message":"domainId is malformed"}')] },
      { domainIds: ["d-1"] },
    );
    await expect(pagesOf(source)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message: "domain d-1: domainId is malformed",
    });
    expect(server.requests).toHaveLength(1);
  });

  test("denied both ways: the error tells both", async () => {
    const denied = awsError(403, "AccessDeniedException", '{"message":"no cases:SearchCases"}');
    const { source } = await openOn(
      { "/related-items-search": [DENIED], "/cases-search": [denied] },
      { domainIds: ["d-1"] },
    );
    await expect(pagesOf(source)).rejects.toMatchObject({
      code: "AccessDeniedException",
      message: expect.stringMatching(/d-1: no cases:SearchCases .*cases:SearchAllRelatedItems/),
    });
  });

  test("a list of cases that ends far short of its own count is an error: it may be a silent cap", async () => {
    const routes = { "/domains/d-1/related-items-search": [DENIED], "/related-items-search": [page([])] };
    const short = await openOn(
      { ...routes, "/cases-search": [casesPage(["c-1"], ',"totalCount":10001')] },
      { domainIds: ["d-1"] },
    );
    await expect(pagesOf(short.source)).rejects.toMatchObject({
      code: "UnexpectedAnswer",
      message: expect.stringContaining("1 of 10001 cases"),
    });
    const moving = await openOn(
      { ...routes, "/cases-search": [casesPage(["c-1"], ',"totalCount":40')] },
      { domainIds: ["d-1"] },
    );
    await expect(pagesOf(moving.source)).resolves.toBeDefined();
  });

  test("what was counted before a fresh start does not count again", async () => {
    const routes = { "/domains/d-1/related-items-search": [DENIED], "/related-items-search": [page([])] };
    const nulls = Array.from({ length: 120 }, () => "null");
    const cases = [casesPage(nulls, ',"nextToken":"t-1"'), EXPIRED, casesPage(nulls, ',"totalCount":300')];
    const { source } = await openOn({ ...routes, "/cases-search": cases }, { domainIds: ["d-1"] });
    await expect(pagesOf(source)).rejects.toMatchObject({ message: expect.stringContaining("120 of 300 cases") });
  });

  test("what was counted before it was resumed still counts", async () => {
    const routes = { "/domains/d-1/related-items-search": [DENIED], "/related-items-search": [page([])] };
    const nulls = Array.from({ length: 150 }, () => "null");
    const cases = [casesPage(nulls, ',"nextToken":"t-1"'), casesPage(nulls, ',"totalCount":300')];
    const { source } = await openOn({ ...routes, "/cases-search": cases }, { domainIds: ["d-1"] });
    const [first] = await pagesOf(source);
    await expect(pagesOf(source, { resumeToken: first?.resumeToken ?? "" })).resolves.toHaveLength(1);
  });

  test("a failure in one case fails the discovery: it must not look complete", async () => {
    const { source } = await openOn(
      {
        "/domains/d-1/related-items-search": [DENIED],
        "/cases-search": [casesPage(["c-1", "c-2"])],
        [inCase("c-1")]: [page([])],
        [inCase("c-2")]: [awsError(500, "InternalServerException")],
      },
      { domainIds: ["d-1"] },
    );
    await expect(pagesOf(source)).rejects.toMatchObject({ code: "InternalServiceException" });
  });

  test("every page on the way through a page of cases resumes at that page of cases, its last one behind it", async () => {
    const routes = {
      "/domains/d-1/related-items-search": [DENIED],
      "/cases-search": [
        (request: SeenRequest, response: { end(text: string): unknown }) => {
          const { nextToken } = bodyOf(request) as { nextToken?: string };
          response.end(nextToken === undefined ? casesPage(["c-1", "c-2"], ',"nextToken":"t-1"') : casesPage(["c-3"]));
        },
      ],
      [inCase("c-1")]: [page([item("f-1", "c-1")])],
      [inCase("c-2")]: [page([item("f-2", "c-2")])],
      [inCase("c-3")]: [page([item("f-3", "c-3")])],
    };
    const { source } = await openOn(routes, { domainIds: ["d-1"] });
    const pages = await pagesOf(source);
    const restOf = async (it: ReferencePage | undefined) =>
      filesOf(await pagesOf(source, { resumeToken: it?.resumeToken ?? "" })).map((file) => file.slice(0, 3));
    expect(pages.map((it) => filesOf([it]).length)).toEqual([1, 1, 0, 1, 0]);
    expect(await Promise.all(pages.map(restOf))).toEqual([
      ["f-1", "f-2", "f-3"],
      ["f-1", "f-2", "f-3"],
      ["f-3"],
      ["f-3"],
      [],
    ]);
  });
});
