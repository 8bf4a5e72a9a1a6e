import { expect, it } from "vitest";
import { aFile } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { failureMessage } from "./failure-message.ts";
import { lineText } from "./message-line.ts";
import { messageLines } from "./message-lines.ts";
import { recovered } from "./recovery.ts";
import { reportMessage } from "./report-message.ts";
import { TELLER } from "./teller.test-support.ts";

const here = useReportFolder();
const fallback = (domainId: string, change = {}) => ({
  domainId,
  operation: "SearchAllRelatedItems",
  errorCode: "AccessDeniedException",
  errorMessage: "no",
  ...change,
});

async function messageOf(fallbacks: readonly object[] | null) {
  const run = { fallbacks: fallbacks === null ? null : JSON.stringify(fallbacks) };
  await here.state("main", { outcomes: [aFile("f1")], run });
  return reportMessage(await here.write({}), 0, TELLER);
}
const linesOf = (message: Parameters<typeof messageLines>[0]) => messageLines(message).map(lineText);

it("a message about a complete report says that a domain is searched case by case, and where that is mended", async () => {
  const message = await messageOf([fallback("d-1")]);
  const care =
    "Care: main: 1 domain is searched case by case, which takes more calls: SearchAllRelatedItems was denied. attached-files run-book trouble-case-by-case";
  expect(linesOf(message)[0]).toBe(care);
  expect(message.caseByCase).toEqual([
    {
      scope: "main",
      domains: 1,
      operation: "SearchAllRelatedItems",
      code: "AccessDeniedException",
      runBook: "trouble-case-by-case",
    },
  ]);
  const again = recovered(message, { slot: "2026-11-23", toldAs: "partial", exitCode: 3, kept: [] });
  expect(linesOf(again).slice(0, 2)).toEqual([expect.stringMatching(/^It is over: /), care]);
});

it("domains are counted by what was refused, and a refusal that is no denial is named", async () => {
  const other = fallback("d-3", { errorCode: "UnknownOperationException" });
  const lines = linesOf(await messageOf([fallback("d-1"), fallback("d-2"), other]));
  expect(lines[0]).toMatch(/^Care: main: 2 domains are .* SearchAllRelatedItems was denied\./);
  expect(lines[1]).toMatch(/^Care: main: 1 domain is .* was refused, UnknownOperationException\./);
});

it("a report without such a domain, or of a run that did not note it, says nothing of it; nor does a failure", async () => {
  for (const fallbacks of [[], null]) expect((await messageOf(fallbacks)).caseByCase).toEqual([]);
  expect(failureMessage("s", 4, TELLER).caseByCase).toEqual([]);
});

it("that of an earlier slot was told with that", async () => {
  const before = { slot: "2026-11-23T06:00:00Z", fallbacks: JSON.stringify([fallback("d-1")]) };
  await here.state("old", { outcomes: [aFile("f1")], run: before });
  await here.state("main", { outcomes: [aFile("f2")] });
  const message = reportMessage(await here.write({ scopeNames: ["main", "old"] }), 3, TELLER);
  expect(message.caseByCase).toEqual([]);
});

it("what a stranger calls an operation is nothing that Slack or a terminal would obey", async () => {
  const message = await messageOf([fallback("d", { operation: "<!channel>\u001b[31m\n", errorCode: "x\u202Ey" })]);
  expect(JSON.stringify(message)).not.toMatch(/\\u001b|\u202e/i);
  expect(linesOf(message)[0]).toContain("<!channel> [31m was refused, x y.");
});
