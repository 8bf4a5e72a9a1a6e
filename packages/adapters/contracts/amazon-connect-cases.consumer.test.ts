import { type FreshPact, freshPact, PAIRS } from "@attached-files/pacts";
import { MatchersV3 } from "@pact-foundation/pact";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { discover, type Exchange, playExchanges } from "./cases-exchanges.test-support.ts";

const PAIR = PAIRS[2];
const SEARCH_FILES = {
  filters: [{ file: {} }],
  maxResults: 25,
  sorts: [{ sortProperty: "AssociationTime", sortOrder: "Asc" }],
};
const NEWEST_FILES = { ...SEARCH_FILES, sorts: [{ sortProperty: "AssociationTime", sortOrder: "Desc" }] };
const TOKEN = "a-token-of-the-service";
// biome-ignore lint/suspicious/noTemplateCurlyInString: Pact's own notation for a value that the state gives.
const FROM_STATE = MatchersV3.fromProviderState("${nextToken}", TOKEN);

function fileItem(fileId: string, caseId?: string) {
  return {
    relatedItemId: `item-${fileId}`,
    ...(caseId === undefined ? {} : { caseId }),
    type: "File",
    associationTime: "2026-10-01T08:00:00.000Z",
    content: { file: { fileArn: `arn:aws:connect:eu-central-1:111122223333:instance/i-1/file/${fileId}` } },
    tags: {},
  };
}

function reference(fileId: string, caseId: string, domainId = "d-1") {
  return {
    instanceId: "i-1",
    associatedResourceArn: `arn:aws:cases:eu-central-1:111122223333:domain/${domainId}/case/${caseId}`,
    fileId,
    associationTime: "2026-10-01T08:00:00.000Z",
  };
}

let fresh: FreshPact;
beforeAll(async () => {
  fresh = await freshPact(PAIR);
});
afterAll(() => fresh.discard());

const exchanges = (all: readonly Exchange[], use: (url: string) => Promise<void>) =>
  playExchanges(fresh.pact(), all, use);

describe("the search over a domain", () => {
  const path = "/domains/d-1/related-items-search";

  it("goes from page to page, over null entries", async () => {
    await exchanges(
      [
        {
          state: "the domain d-1 holds f-1 and f-2 on two pages, with a null entry",
          description: "a request for the first page of a domain's files",
          path,
          request: SEARCH_FILES,
          body: { relatedItems: [null, fileItem("f-1", "c-1")], nextToken: MatchersV3.string(TOKEN) },
        },
        {
          state: "the first page of the files of the domain d-1 was read",
          description: "a request for the second page of a domain's files",
          path,
          request: { ...SEARCH_FILES, nextToken: FROM_STATE },
          body: { relatedItems: [fileItem("f-2", "c-2")] },
        },
      ],
      async (url) => {
        const { references, irregularities } = await discover(url, ["d-1"]);
        expect(references).toEqual([reference("f-1", "c-1"), reference("f-2", "c-2")]);
        expect(irregularities).toMatchObject([{ kind: "null-entry" }]);
      },
    );
  });

  it("goes from page to page, the newest first, and no further than to the moment that is asked for", async () => {
    await exchanges(
      [
        {
          state: "the domain d-1 holds f-3, f-2 and f-1 on three pages, the newest first",
          description: "a request for the first page of a domain's newest files",
          path,
          request: NEWEST_FILES,
          body: {
            relatedItems: [{ ...fileItem("f-3", "c-1"), associationTime: "2026-10-03T08:00:00.000Z" }],
            nextToken: MatchersV3.string(TOKEN),
          },
        },
        {
          state: "the first page of the newest files of the domain d-1 was read",
          description: "a request for the second page of a domain's newest files",
          path,
          request: { ...NEWEST_FILES, nextToken: FROM_STATE },
          body: {
            relatedItems: [{ ...fileItem("f-2", "c-2"), associationTime: "2026-10-02T08:00:00.000Z" }],
            nextToken: MatchersV3.string("a-token-that-nobody-uses"),
          },
        },
      ],
      async (url) => {
        const { references } = await discover(url, ["d-1"], { attachedSince: "2026-10-03T00:00:00Z" });
        expect(references).toEqual([
          { ...reference("f-3", "c-1"), associationTime: "2026-10-03T08:00:00.000Z" },
          { ...reference("f-2", "c-2"), associationTime: "2026-10-02T08:00:00.000Z" },
        ]);
      },
    );
  });

  it.each([
    [
      "ResourceNotFoundException",
      404,
      { message: MatchersV3.string("no such domain"), resourceId: "d-1", resourceType: "Domain" },
      "ResourceNotFoundException",
    ],
    ["ValidationException", 400, { message: MatchersV3.string("not valid") }, "InvalidRequestException"],
    ["ThrottlingException", 429, { message: MatchersV3.string("slow down") }, "ThrottlingException"],
    ["InternalServerException", 500, { message: MatchersV3.string("broken") }, "InternalServiceException"],
  ] as const)("ends when it fails with %s", async (name, status, body, code) => {
    await exchanges(
      [
        {
          state: `the next search of the domain d-1 fails with ${name}`,
          description: `a request for a domain's files that fails with ${name}`,
          path,
          request: SEARCH_FILES,
          status,
          headers: { "x-amzn-ErrorType": name },
          body,
        },
      ],
      async (url) => await expect(discover(url, ["d-1"])).rejects.toMatchObject({ code }),
    );
  });
});

