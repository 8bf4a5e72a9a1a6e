import { readFile } from "node:fs/promises";
import { parse } from "node-html-parser";
import { expect, it } from "vitest";
import { aFile } from "./testing/build-state.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();
const denied = {
  domainId: "d-1",
  operation: "SearchAllRelatedItems",
  errorCode: "AccessDeniedException",
  errorMessage: "not <b>allowed</b>",
};

async function told(run: Readonly<Record<string, string | null>>, schemaVersion?: number) {
  await here.state("main", { outcomes: [aFile("f1")], run, ...(schemaVersion === undefined ? {} : { schemaVersion }) });
  const written = await here.write({});
  const page = parse(await readFile(written.paths.page, "utf8"));
  const section = page.querySelector("section[aria-labelledby=run]");
  return {
    status: written.report.status,
    fallbacks: (await readReport(written)).scopes[0]?.run?.fallbacks,
    notes: section?.querySelector("[data-heading=Notes]")?.text,
    notice: section?.querySelector("section[aria-labelledby=case-by-case]"),
  };
}

it("a report says which domains were searched case by case, what it cost and what would mend it, and is complete", async () => {
  const { status, fallbacks, notes, notice } = await told({ fallbacks: JSON.stringify([denied]) });
  expect({ status, fallbacks }).toEqual({ status: "complete", fallbacks: [denied] });
  expect(notes).toContain("1 domain searched case by case");
  expect(notice?.text).toMatch(/one call for each case at least.*attached-files run-book trouble-case-by-case/s);
  expect(notice?.text).toMatch(
    /domain d-1: SearchAllRelatedItems, AccessDeniedException: not <b>allowed<\/b> \(allow cases:SearchAllRelatedItems\)/,
  );
  expect(notice?.querySelector("b")).toBeNull();
});

it("what was refused for another reason is nothing to allow", async () => {
  const other = { ...denied, errorCode: "InvalidRequestException" };
  const { notice } = await told({ fallbacks: JSON.stringify([other]) });
  expect(notice?.text).toContain("InvalidRequestException");
  expect(notice?.text).not.toMatch(/allow cases|Allow/);
});

it("many domains are told by their number, and the first of them by their ids", async () => {
  const many = Array.from({ length: 25 }, (_, index) => ({ ...denied, domainId: `d-${index}` }));
  const { notes, notice } = await told({ fallbacks: JSON.stringify(many) });
  expect(notes).toContain("25 domains searched case by case");
  expect(notice?.querySelectorAll("li")).toHaveLength(20);
  expect(notice?.text).toContain("All 25 are in report.json");
});

it("a run that fell back nowhere says nothing of it; one of which nobody noted it says that", async () => {
  expect(await told({})).toMatchObject({ fallbacks: [], notes: "The search reached its end.", notice: null });
  const unknown = { fallbacks: null, notes: expect.stringContaining("was not noted"), notice: null };
  expect(await told({ fallbacks: null })).toMatchObject(unknown);
  expect(await told({ fallbacks: "[]" }, 6)).toMatchObject(unknown);
});
