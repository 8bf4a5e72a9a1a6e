import { type FreshPact, freshPact, PAIRS } from "@attached-files/pacts";
import { MatchersV3 } from "@pact-foundation/pact";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectReferenceSource } from "../src/cases/index.ts";

const PAIR = PAIRS[2];
const JSON_TYPE = { "Content-Type": "application/json" };
const SEARCH_FILES = {
  filters: [{ file: {} }],
  maxResults: 25,
  sorts: [{ sortProperty: "AssociationTime", sortOrder: "Asc" }],
};
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

interface Exchange {
  readonly state: string;
  readonly description: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly request?: unknown;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** One mock of the service that answers all of the exchanges; each of them must be asked for. */
async function exchanges<T>(all: readonly Exchange[], use: (url: string) => Promise<T>): Promise<void> {
  const pact = fresh.pact();
  const [last, ...before] = [...all].reverse();
  if (last === undefined) throw new Error("no exchange");
  for (const one of before.reverse()) add(pact, one);
  await add(pact, last).executeTest((server) => use(server.url));
}

function add(pact: ReturnType<FreshPact["pact"]>, one: Exchange) {
  return pact
    .addInteraction()
    .given(one.state)
    .uponReceiving(one.description)
    .withRequest("POST", one.path, (builder) => {
      if (one.query !== undefined) builder.query(one.query);
      if (one.request !== undefined) builder.headers(JSON_TYPE).jsonBody(one.request);
    })
    .willRespondWith(one.status ?? 200, (builder) => {
      builder.headers({ ...JSON_TYPE, ...one.headers }).jsonBody(one.body);
    });
}

async function discover(url: string, domainIds?: readonly string[]) {
  const source = connectReferenceSource({
    region: "eu-central-1",
    endpoint: url.replace("localhost", "127.0.0.1"),
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    casesAtOnce: 1,
    ...(domainIds === undefined ? {} : { domainIds }),
  });
  try {
    const pages = await Array.fromAsync(source.discover());
    return {
      references: pages.flatMap((page) => page.references),
      irregularities: pages.flatMap((page) => page.irregularities),
    };
  } finally {
    await source.close();
  }
}

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
  it("are found page by page", async () => {
    const found = (domainId: string) => ({
      domainId,
      domainArn: `arn:aws:cases:eu-central-1:111122223333:domain/${domainId}`,
      name: MatchersV3.string("a domain"),
    });
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
});

describe("the contract with amazon-connect-cases", () => {
  it("is committed as these tests write it", async () => {
    expect(await fresh.differences()).toEqual([]);
  });
});