describe("the search case by case, where the one over the domain is denied", () => {
  it("goes through pages of cases, and of the files of a case, over null entries", async () => {
    await exchanges(
      [
        {
          state: "the search of the domain d-1 is denied",
          description: "a request for a domain's files that is denied",
          path: "/domains/d-1/related-items-search",
          request: SEARCH_FILES,
          status: 403,
          headers: { "x-amzn-ErrorType": "AccessDeniedException" },
          body: { message: MatchersV3.string("not authorized") },
        },
        {
          state: "the domain d-1 holds the cases c-1 and c-2 on two pages, with a null entry",
          description: "a request for the first page of a domain's cases",
          path: "/domains/d-1/cases-search",
          request: { maxResults: 100, sorts: [{ fieldId: "created_datetime", sortOrder: "Asc" }] },
          body: {
            cases: [null, { caseId: "c-1", templateId: MatchersV3.string("t-1"), fields: [], tags: {} }],
            nextToken: MatchersV3.string(TOKEN),
            totalCount: 2,
          },
        },
        {
          state: "the case c-1 holds f-1 and f-2 on two pages, with a null entry",
          description: "a request for the first page of a case's files",
          path: "/domains/d-1/cases/c-1/related-items-search",
          request: { filters: [{ file: {} }], maxResults: 25 },
          body: { relatedItems: [null, fileItem("f-1")], nextToken: MatchersV3.string(TOKEN) },
        },
        {
          state: "the first page of the files of the case c-1 was read",
          description: "a request for the second page of a case's files",
          path: "/domains/d-1/cases/c-1/related-items-search",
          request: {
            filters: [{ file: {} }],
            maxResults: 25,
            nextToken: FROM_STATE,
          },
          body: { relatedItems: [fileItem("f-2")] },
        },
        {
          state: "the first page of the cases of the domain d-1 was read",
          description: "a request for the second page of a domain's cases",
          path: "/domains/d-1/cases-search",
          request: {
            maxResults: 100,
            sorts: [{ fieldId: "created_datetime", sortOrder: "Asc" }],
            nextToken: FROM_STATE,
          },
          body: {
            cases: [{ caseId: "c-2", templateId: MatchersV3.string("t-1"), fields: [], tags: {} }],
            totalCount: 2,
          },
        },
        {
          state: "the case c-2 holds no files",
          description: "a request for the files of a case that has none",
          path: "/domains/d-1/cases/c-2/related-items-search",
          request: { filters: [{ file: {} }], maxResults: 25 },
          body: { relatedItems: [] },
        },
      ],
      async (url) => {
        const { references, irregularities } = await discover(url, ["d-1"]);
        expect(references).toEqual([reference("f-1", "c-1"), reference("f-2", "c-1")]);
        expect(irregularities.map(({ kind }) => kind)).toEqual(["null-entry", "null-entry"]);
      },
    );
  });
});

