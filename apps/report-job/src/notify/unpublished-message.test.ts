import { parsePolicy, SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { BucketError } from "../publish/bucket-error.ts";
import { NotPublishedError } from "../publish/not-published-error.ts";
import { aFile, anUnknown, type buildState } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { isWanted } from "./is-wanted.ts";
import { lineText } from "./message-line.ts";
import { messageLines } from "./message-lines.ts";
import { TELLER } from "./teller.test-support.ts";
import { troubleOfCode } from "./trouble.ts";
import { unpublishedMessage } from "./unpublished-message.ts";

const here = useReportFolder();
const DENIED = new SourceError("AccessDeniedException", "AccessDenied", {
  operation: "PutObject",
  awsErrorName: "AccessDenied",
});
const TEXT = "The report is in /r, but not in s3://reports/: AccessDenied, PutObject is denied (s3:PutObject).";

async function told(answered: 3 | 4 | 5, state: Parameters<typeof buildState>[1], rule = "rejected > 0") {
  await here.state("main", state);
  const policy = parsePolicy([{ name: "hard", rule, severity: "critical", sentence: "Ask again." }]);
  const published = await here.write({ policy: policy.ok ? policy.value : [] });
  const bucket = new BucketError(
    "unavailable",
    "s3://reports/team/reports/s/",
    TEXT,
    DENIED,
    "trouble-bucket-not-reached",
  );
  const outside = answered === 3 ? [troubleOfCode("other", "ThrottlingException")] : [];
  return unpublishedMessage(new NotPublishedError(bucket, { published, answered, troubles: outside }), TELLER, {});
}

describe("the message of a report that did not get to its bucket", () => {
  it("tells why, what is crossed, what to do, the numbers, and where the page is", async () => {
    const message = await told(5, { outcomes: [aFile("f1", { file_status: "REJECTED" })] });
    expect(message).toMatchObject({
      event: "run-failed",
      status: "failed",
      exitCode: 4,
      unpublished: { bucket: "reports", place: "s3://reports/team/reports/s/", status: "complete", exitCode: 5 },
      trouble: [{ code: "AccessDeniedException", operation: "PutObject", bucket: "reports" }],
      crossed: [{ name: "hard" }],
      numbers: { files: 1 },
      runBook: ["trouble-bucket-not-reached", "problem-rejected", "alert-policy", "exit-code-4"],
    });
    expect(message.title).toMatch(
      /^attached-files: complete, report not published \(exit 4\), slot \S+: reports in bucket reports: AccessDeniedException; critical: hard crossed$/,
    );
    expect(messageLines(message).map(lineText)).toEqual([
      `AccessDeniedException (The bucket of reports is not reached): ${TEXT}`,
      "critical, hard, scope main: Ask again. (rejected > 0; it is 1)",
      "What to do: attached-files run-book trouble-bucket-not-reached (then problem-rejected, alert-policy, exit-code-4)",
      expect.stringMatching(/^First: Mend what /),
      expect.stringMatching(/^Scope main; Region eu-central-1; host /),
      "1 file: 1 described, 1 needs a person, 0 not known",
      expect.stringMatching(/^Page \(on host ops-1\.example alone\): .*report\.html$/),
      "To be published to: s3://reports/team/reports/s/",
    ]);
  });

  it("of a partial one says that it is, and what else was in trouble", async () => {
    const failed = anUnknown("f2", "failed", { error_code: "SourceTimeout" });
    const message = await told(3, { outcomes: [aFile("f1", { file_status: "REJECTED" }), failed] });
    expect(message.title).toMatch(/: partial, report not published \(exit 4\), /);
    expect(message.trouble.map(({ code }) => code)).toEqual([
      "AccessDeniedException",
      "ThrottlingException",
      "SourceTimeout",
    ]);
    expect(messageLines(message).map(lineText)).toContain(
      "Thresholds, judged on a partial view: what is missing may change them",
    );
  });

  it.each([
    [["failure"], true],
    [["policy"], true],
    [["changes"], false],
    [["partial"], false],
  ] as const)("is for those who want to hear of %j: %j", async (on, isFor) => {
    const message = await told(5, { outcomes: [aFile("f1", { file_status: "REJECTED" })] });
    expect(isWanted({ on: [...on], leastSeverity: "warning" }, message)).toBe(isFor);
  });

  it("is for those who want to hear of thresholds only where one is crossed, and of partial answers where it is", async () => {
    const calm = await told(3, { outcomes: [aFile("f1"), anUnknown("f2", "deferred")] });
    expect(isWanted({ on: ["policy"], leastSeverity: "warning" }, calm)).toBe(false);
    expect(isWanted({ on: ["partial"], leastSeverity: "warning" }, calm)).toBe(true);
  });
});
