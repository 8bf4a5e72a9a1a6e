import {
  type DiscoverOptions,
  InvalidInputError,
  type ReferencePage,
  type ReferenceSource,
} from "@attached-files/core";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  type Answer,
  awsError,
  FIXED,
  isolatedEnvironment,
  type ScriptedServer,
  type SeenRequest,
  scriptedServer,
  staySilent,
} from "../aws-client/scripted-server.test-support.ts";
import { type ConnectReferenceSourceOptions, connectReferenceSource } from "./connect-reference-source.ts";

const ACCOUNT = "eu-west-2:123456789012";
const DENIED = awsError(
  403,
  "AccessDeniedException",
  '{"message":"not authorized to perform cases:SearchAllRelatedItems"}',
);
const EXPIRED = awsError(400, "ValidationException", '{"message":"Invalid nextToken"}');
const GONE = awsError(
  404,
  "ResourceNotFoundException",
  '{"message":"not there","resourceId":"x","resourceType":"Domain"}',
);

beforeEach(() => isolatedEnvironment());

/** Answers of a route, by `METHOD-like` last part of its path, in turn; the last one again and again. */
type Routes = Readonly<Record<string, readonly Answer[]>>;

async function openOn(
  routes: Routes,
  options: ConnectReferenceSourceOptions = {},
): Promise<{ source: ReferenceSource; server: ScriptedServer }> {
  const calls = new Map<string, number>();
  const server = await scriptedServer((request, response) => {
    const path = request.url.replace(/\?.*/, "");
    const route =
      Object.keys(routes).find((it) => path === it) ?? Object.keys(routes).find((it) => path.endsWith(it)) ?? "";
    const call = calls.get(route) ?? 0;
    calls.set(route, call + 1);
    const answers = routes[route] ?? [awsError(404, "UnknownOperationException", "<UnknownOperationException/>")];
    const answer = answers[Math.min(call, answers.length - 1)] ?? "{}";
    if (typeof answer === "function") return answer(request, response);
    const { status = 200, headers = {}, body = "" } = typeof answer === "string" ? { body: answer } : answer;
    response.writeHead(status, headers).end(body);
  });
  const source = connectReferenceSource({ ...FIXED, endpoint: server.url, maxAttempts: 1, ...options });
  onTestFinished(() => source.close());
  return { source, server };
}

async function pagesOf(source: ReferenceSource, options?: DiscoverOptions): Promise<ReferencePage[]> {
  const pages: ReferencePage[] = [];
  for await (const page of source.discover(options)) pages.push(page);
  return pages;
}

function filesOf(pages: readonly ReferencePage[]): string[] {
  return pages.flatMap(({ references }) =>
    references.map(
      ({ fileId, associatedResourceArn }) => `${fileId} of ${associatedResourceArn.replace(/^.*domain\//, "")}`,
    ),
  );
}

function kindsOf(pages: readonly ReferencePage[]): string[] {
  return pages.flatMap(({ irregularities }) => irregularities.map(({ kind, path }) => `${kind} ${path}`));
}

const bodyOf = (request: SeenRequest | undefined): unknown => JSON.parse(request?.body ?? "null");
const pathsOf = (server: ScriptedServer): string[] => server.requests.map(({ url }) => url);

function item(fileId: string, caseId: string): string {
  return `{"relatedItemId":"r-${fileId}","caseId":"${caseId}","type":"File","associationTime":"2026-11-02T09:15:00Z","content":{"file":{"fileArn":"arn:aws:connect:${ACCOUNT}:instance/i-1/file/${fileId}"}},"tags":{}}`;
}
function page(items: readonly string[], nextToken?: string): string {
  return `{"relatedItems":[${items.join(",")}]${nextToken === undefined ? "" : `,"nextToken":"${nextToken}"`}}`;
}

