import type { ReferencePage } from "@attached-files/core";
import { beforeEach, describe, expect, test } from "vitest";
import { type Answer, isolatedEnvironment } from "../aws-client/scripted-server.test-support.ts";
import { bodyOf, EXPIRED, filesOf, item, openOn, page, pagesOf } from "./discovery.test-support.ts";

beforeEach(() => isolatedEnvironment());

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