describe("the domains of an account", () => {
  const found = (domainId: string) => ({
    domainId,
    domainArn: `arn:aws:cases:eu-central-1:111122223333:domain/${domainId}`,
    name: MatchersV3.string("a domain"),
  });

  it("are found page by page", async () => {
    await exchanges(
      [
        {
          state: "the account holds the domains d-8 and d-9 on two pages",
          description: "a request for the first page of domains",
          path: "/domains-list",
          query: { maxResults: "10" },
          body: { domains: [found("d-8")], nextToken: MatchersV3.string(TOKEN) },
        },
        {
          state: "the first page of domains was read",
          description: "a request for the second page of domains",
          path: "/domains-list",
          query: {
            maxResults: "10",
            nextToken: FROM_STATE as unknown as string,
          },
          body: { domains: [found("d-9")] },
        },
        ...["d-8", "d-9"].map((domainId) => ({
          state: `the domain ${domainId} holds the file f-${domainId}`,
          description: `a request for the files of ${domainId}`,
          path: `/domains/${domainId}/related-items-search`,
          request: SEARCH_FILES,
          body: { relatedItems: [fileItem(`f-${domainId}`, "c-1")] },
        })),
      ],
      async (url) =>
        expect((await discover(url)).references).toEqual([
          reference("f-d-8", "c-1", "d-8"),
          reference("f-d-9", "c-1", "d-9"),
        ]),
    );
  });

  it("are asked for their status where one is listed and refuses to be searched", async () => {
    await exchanges(
      [
        {
          state: "the account holds the domain d-7, whose creation has failed",
          description: "a request for the domains of an account, one of them not created",
          path: "/domains-list",
          query: { maxResults: "10" },
          body: { domains: [found("d-7")] },
        },
        {
          state: "the next search of the domain d-7, whose creation has failed, fails with ValidationException",
          description: "a request for the files of a domain that was not created",
          path: "/domains/d-7/related-items-search",
          request: SEARCH_FILES,
          status: 400,
          headers: { "x-amzn-ErrorType": "ValidationException" },
          body: { message: MatchersV3.string("not active") },
        },
        {
          state: "the creation of the domain d-7 has failed",
          description: "a request for the status of a domain that was not created",
          path: "/domains/d-7",
          body: {
            ...found("d-7"),
            createdTime: MatchersV3.string("2026-09-01T08:00:00.000Z"),
            domainStatus: "CreationFailed",
            tags: {},
          },
        },
      ],
      async (url) =>
        expect(await discover(url)).toEqual({
          references: [],
          irregularities: [
            {
              kind: "unreadable-item",
              path: "domains[]",
              detail: expect.stringContaining('domain "d-7" is "CreationFailed"'),
            },
          ],
        }),
    );
  });

  it("are asked for their status where one is listed and is not there", async () => {
    const gone = {
      status: 404,
      headers: { "x-amzn-ErrorType": "ResourceNotFoundException" },
      body: { message: MatchersV3.string("no such domain"), resourceId: "d-6", resourceType: "Domain" },
    };
    await exchanges(
      [
        {
          state: "the account holds the domain d-6, which is about to go",
          description: "a request for the domains of an account, one of them about to go",
          path: "/domains-list",
          query: { maxResults: "10" },
          body: { domains: [found("d-6")] },
        },
        {
          state: "the domain d-6 is gone",
          description: "a request for the files of a domain that is gone",
          path: "/domains/d-6/related-items-search",
          request: SEARCH_FILES,
          ...gone,
        },
        {
          state: "the domain d-6 is gone",
          description: "a request for the status of a domain that is gone",
          path: "/domains/d-6",
          ...gone,
        },
      ],
      async (url) =>
        expect(await discover(url)).toEqual({
          references: [],
          irregularities: [
            {
              kind: "unreadable-item",
              path: "domains[]",
              detail: expect.stringContaining('domain "d-6" was listed and is not there'),
            },
          ],
        }),
    );
  });
});

describe("the contract with amazon-connect-cases", () => {
  it("is committed as these tests write it", async () => {
    expect(await fresh.differences()).toEqual([]);
  });
});
