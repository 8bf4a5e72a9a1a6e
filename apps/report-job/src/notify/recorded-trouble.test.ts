import { describe, expect, it } from "vitest";
import type { Report } from "../report/report-schema.ts";
import { aFile, anUnknown } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { lineText } from "./message-line.ts";
import { messageLines } from "./message-lines.ts";
import { recordedTrouble } from "./recorded-trouble.ts";
import { reportMessage } from "./report-message.ts";
import { TELLER } from "./teller.test-support.ts";

const here = useReportFolder();

async function messageOf(run: object, outcomes = [anUnknown("f2", "deferred")], environment = {}) {
  await here.state("main", { outcomes: [aFile("f1"), ...outcomes], run: { trouble_code: "TimeBox", ...run } });
  const message = reportMessage(await here.write({}), 3, TELLER, [], environment);
  return { ...message, lines: messageLines(message).map(lineText) };
}

describe("a run that its time ended", () => {
  it("tells the throttles that took the time, and points to them first", async () => {
    const { title, runBook, lines } = await messageOf({ requests: 9, throttles: 7 });
    expect(title).toMatch(/: ThrottlingException and 1 more$/);
    expect(runBook.slice(0, 2)).toEqual(["error-throttling", "error-time-box"]);
    expect(lines.slice(0, 2)).toEqual([
      "main: ThrottlingException (Throttled): 7 of 9 requests were throttled",
      "main: TimeBox (Time was over)",
    ]);
  });

  it("names throttles that are too few to have taken it, and points to the time", async () => {
    const { title, lines } = await messageOf({ requests: 5000, throttles: 3 });
    expect(title).toMatch(/: TimeBox$/);
    expect(lines[0]).toBe("main: TimeBox (Time was over): 3 of 5,000 requests were throttled");
    expect((await messageOf({ requests: 5000, throttles: 0 })).lines[0]).toBe("main: TimeBox (Time was over)");
  });

  it.each([
    ["SourceUnreachable", "error-source-unreachable"],
    ["UnexpectedAnswer", "error-unexpected-answer"],
  ])("tells %s, which files met, before it", async (error_code, section) => {
    const { title, runBook } = await messageOf({}, [anUnknown("f2", "failed", { error_code })]);
    expect(title).toContain(`: ${error_code} and 1 more`);
    expect(runBook.slice(0, 2)).toEqual([section, "error-time-box"]);
  });
});

it("names the operation that was denied, where the state knows it, and that of files", async () => {
  const failed = anUnknown("f2", "failed", { error_code: "SourceTimeout" });
  const linesOf = async (trouble_operation: string | null) =>
    (await messageOf({ trouble_code: "AccessDeniedException", trouble_operation }, [failed])).lines;
  expect((await linesOf("ListDomains")).slice(0, 2)).toEqual([
    "main: AccessDeniedException of ListDomains (Denied): cases:ListDomains has to be allowed",
    expect.stringMatching(/^main: SourceTimeout of BatchGetAttachedFileMetadata /),
  ]);
  expect((await linesOf(null))[0]).toBe("main: AccessDeniedException (Denied)");
});

describe("what a service said when it ended the run", () => {
  const said = async (trouble_code: string, trouble_message: string, environment = {}) =>
    (await messageOf({ trouble_code, trouble_message, requests: 9, throttles: 0 }, undefined, environment)).trouble[0]
      ?.text;

  it.each([
    ["ExpiredTokenException", "The security token included in the request is expired"],
    ["UnexpectedAnswer", 'HTTP 502 "text/html": <h1>Bad gateway</h1>'],
    ["SourceUnreachable", "connect ECONNREFUSED 127.0.0.1:9"],
  ])("is told of %s: %s", async (code, text) => {
    expect(await said(code, text)).toBe(text);
  });

  it("is one line, cut, and without secrets", async () => {
    const secret = { DB_PASSWORD: "hunter2hunter2" };
    const text = await said("X", `a\nb hunter2hunter2 \u202E${"x".repeat(2000)}`, secret);
    expect(text).toMatch(/^a; b \[secret\] x+…$/);
    expect(text?.length).toBeLessThan(700);
  });

  it("is nothing where it said nothing, or the end is the program's own", async () => {
    expect(await said("X", " ")).toBeNull();
    expect(await said("TimeBox", "the time box is over")).toBeNull();
  });

  it("stands before how many requests were throttled", async () => {
    const run = { trouble_code: "ThrottlingException", trouble_message: "Rate exceeded", requests: 9, throttles: 7 };
    expect((await messageOf(run)).trouble[0]?.text).toBe("Rate exceeded; 7 of 9 requests were throttled");
  });

  it("counts the throttles once where it does so itself", async () => {
    const text =
      "4 of 4 requests of BatchGetAttachedFileMetadata were throttled, and no file was answered; then it ended";
    const run = { trouble_code: "ThrottlingException", trouble_message: text, requests: 274, throttles: 4 };
    expect((await messageOf(run)).trouble[0]?.text).toBe(text);
  });
});

