import { beforeEach, describe, expect, test } from "vitest";
import { isolatedEnvironment, staySilent } from "../aws-client/scripted-server.test-support.ts";
import {
  DENIED,
  filesOf,
  GONE,
  item,
  kindsOf,
  listed,
  openOn,
  page,
  pagesOf,
  pathsOf,
} from "./discovery.test-support.ts";

beforeEach(() => isolatedEnvironment());

describe("domains", () => {
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

  test("null entries are noted", async () => {
    const { source } = await openOn({
      "/domains-list": ['{"domains":[null,{"domainId":"d-1"}]}'],
      "/related-items-search": [page([])],
    });
    expect(kindsOf(await pagesOf(source))).toEqual(["null-entry domains[0]"]);
  });

  test.each(["[null,5,{}]", '[{"domainId":""}]', "[null]"])(
    "an answer of %s names none, which says nothing of whether there are any",
    async (domains) => {
      const { source } = await openOn({ "/domains-list": [`{"domains":${domains}}`] });
      await expect(pagesOf(source)).rejects.toMatchObject({ code: "UnexpectedAnswer", operation: "ListDomains" });
    },
  );

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

  test("an abort while it is found out why one refuses is an abort, not that refusal", async () => {
    const { source, server } = await openOn({
      "/domains-list": [listed(["d-1"])],
      "/related-items-search": [GONE],
      "/domains/d-1": [staySilent],
    });
    const controller = new AbortController();
    const all = pagesOf(source, { signal: controller.signal }).catch((error: unknown) => error);
    await expect.poll(() => server.requests.length).toBe(3);
    controller.abort();
    expect(await all).toMatchObject({ code: "Aborted" });
  });
});
