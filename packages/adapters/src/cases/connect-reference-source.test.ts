import { InvalidInputError } from "@attached-files/core";
import { beforeEach, describe, expect, test } from "vitest";
import { awsError, isolatedEnvironment, staySilent } from "../aws-client/scripted-server.test-support.ts";
import { connectReferenceSource } from "./connect-reference-source.ts";
import {
  bodyOf,
  DENIED,
  EXPIRED,
  filesOf,
  GONE,
  item,
  kindsOf,
  openOn,
  page,
  pagesOf,
  pathsOf,
} from "./discovery.test-support.ts";

beforeEach(() => isolatedEnvironment());

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

  test("since a moment it asks for the newest first, and not for the page behind one that ends before it", async () => {
    const at = (time: string) => item("f-1", "c-1").replace("2026-11-02T09:15:00Z", time);
    const answers = [page([at("2026-11-02T09:15:00Z")], "t-1"), page([at("2026-11-02T09:14:59.999Z")], "t-2")];
    const { source, server } = await openOn({ "/related-items-search": answers }, { domainIds: ["d-1"] });
    expect(await pagesOf(source, { attachedSince: "2026-11-02T09:15:00Z" })).toHaveLength(2);
    const first = {
      maxResults: 25,
      filters: [{ file: {} }],
      sorts: [{ sortProperty: "AssociationTime", sortOrder: "Desc" }],
    };
    expect(server.requests.map(bodyOf)).toEqual([first, { ...first, nextToken: "t-1" }]);
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

  test("a refusal of a later page that is not about the token is told at once, not tried again from the beginning", async () => {
    const denied = awsError(400, "ValidationException", '{"message":"The result window is 10000"}');
    const { source, server } = await openOn(
      { "/related-items-search": [page([], "t-1"), denied], "/cases-search": [DENIED] },
      { domainIds: ["d-1"] },
    );
    await expect(pagesOf(source)).rejects.toMatchObject({ message: expect.stringContaining("The result window") });
    expect(pathsOf(server).filter((path) => path.endsWith("/related-items-search"))).toHaveLength(2);
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
