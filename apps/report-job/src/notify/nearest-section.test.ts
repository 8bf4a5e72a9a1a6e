import { parsePolicy } from "@attached-files/core";
import { expect, it } from "vitest";
import { aFile, anUnknown } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { nearestSection, reportMessage } from "./report-message.ts";
import { TELLER } from "./teller.test-support.ts";

const here = useReportFolder();

it.each([
  ["its time ended", anUnknown("f2", "deferred"), { trouble_code: "TimeBox" }, 3, "error-time-box"],
  ["files were rejected", aFile("f2", { file_status: "REJECTED" }), {}, 5, "problem-rejected"],
  ["nothing is wrong", aFile("f2"), {}, 3, "exit-code-3"],
] as const)("where %s, the log names the section that messages name first", async (_, file, run, exitCode, section) => {
  await here.state("main", { outcomes: [aFile("f1"), file], run });
  const policy = parsePolicy([{ name: "hard", rule: "rejected > 0", severity: "critical", sentence: "Look." }]);
  const written = await here.write({ policy: policy.ok ? policy.value : [] });
  expect(nearestSection(written.report, exitCode, [], {})).toBe(section);
  expect(reportMessage(written, exitCode, TELLER).runBook[0]).toBe(section);
});
