import { isSourceError, type ReferencePage, type ReferenceSource } from "@attached-files/core";
import { beforeEach, describe, expect, test } from "vitest";
import { isolatedEnvironment } from "../aws-client/scripted-server.test-support.ts";
import { casesPage, DENIED, filesOf, inCase, item, kindsOf, listed, openOn, page } from "./discovery.test-support.ts";

beforeEach(() => isolatedEnvironment());

const NO_ARN = '{"type":"File","relatedItemId":"r-x","caseId":"c-1","content":{"file":{}}}';

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

describe("items that cannot be read", () => {
  test.each([
    ["a file without an ARN", NO_ARN],
    ["a file whose ARN is a number", NO_ARN.replace("{}", '{"fileArn":7}')],
    ["a file without a case", item("f-9", "c-1").replace('"caseId":"c-1",', "")],
    ["an entry that says nothing of itself", "{}"],
    ["a number", "5"],
  ])("end the discovery as unfinished, behind all that could be read: %s", async (_what, bad) => {
    const { source } = await openOn(
      { "/related-items-search": [page([bad, item("f-1", "c-1")], "more"), page([item("f-2", "c-1")])] },
      { domainIds: ["d-1"] },
    );
    const { pages, end } = await walk(source);
    expect(filesOf(pages)).toEqual(["f-1 of d-1/case/c-1", "f-2 of d-1/case/c-1"]);
    expect(isSourceError(end, "UnexpectedAnswer")).toBe(true);
    expect(end).toMatchObject({ message: "1 item of the search could not be read" });
    // Whoever goes on behind them has not seen them either.
    for (const { resumeToken } of pages) {
      expect((await walk(source, resumeToken)).end).toMatchObject({ code: "UnexpectedAnswer" });
    }
  });

  test.each([
    ["a null entry", "null"],
    ["a comment", NO_ARN.replace('"File"', '"Comment"')],
  ])("are none where %s is", async (_what, entry) => {
    const { source } = await openOn({ "/related-items-search": [page([entry])] }, { domainIds: ["d-1"] });
    expect(await walk(source)).toMatchObject({ end: undefined, pages: [{ irregularities: [{}] }] });
  });

  test("are counted case by case, too, and so are cases without an id, from whatever page it goes on", async () => {
    const { source } = await openOn(
      {
        "/domains/d-1/related-items-search": [DENIED],
        "/cases-search": [casesPage(["c-1", "c-2"]).replace('"caseId":"c-2"', '"caseId":7')],
        [inCase("c-1")]: [page([NO_ARN, item("f-1", "c-1")])],
      },
      { domainIds: ["d-1"] },
    );
    const { pages, end } = await walk(source);
    expect(filesOf(pages)).toEqual(["f-1 of d-1/case/c-1"]);
    expect(end).toMatchObject({ code: "UnexpectedAnswer", message: "2 items of the search could not be read" });
    for (const { resumeToken } of pages) {
      expect((await walk(source, resumeToken)).end).toMatchObject({
        message: "2 items of the search could not be read",
      });
    }
  });

  test("are counted among domains, and the others are searched", async () => {
    const { source } = await openOn({
      "/domains-list": [listed(["d-1"]).replace("[", "[null,{},")],
      "/related-items-search": [page([item("f-1", "c-1")])],
    });
    const { pages, end } = await walk(source);
    expect(filesOf(pages)).toEqual(["f-1 of d-1/case/c-1"]);
    expect(kindsOf(pages)).toEqual(["null-entry domains[0]", "unreadable-item domains[1]"]);
    expect(end).toMatchObject({ code: "UnexpectedAnswer", message: "1 item of the search could not be read" });
  });
});
