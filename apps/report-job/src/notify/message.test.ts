import { parsePolicy } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { aFile, anUnknown } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { failureMessage, messageLines, reportMessage } from "./message.ts";
import { webhookBody } from "./webhook-body.ts";

const here = useReportFolder();
const HOSTILE = "<!channel> *x* [y](https://evil) \u202e\u001b[31m\nz";

async function hostileMessage() {
  const failed = { error_code: "X", error_message: "customer-name.pdf" };
  await here.state("main", {
    outcomes: [
      aFile("f1", { file_status: "REJECTED", file_name: "customer-name.pdf" }),
      anUnknown("f2", "failed", failed),
    ],
    run: { trouble_code: "X", trouble_message: "customer-name.pdf" },
  });
  const policy = parsePolicy([
    { name: "soft", rule: "files > 0", severity: "info" },
    { name: "hard", rule: "rejected > 0", severity: "critical", sentence: HOSTILE },
  ]);
  return reportMessage(await here.write({ policy: policy.ok ? policy.value : [] }), 3);
}

describe("a message", () => {
  it("tells what is missing, what is crossed, the worst first, the numbers and the place, and names no file", async () => {
    const message = await hostileMessage();
    expect(message).toMatchObject({
      title: "Attached files, 2026-11-24T06:00:00Z: partial, 2 thresholds crossed",
      status: "partial",
      exitCode: 3,
      missing: [{ scope: "main", code: "call-failed", files: 1 }],
      crossed: [
        { name: "hard", severity: "critical", rule: "rejected > 0", value: "at least 1" },
        { name: "soft", sentence: "files > 0", value: "2" },
      ],
      numbers: { files: 2, described: 1, needsAPerson: 1, notKnown: 1 },
      runBook: ["reason-call-failed", "alert-policy", "exit-code-3"],
    });
    expect(message.page).toMatch(/report\.html$/);
    for (const format of ["slack", "teams", "json"] as const) {
      const body = webhookBody(message, format);
      expect(body).not.toContain("customer-name");
      expect(JSON.stringify(JSON.parse(body))).not.toMatch(/\\u001b|\u202e|evil\) \\n/);
    }
  });

  it("is text alone in Slack and Teams, whatever a sentence holds", async () => {
    const message = await hostileMessage();
    const slack = webhookBody(message, "slack");
    expect(slack).not.toContain("<!channel>");
    expect(slack).toContain("&lt;!channel&gt;");
    const teams = JSON.parse(webhookBody(message, "teams"));
    const blocks = teams.attachments[0].content.body as { readonly type: string }[];
    expect(teams.type).toBe("message");
    expect(new Set(blocks.map(({ type }) => type))).toEqual(new Set(["RichTextBlock"]));
  });

  it("fits what Slack and Teams take, and says how much it leaves out", () => {
    const missing = Array.from({ length: 20 }, () => ({ scope: "s".repeat(300), code: "deferred", files: 1 }));
    const long = { ...failureMessage("s", 3), title: "t".repeat(500), missing };
    const slack = JSON.parse(webhookBody(long, "slack"));
    expect(slack.blocks[0].text.text.length).toBeLessThanOrEqual(150);
    expect(slack.blocks[1].text.text.length).toBeLessThanOrEqual(3_000);
    expect(slack.blocks[1].text.text).toMatch(/and \d+ more lines$/);
    expect(webhookBody(long, "teams").length).toBeLessThan(28_000);
  });

  it("of a failure tells the exit code, and where to look", () => {
    const failure = failureMessage("2026-11-24", 4);
    expect(failure.title).toBe("Attached files, 2026-11-24: the run ended without a published report (exit code 4)");
    expect(messageLines(failure)).toEqual([
      "What ended it stands in its log.",
      "What to do: attached-files run-book exit-code-4",
    ]);
  });
});
