import { isSourceError, type ReferencePage, type ReferenceSource } from "@attached-files/core";
import { beforeEach, describe, expect, test } from "vitest";
import { awsError, isolatedEnvironment, type SeenRequest } from "../aws-client/scripted-server.test-support.ts";
import { bodyOf, casesPage, DENIED, filesOf, inCase, item, openOn, page } from "./discovery.test-support.ts";

beforeEach(() => isolatedEnvironment());

const BY_TAG = awsError(403, "AccessDeniedException", '{"message":"explicit deny by a tag policy"}');

/** All pages up to the end, and what ended the discovery. */
async function walk(source: ReferenceSource, resumeToken?: string): Promise<{ pages: ReferencePage[]; end: unknown }> {
  const pages: ReferencePage[] = [];
  try {
    const options = resumeToken === undefined ? {} : { resumeToken };
    for await (const it of source.discover(options)) pages.push(it);
    return { pages, end: undefined };
  } catch (error) {
    return { pages, end: error };
  }
}

describe("cases that may not be searched", () => {
  /** Two domains; in the first, the second of four cases on two pages is denied. */
  const routes = {
    "/domains/d-1/related-items-search": [DENIED],
    "/domains/d-1/cases-search": [
      (request: SeenRequest, response: { end(text: string): unknown }) => {
        const { nextToken } = bodyOf(request) as { nextToken?: string };
        const first = casesPage(["c-1", "c-2"], ',"nextToken":"t-1"');
        response.end(nextToken === undefined ? first : casesPage(["c-3", "c-4"]));
      },
    ],
    [inCase("c-1")]: [page([item("f-1", "c-1")])],
    [inCase("c-2")]: [BY_TAG],
    [inCase("c-3")]: [page([item("f-3", "c-3")])],
    [inCase("c-4")]: [page([])],
    "/domains/d-2/related-items-search": [page([item("f-9", "c-9")])],
  };

  test("are noted, one by one; the others are searched, in other domains too; and then it has not finished", async () => {
    const { source } = await openOn(routes, { domainIds: ["d-1", "d-2"] });
    const { pages, end } = await walk(source);
    expect(filesOf(pages)).toEqual(["f-1 of d-1/case/c-1", "f-3 of d-1/case/c-3", "f-9 of d-2/case/c-9"]);
    expect(pages.flatMap(({ irregularities }) => irregularities)).toEqual([
      { kind: "unreadable-item", path: "cases[]", detail: 'case "c-2" was denied: explicit deny by a tag policy' },
    ]);
    expect(isSourceError(end, "AccessDeniedException")).toBe(true);
    expect(end).toMatchObject({
      operation: "SearchRelatedItems",
      message: expect.stringMatching(/1 in all: explicit deny by a tag policy/),
    });
  });

  test("are not forgotten by whoever resumes: from no page on does it look finished", async () => {
    const { source } = await openOn(routes, { domainIds: ["d-1", "d-2"] });
    const { pages } = await walk(source);
    expect(pages.length).toBeGreaterThan(4);
    for (const { resumeToken } of pages) {
      const { end } = await walk(source, resumeToken);
      expect(isSourceError(end, "AccessDeniedException")).toBe(true);
    }
  });

  test("end the discovery when there are only such: then the permission is missing", async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `c-${index}`);
    const { source, server } = await openOn(
      {
        "/domains/d-1/related-items-search": [DENIED],
        "/cases-search": [casesPage(ids)],
        "/related-items-search": [BY_TAG],
      },
      { domainIds: ["d-1"], casesAtOnce: 1 },
    );
    const { end } = await walk(source);
    expect(isSourceError(end, "AccessDeniedException")).toBe(true);
    expect(server.requests.length).toBeLessThan(30);
  });

  test("do not end it when they are many, and others may be searched", async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `c-${index}`);
    const { source } = await openOn(
      {
        "/domains/d-1/related-items-search": [DENIED],
        "/cases-search": [casesPage(ids)],
        [inCase("c-0")]: [page([])],
        [inCase("c-59")]: [page([item("f-1", "c-59")])],
        "/related-items-search": [BY_TAG],
      },
      { domainIds: ["d-1"], casesAtOnce: 1 },
    );
    const { pages, end } = await walk(source);
    expect(filesOf(pages)).toEqual(["f-1 of d-1/case/c-59"]);
    expect(end).toMatchObject({ message: expect.stringContaining("58 in all") });
  });
});
