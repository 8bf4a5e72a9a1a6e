import { parsePolicy } from "@attached-files/core";
import { expect, it } from "vitest";
import { aFile, anUnknown } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { summaryText } from "./summary.ts";

const here = useReportFolder();

it("says what the rows of problems.csv are, so that its numbers agree with what needs a person and what is not known", async () => {
  const failed = { error_code: "SourceUnreachable", error_message: "no" };
  await here.state("main", {
    outcomes: [aFile("f1"), aFile("f2", { file_status: "REJECTED" }), anUnknown("f3", "failed", failed)],
    irregularities: [{ kind: "null-entry", path: "Files[0]", detail: "null" }],
  });
  const text = summaryText(await here.write());
  expect(text).toContain(
    "1 needs a person, 1 not known (no call succeeded about 1), 1 irregularity in this run's answers",
  );
  expect(text).toContain("3 rows in problems.csv: 1 rejected, 1 call-failed, 1 irregularity\n");
});

it("tells irregular answers that are no problem of a file from those that are", async () => {
  await here.state("main", {
    outcomes: [aFile("f1", { file_status: "NEW" })],
    irregularities: [
      { kind: "unknown-status", path: "Files[0].FileStatus", detail: "NEW", file_id: "f1" },
      { kind: "null-entry", path: "Files[1]", detail: "null" },
    ],
  });
  const text = summaryText(await here.write());
  expect(text).toContain("2 irregularities in this run's answers");
  expect(text).toContain("2 rows in problems.csv: 1 unknown-status, 1 other irregularity\n");
});

it("cuts what a service said of the trouble, and leaves that whole in the report", async () => {
  const trouble = { trouble_code: "InternalServiceException", trouble_message: "x".repeat(500_000) };
  await here.state("main", { outcomes: [anUnknown("f1", "deferred")], run: trouble });
  expect(summaryText(await here.write()).length).toBeLessThan(2000);
});

it("says nothing of problems where there are none", async () => {
  await here.state("main", { outcomes: [aFile("f1")] });
  expect(summaryText(await here.write())).not.toContain("problems.csv");
});

it("tells the thresholds that are crossed or not known, with their sentences, which no terminal obeys", async () => {
  await here.state("main", { outcomes: [aFile("f1", { file_status: "REJECTED" })] });
  const policy = parsePolicy([
    { name: "no-rejections", rule: "rejected > 0", severity: "critical", sentence: "Ask \u001b[31mfor them again." },
    { name: "plain", rule: "files > 0" },
    { name: "growth", rule: "files grew over 20 %" },
    { name: "calm", rule: "refused > 0" },
  ]);
  const text = summaryText(await here.write({ policy: policy.ok ? policy.value : [] }));
  expect(text).toContain(
    "Threshold no-rejections, critical: Ask \\u{1b}[31mfor them again. (rejected > 0; it is 1)\n" +
      "Threshold plain, warning: files > 0 (it is 1)\n" +
      "Threshold growth, not known: There is no complete report before this one, of the same scopes, to compare with. " +
      "(files grew over 20 %; it is not known)\n",
  );
  expect(text).not.toContain("calm");
});

it("says that the run failed where it got no answer, as messages do", async () => {
  const gone = anUnknown("f2", "failed", { error_code: "SourceUnreachable", answer: "refused" });
  await here.state("main", { outcomes: [aFile("f1", { outcome: "carried" }), gone] });
  const text = summaryText(await here.write());
  expect(text).toContain(
    "\nThe run failed, nothing answered. The report holds what earlier runs knew, not counting files refused or unanswered earlier that are not known now.\n",
  );
  expect(text).not.toContain("The answer is");
});

it("says that an answer is partial where a file was answered", async () => {
  await here.state("main", { outcomes: [aFile("f1"), anUnknown("f2", "failed", { error_code: "SourceUnreachable" })] });
  expect(summaryText(await here.write())).toContain("\nThe answer is partial.\n");
});
