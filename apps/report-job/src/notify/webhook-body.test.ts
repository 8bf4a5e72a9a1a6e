import { parsePolicy } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { aFile } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { failureMessage } from "./failure-message.ts";
import { reportMessage } from "./report-message.ts";
import { TELLER } from "./teller.test-support.ts";
import { webhookBody } from "./webhook-body.ts";

const here = useReportFolder();
const HOSTILE = "<!channel> *x* [y](https://evil) `z` \u202e\u001b[31m\nz";
const SLOT = "2026-11-24T06:00:00Z";

async function hostileMessage() {
  await here.state("main", { outcomes: [aFile("f1", { file_status: "REJECTED" })] });
  const policy = parsePolicy([{ name: "hard", rule: "rejected > 0", severity: "critical", sentence: HOSTILE }]);
  return reportMessage(await here.write({ policy: policy.ok ? policy.value : [] }), 5, TELLER);
}

const slackLines = (body: string): readonly string[] => JSON.parse(body).blocks[1].text.text.split("\n");

describe("the body of a webhook's call", () => {
  it("is text alone in Slack and Teams, whatever a sentence holds", async () => {
    const message = await hostileMessage();
    for (const format of ["slack", "teams", "json"] as const) {
      expect(JSON.stringify(JSON.parse(webhookBody(message, format)))).not.toMatch(/\\u001b|\u202e|evil\) \\n/);
    }
    const slack = webhookBody(message, "slack");
    expect(slack).not.toContain("<!channel>");
    // Else Slack makes links of what looks like an address.
    expect(JSON.parse(slack).blocks[1].text).toMatchObject({ type: "mrkdwn", verbatim: true });
    expect(slack).toContain("&lt;!channel&gt;");
    expect(slack).toContain("*\u200bx*\u200b [y](https:\u200b//evil) `\u200bz`\u200b");
    const teams = JSON.parse(webhookBody(message, "teams"));
    const blocks = teams.attachments[0].content.body as { readonly type: string }[];
    expect(teams.type).toBe("message");
    expect(new Set(blocks.map(({ type }) => type))).toEqual(new Set(["RichTextBlock"]));
  });

  it("of a complete report says first what is crossed; slot, run, section and page are as they are, to be copied", async () => {
    const changes = { since: "2026-11-23T06:00:00Z", appeared: 1, changed: 0, vanished: 0, reappeared: 0 };
    const compared = { ...changes, scopesCompared: 1, scopesNotCompared: 0 };
    const page = "/srv/me~1/reports/slot=a_b/report.html";
    const firstStep = "Look at AWS_REGION.";
    const message = { ...(await hostileMessage()), page, firstStep, changes: compared };
    const slack = JSON.parse(webhookBody(message, "slack"));
    expect(slack.text.replaceAll("\u200b", "")).toMatch(
      /^attached-files: complete \(exit 5\), slot .*; (info|warning|critical): .+ crossed$/,
    );
    expect(JSON.stringify(slack)).not.toContain("judged");
    expect(slackLines(JSON.stringify(slack))).toEqual([
      expect.stringContaining("&lt;!channel&gt;"),
      "What to do: `attached-files run-book problem-rejected` (then `alert-policy`, `exit-code-5`)",
      "First: Look at AWS_REGION.",
      `Scope \`main\`; Region \`eu-central-1\`; host \`ops-1.example\`; configuration \`${TELLER.config}\`; run \`${TELLER.runId}\`; slot \`${SLOT}\``,
      expect.stringMatching(/^Since `2026-11-23T06:00:00Z`: 1 appeared/),
      expect.stringMatching(/^1 file: /),
      "Page: `/srv/me~1/reports/slot=a_b/report.html`",
    ]);
  });

  it("has no emoji of a stranger's words in Slack", () => {
    const trouble = [
      {
        scope: null,
        code: "x",
        operation: null,
        bucket: null,
        title: ":boom: a:b :c: ",
        runBook: null,
        text: "of :d: <!here>",
      },
    ];
    const [line] = slackLines(webhookBody({ ...failureMessage("s", 4, TELLER), trouble }, "slack"));
    expect(line).not.toMatch(/:[a-z]+:|<!/);
  });

  it.each(["a`b", "<!here>", "@here", "*b*", "x\u200b"])(
    "neutralises a name that no name of ours is, as the host %j",
    (host) => {
      const lines = slackLines(webhookBody(failureMessage("s", 4, { ...TELLER, host }), "slack"));
      const line = lines.at(-1)?.replaceAll(/`[\w./-]+`/g, "") ?? "";
      expect(line).not.toMatch(/[`@*](?!\u200b)|</);
    },
  );

  it("fits what Slack and Teams take, and says how much it leaves out", () => {
    const missing = Array.from({ length: 20 }, () => ({ scope: "s".repeat(300), code: "deferred", files: 1, of: 2 }));
    const long = { ...failureMessage("s", 3, TELLER), title: "t".repeat(500), missing };
    const slack = JSON.parse(webhookBody(long, "slack"));
    expect(slack.blocks[0].text.text.length).toBeLessThanOrEqual(150);
    expect(slack.blocks[1].text.text.length).toBeLessThanOrEqual(3_000);
    expect(slack.blocks[1].text.text).toMatch(/and \d+ more lines$/);
    expect(webhookBody(long, "teams").length).toBeLessThan(28_000);
  });
});
