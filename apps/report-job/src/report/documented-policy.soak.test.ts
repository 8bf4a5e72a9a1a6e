import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parsePolicy } from "@attached-files/core";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { configurationText } from "../init/configuration-text.ts";
import { aFile, anUnknown } from "./testing/build-state.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();
const DOCS = new URL("../../../../docs/", import.meta.url);

/** The first block of YAML of a page that has thresholds. */
async function policyOfPage(page: string): Promise<unknown> {
  const text = await readFile(new URL(page, DOCS), "utf8");
  const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, block = ""]) => parse(block));
  return blocks.find((block) => block.policy !== undefined && block.policy.length > 1)?.policy;
}

it.each([
  ["the guide", () => policyOfPage("guides/schedule-it.md")],
  ["the reference", () => policyOfPage("report-job.md")],
  ["init", () => parse(configurationText({ name: "main" }, "x").replace("# policy: ", "policy: ")).policy],
])(
  "the policy of %s is crossed where the service said nothing of files, or nothing of them was learned",
  async (_, read) => {
    const parsed = parsePolicy(await read());
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const crossed = async (outcome: "unanswered" | "failed"): Promise<readonly string[]> => {
      const outcomes = [aFile("f1"), aFile("f2"), anUnknown("f3", outcome)];
      await here.state(outcome, { outcomes, run: { sweep: 1 } });
      const { policy } = await readReport(
        await here.write({ policy: parsed.value, scopeNames: [outcome], folder: join(here.path, `report-${outcome}`) }),
      );
      return policy?.rules.filter(({ result }) => result === "crossed").map(({ name }) => name) ?? [];
    };
    expect(await crossed("unanswered")).toContain("unanswered");
    expect(await crossed("failed")).toContain("blind");
  },
);