describe("a whole domain at once", () => {
  test("asks for files, oldest association first, 25 at a time, and follows the tokens", async () => {
    const answers = [page([item("f-1", "c-1"), "null"], "t-1"), page([]), page([])];
    const { source, server } = await openOn({ "/related-items-search": answers }, { domainIds: ["d-1"] });
    const pages = await pagesOf(source);
    expect(pages[0]?.references).toEqual([
      {
        instanceId: "i-1",
        associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
        fileId: "f-1",
        associationTime: "2026-11-02T09:15:00.000Z",
      },
    ]);
    expect(kindsOf(pages)).toEqual(["null-entry relatedItems[1]"]);
    expect(pathsOf(server)).toEqual(["/domains/d-1/related-items-search", "/domains/d-1/related-items-search"]);
    const first = {
      maxResults: 25,
      filters: [{ file: {} }],
      sorts: [{ sortProperty: "AssociationTime", sortOrder: "Asc" }],
    };
    expect(server.requests.map(bodyOf)).toEqual([first, { ...first, nextToken: "t-1" }]);
  });

  test("gives the same file as often as the service does, and streams: a page is given before the next is asked for", async () => {
    const answers = [page([item("f-1", "c-1")], "t-1"), page([item("f-1", "c-1"), item("f-1", "c-2")])];
    const { source, server } = await openOn({ "/related-items-search": answers }, { domainIds: ["d-1"] });
    const asked: number[] = [];
    const files: string[] = [];
    for await (const it of source.discover()) {
      asked.push(server.requests.length);
      files.push(...filesOf([it]));
    }
    expect(asked).toEqual([1, 2]);
    expect(files).toEqual(["f-1 of d-1/case/c-1", "f-1 of d-1/case/c-1", "f-1 of d-1/case/c-2"]);
  });

  test("files of another instance are noted, when an instance is named", async () => {
    const { source } = await openOn(
      { "/related-items-search": [page([item("f-1", "c-1")])] },
      { domainIds: ["d-1"], instanceId: "i-2" },
    );
    const pages = await pagesOf(source);
    expect(filesOf(pages)).toEqual([]);
    expect(kindsOf(pages)).toEqual(["other-instance relatedItems[0]"]);
  });

  test("a token that repeats ends in an error that names the domain, not in a loop", async () => {
    const { source, server } = await openOn({ "/related-items-search": [page([], "same")] }, { domainIds: ["d-1"] });
    await expect(pagesOf(source)).rejects.toMatchObject({
      code: "UnexpectedAnswer",
      message: expect.stringMatching(/domain d-1: .*repeats/),
    });
    expect(server.requests.length).toBeLessThan(4);
  });

  test("a token that has expired starts the domain afresh, once", async () => {
    const answers = [
      page([item("f-1", "c-1")], "t-1"),
      EXPIRED,
      page([item("f-1", "c-1")], "t-2"),
      page([item("f-2", "c-1")]),
    ];
    const { source } = await openOn({ "/related-items-search": answers }, { domainIds: ["d-1"] });
    expect(filesOf(await pagesOf(source)).map((it) => it.slice(0, 3))).toEqual(["f-1", "f-1", "f-2"]);
    const always = [page([], "t-1"), EXPIRED, page([], "t-2"), EXPIRED];
    const again = await openOn({ "/related-items-search": always }, { domainIds: ["d-1"] });
    await expect(pagesOf(again.source)).rejects.toMatchObject({
      code: "InvalidRequestException",
      awsErrorName: "ValidationException",
    });
  });

  test("an answer without its list is an error, not the end", async () => {
    const { source } = await openOn({ "/related-items-search": ["{}"] }, { domainIds: ["d-1"] });
    await expect(pagesOf(source)).rejects.toMatchObject({ code: "UnexpectedAnswer" });
  });

  test("a named domain that is not there is an error that names it and keeps what AWS said", async () => {
    const { source, server } = await openOn({ "/related-items-search": [GONE] }, { domainIds: ["d-9"] });
    await expect(pagesOf(source)).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "domain d-9: not there",
      requestId: "req-1",
      operation: "SearchAllRelatedItems",
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe("case by case", () => {
  const casesPage = (ids: readonly string[], rest = ""): string =>
    `{"cases":[${ids.map((id) => (id === "null" ? id : `{"caseId":"${id}","templateId":"t","fields":[]}`)).join(",")}]${rest}}`;
  const inCase = (caseId: string): string => `/domains/d-1/cases/${caseId}/related-items-search`;

  test.each([
    ["denied", DENIED],
    ["unknown", awsError(404, "UnknownOperationException", "<UnknownOperationException/>")],
    [
      "unknown, says a validation",
      awsError(400, "ValidationException", '{"message":"Operation SearchAllRelatedItems is not supported"}'),
    ],
    ["a route that nobody knows", { status: 404, body: "<html>no such page</html>" }],
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
    const pages = await pagesOf(source);
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
    let running = 0;
    let most = 0;
    const ids = Array.from({ length: 12 }, (_, index) => `c-${index}`);
    const { source, server } = await openOn(
      {
        "/domains/d-1/related-items-search": [DENIED],
        "/cases-search": [casesPage(ids)],
        "/related-items-search": [
          (_request, response) => {
            running += 1;
            most = Math.max(most, running);
            setTimeout(() => {
              running -= 1;
              response.end(page([]));
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
        [inCase("c-2")]: [DENIED],
      },
      { domainIds: ["d-1"] },
    );
    await expect(pagesOf(source)).rejects.toMatchObject({ code: "AccessDeniedException" });
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

describe("domains", () => {
  const listed = (ids: readonly string[], nextToken = ""): string =>
    `{"domains":[${ids.map((id) => `{"domainId":"${id}","domainArn":"a","name":"n"}`).join(",")}],"nextToken":"${nextToken}"}`;

  test("are found with ListDomains when none is named, page by page, each searched once", async () => {
    const { source, server } = await openOn({
      "/domains-list": [listed(["d-2", "d-1"], "more"), listed(["d-2", "d-3"])],
      "/related-items-search": [page([])],
    });
    await pagesOf(source);
    expect(pathsOf(server)).toEqual([
      "/domains-list?maxResults=10",
      "/domains-list?maxResults=10&nextToken=more",
      "/domains/d-1/related-items-search",
      "/domains/d-2/related-items-search",
      "/domains/d-3/related-items-search",
    ]);
  });

  test("null entries and entries without an id are noted", async () => {
    const { source } = await openOn({
      "/domains-list": ['{"domains":[null,{"name":"x"},{"domainId":"d-1"}]}'],
      "/related-items-search": [page([])],
    });
    expect(kindsOf(await pagesOf(source))).toEqual(["null-entry domains[0]", "unreadable-item domains[1]"]);
  });

  test("one that is named twice is searched once", async () => {
    const { source, server } = await openOn({ "/related-items-search": [page([])] }, { domainIds: ["d-1", "d-1"] });
    await pagesOf(source);
    expect(server.requests).toHaveLength(1);
  });

  test("one that is no longer listed is passed over when resumed, and those that are finished stay so", async () => {
    const { source } = await openOn({
      "/domains-list": [listed(["d-1", "d-2"]), listed(["d-1", "d-3"])],
      "/domains/d-1/related-items-search": [page([item("f-1", "c-1")])],
      "/domains/d-2/related-items-search": [page([item("f-2", "c-2")], "t-1"), page([])],
      "/domains/d-3/related-items-search": [page([item("f-3", "c-3")])],
    });
    const [, second] = await pagesOf(source);
    const rest = await pagesOf(source, { resumeToken: second?.resumeToken ?? "" });
    expect(filesOf(rest)).toEqual(["f-3 of d-3/case/c-3"]);
  });

  test("none at all is an error, not a discovery that found nothing", async () => {
    const { source } = await openOn({ "/domains-list": [listed([])] });
    await expect(pagesOf(source)).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      operation: "ListDomains",
    });
  });

  test.each([
    ["whose creation has failed", '{"domainStatus":"CreationFailed"}', "is"],
    ["that is gone", GONE, "was listed and is not there"],
  ])("a listed one %s is noted, and the others are searched", async (_what, getDomain, detail) => {
    const { source } = await openOn({
      "/domains-list": [listed(["d-1", "d-2"])],
      "/domains/d-1/related-items-search": [GONE],
      "/domains/d-1": [getDomain],
      "/domains/d-2/related-items-search": [page([item("f-1", "c-1")])],
    });
    const pages = await pagesOf(source);
    expect(pages[0]?.irregularities).toMatchObject([
      { kind: "unreadable-item", detail: expect.stringContaining(`domain "d-1" ${detail}`) },
    ]);
    expect(filesOf(pages)).toEqual(["f-1 of d-2/case/c-1"]);
  });

  test.each([
    ["is active all the same", '{"domainStatus":"Active"}'],
    ["may not be asked about", DENIED],
  ])("a listed one that refuses and %s is an error", async (_what, getDomain) => {
    const { source } = await openOn({
      "/domains-list": [listed(["d-1"])],
      "/related-items-search": [GONE],
      "/domains/d-1": [getDomain],
    });
    await expect(pagesOf(source)).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "domain d-1: not there",
    });
  });
});

describe("resuming", () => {
  const byToken: Answer = (request, response) => {
    const domain = request.url.split("/")[2];
    const { nextToken } = bodyOf(request) as { nextToken?: string };
    response.end(
      nextToken === undefined ? page([item(`${domain}-1`, "c-1")], "t-1") : page([item(`${domain}-2`, "c-1")]),
    );
  };
  const names = (pages: readonly ReferencePage[]): string[] => filesOf(pages).map((it) => it.split(" ")[0] ?? "");

  test("goes on behind any page, over domains too", async () => {
    const { source } = await openOn({ "/related-items-search": [byToken] }, { domainIds: ["d-2", "d-1"] });
    const pages = await pagesOf(source);
    expect(names(pages)).toEqual(["d-2-1", "d-2-2", "d-1-1", "d-1-2"]);
    for (const [index, { resumeToken = "" }] of pages.entries()) {
      expect(names(await pagesOf(source, { resumeToken }))).toEqual(names(pages).slice(index + 1));
    }
  });

  test.each([[""], ["nonsense"], ["e30"]])("starts afresh with %j", async (resumeToken) => {
    const { source } = await openOn({ "/related-items-search": [byToken] }, { domainIds: ["d-1"] });
    expect(names(await pagesOf(source, { resumeToken }))).toEqual(["d-1-1", "d-1-2"]);
  });

  test("starts the domain afresh where the service no longer takes the token", async () => {
    const once = await openOn({ "/related-items-search": [byToken] }, { domainIds: ["d-1"] });
    const [first] = await pagesOf(once.source);
    const later = await openOn({ "/related-items-search": [EXPIRED, byToken] }, { domainIds: ["d-1"] });
    expect(names(await pagesOf(later.source, { resumeToken: first?.resumeToken ?? "" }))).toEqual(["d-1-1", "d-1-2"]);
  });
});

describe("abort and close", () => {
  test("an abort within a call rejects within moments", async () => {
    const { source, server } = await openOn({ "/related-items-search": [staySilent] }, { domainIds: ["d-1"] });
    const controller = new AbortController();
    const all = pagesOf(source, { signal: controller.signal }).catch((error: unknown) => error);
    await expect.poll(() => server.requests.length).toBe(1);
    controller.abort();
    expect(await all).toMatchObject({ code: "Aborted" });
  });

  test("an abort between pages makes no further call", async () => {
    const { source, server } = await openOn(
      { "/related-items-search": [page([], "t-1"), page([])] },
      { domainIds: ["d-1"] },
    );
    const controller = new AbortController();
    const walk = async (): Promise<void> => {
      for await (const _page of source.discover({ signal: controller.signal })) controller.abort();
    };
    await expect(walk()).rejects.toMatchObject({ code: "Aborted" });
    expect(server.requests).toHaveLength(1);
  });

  test("whoever stops listening stops the calls, also those of other cases", async () => {
    const { source, server } = await openOn(
      {
        "/domains/d-1/related-items-search": [DENIED],
        "/cases-search": ['{"cases":[{"caseId":"c-1"},{"caseId":"c-2"},{"caseId":"c-3"}]}'],
        "/cases/c-1/related-items-search": [page([item("f-1", "c-1")])],
        "/related-items-search": [staySilent],
      },
      { domainIds: ["d-1"], casesAtOnce: 2 },
    );
    for await (const _page of source.discover()) break;
    await expect.poll(() => server.sockets.size).toBeLessThan(2);
  });

  test("after close nothing is discovered", async () => {
    const { source, server } = await openOn({ "/related-items-search": [page([])] }, { domainIds: ["d-1"] });
    await pagesOf(source);
    await source.close();
    await source.close();
    await expect.poll(() => server.sockets.size).toBe(0);
    await expect(pagesOf(source)).rejects.toMatchObject({
      code: "Aborted",
      message: expect.stringContaining("closed"),
    });
  });
});

test.each([
  [{ domainIds: [] }],
  [{ domainIds: ["d/1"] }],
  [{ domainIds: "d-1" }],
  [{ instanceId: "" }],
  [{ casesAtOnce: 0 }],
  [{ region: 7 }],
  [{ domainId: "d-1" }],
])("refuses the options %j at once", (options) => {
  expect(() => connectReferenceSource(options as never)).toThrow(InvalidInputError);
});