/** The text of the trouble of a run, without a state. */
function textOf(run: object): string | null | undefined {
  const scope = { name: "main", run: { slot: "s", ...run }, whyNotComplete: [], outcomes: {} };
  return recordedTrouble({ slot: "s", scopes: [scope] } as unknown as Report, {})[0]?.text;
}

it.each([
  ["ListDomains", "No.", "No; cases:ListDomains has to be allowed"],
  ["BatchGetAttachedFileMetadata", "", "connect:BatchGetAttachedFileMetadata has to be allowed"],
  ["ListDomains", "x may not perform: cases:ListDomains", "x may not perform: cases:ListDomains"],
  [null, "No.", "No."],
])("of a denied %s that said %j the permission is named once", (troubleOperation, troubleMessage, text) => {
  expect(textOf({ troubleCode: "AccessDeniedException", troubleOperation, troubleMessage })).toBe(text);
});

it.each([
  [1, 1, "1 of 1 request was throttled"],
  [5, 1, "1 of 5 requests was throttled"],
  [5, 2, "2 of 5 requests were throttled"],
])("of %i requests %i are told as '%s'", (requests, throttles, text) => {
  expect(textOf({ troubleCode: "ThrottlingException", troubleMessage: null, requests, throttles })).toBe(text);
});

describe("files whose call was denied", () => {
  const SAID =
    "User: arn:aws:sts::111122223333:assumed-role/job/x is not authorized to perform: connect:BatchGetAttachedFileMetadata on resource: arn:aws:connect:eu-central-1:111122223333:instance/i/file/secret-id with an explicit deny in a service control policy.";
  const SHOWN = SAID.replace("secret-id", "…").slice(0, -1);
  const denied = anUnknown("f2", "failed", { error_code: "AccessDeniedException", error_message: SAID });

  it("are told in AWS's own words, without the file, behind which the run gave up", async () => {
    await here.state("main", {
      outcomes: [denied],
      run: {
        trouble_code: "AccessDeniedException",
        trouble_message: "gave up after all of 3 resources were denied",
        trouble_operation: "BatchGetAttachedFileMetadata",
      },
    });
    const { trouble, firstStep } = reportMessage(await here.write({}), 4, TELLER);
    expect(trouble[0]?.text).toBe(`${SHOWN}; gave up after all of 3 resources were denied`);
    expect(firstStep).toMatch(/^Give the role what 'attached-files permissions' prints/);
  });

  it("beside a search that was denied, too, both permissions are named", async () => {
    const outcomes = [anUnknown("f2", "failed", { error_code: "AccessDeniedException", error_message: "Denied." })];
    const run = { trouble_code: "AccessDeniedException", trouble_message: "No.", trouble_operation: "ListDomains" };
    await here.state("main", { outcomes, run });
    const { trouble } = reportMessage(await here.write({}), 4, TELLER);
    const both = "cases:ListDomains and connect:BatchGetAttachedFileMetadata have to be allowed";
    expect(trouble[0]?.text).toBe(`Denied; No; ${both}`);
  });

  it("beside others that were answered are some, and the first step is about that", async () => {
    const { trouble, firstStep } = await messageOf({ trouble_code: null }, [denied]);
    expect(trouble[0]?.text).toBe(`${SHOWN}; only some calls were denied: 1 other file was answered in the same run`);
    expect(firstStep).toMatch(/^Only some cases are denied: a condition on tags or on the instance/);
  });

  it("say nothing else where nothing was said, and hide secrets", async () => {
    const silent = { ...denied, error_message: null };
    expect((await messageOf({ trouble_code: null }, [silent])).trouble[0]?.text).toMatch(
      /^only some calls were denied/,
    );
    const said = { ...denied, error_message: "no\u202E hunter2hunter2" };
    const told = await messageOf({ trouble_code: null }, [said], { DB_PASSWORD: "hunter2hunter2" });
    expect(told.trouble[0]?.text).toMatch(/^no \[secret\]; only some/);
  });
});

it("of a host that is not found the Region that was meant is said", () => {
  const troubleMessage = "getaddrinfo ENOTFOUND cases.eu-centrl-1.amazonaws.com";
  const told = textOf({ troubleCode: "SourceUnreachable", troubleMessage });
  expect(told).toBe(`${troubleMessage}; did you mean the Region eu-central-1?`);
});
