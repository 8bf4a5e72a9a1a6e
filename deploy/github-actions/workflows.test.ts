import { readFile } from "node:fs/promises";
import { Cron } from "croner";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "../../apps/report-job/src/config/parse-config.ts";
import { acceptedCommand } from "../accepted-command.ts";
import { readWorkflow } from "./read-workflow.ts";

const SCHEDULED = await readFile(new URL("attached-files.yml", import.meta.url), "utf8");
const CHECK = await readFile(new URL("../../.github/workflows/check.yml", import.meta.url), "utf8");
const RELEASE = await readFile(new URL("../../.github/workflows/release.yml", import.meta.url), "utf8");
const workflow = await readWorkflow("attached-files.yml", SCHEDULED);
const job = workflow.jobs.report ?? { steps: [] };

describe("the workflows", () => {
  it.each([
    ["attached-files.yml", SCHEDULED],
    ["check.yml", CHECK],
    ["release.yml", RELEASE],
  ])("%s is one that GitHub takes", async (name, text) => {
    expect((await readWorkflow(name, text)).problems).toEqual([]);
  });

  it.each([
    ["timeout-minutes: 60", "timeout-minute: 60", /Unexpected value 'timeout-minute'/],
    ["id-token: write", "id-token: all", /Unexpected value 'all'/],
    ["workflow_dispatch:", "workflow_dispatched:", /Unexpected value 'workflow_dispatched'/],
    ["${{ vars.", "${{ variables.", /Unrecognized named-value: 'variables'/],
    ["!cancelled()", "!canceled()", /Unrecognized function: 'canceled'/],
    ["    runs-on: ubuntu-24.04\n", "", /Required property is missing: runs-on/],
  ])("with %j as %j is told to be wrong", async (from, to, problem) => {
    expect(SCHEDULED).toContain(from);
    const { problems } = await readWorkflow("broken.yml", SCHEDULED.replace(from, to));
    expect(problems.join("\n")).toMatch(problem);
  });
});

describe("the workflow that releases", () => {
  it("says who makes the tags before it makes them, and pushes them", async () => {
    const { jobs } = await readWorkflow("release.yml", RELEASE);
    const script = jobs.publish?.steps.at(-1)?.run?.trim().split("\n") ?? [];
    expect(script.map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
      "git config user.name",
      "git config user.email",
      "npx --yes pnpm@12.21.0",
      "git push --tags",
    ]);
    const { scripts } = JSON.parse(await readFile(new URL("../../release/package.json", import.meta.url), "utf8"));
    const [, name = ""] = /--filter @attached-files\/release (\S+)$/.exec(script[2] ?? "") ?? [];
    expect(scripts[name]).toBe("node src/publish/tag-release.ts");
  });
});

describe("the workflow that makes the report", () => {
  it("comes once a day, one after another", () => {
    const [{ cron } = { cron: "" }, ...others] = workflow.on.schedule ?? [];
    expect(others).toEqual([]);
    const [first, second] = new Cron(cron, { timezone: "UTC" }).nextRuns(2, "2026-11-24T00:00:00Z");
    expect((second?.getTime() ?? 0) - (first?.getTime() ?? 0)).toBe(86_400_000);
    expect(workflow.concurrency).toEqual({ group: "attached-files", "cancel-in-progress": false });
  });

  it("may read the repository and ask for a role, and nothing else", () => {
    expect(workflow.permissions).toEqual({});
    expect(job.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(SCHEDULED).not.toMatch(/secrets\./);
  });

  it("uses others' actions by their commits, with the versions that these are", () => {
    const uses = job.steps.flatMap(({ uses }) => uses ?? []);
    expect(uses).toHaveLength(4);
    for (const each of uses) {
      expect(each).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(SCHEDULED).toMatch(new RegExp(`${each} # v\\d+\\.\\d+\\.\\d+\n`));
    }
  });

  it("gives arguments that the command takes, and ends before its credentials and its job do", async () => {
    const script = job.steps.find(({ name }) => name === "Make the report")?.run ?? "";
    const [program, ...args] = script.replace('"$(date -u +%Y-%m-%d)"', "2026-11-24").trim().split(" ");
    expect(program).toBe("attached-files");
    const { name, options } = await acceptedCommand(args);
    expect([name, options.slot]).toEqual(["run", "2026-11-24"]);
    const boxSeconds = (options.timeBox as number) / 1000;
    const credentials = job.steps.find(({ uses }) => uses?.startsWith("aws-actions/"))?.with ?? {};
    expect(boxSeconds + 600).toBeLessThanOrEqual(credentials["role-duration-seconds"] as number);
    expect(boxSeconds + 600).toBeLessThanOrEqual((job["timeout-minutes"] ?? 0) * 60);
  });

  it("takes URLs of webhooks from secrets by the step that its page shows", async () => {
    const page = await readFile(new URL("../../docs/deploy/github-actions.md", import.meta.url), "utf8");
    const [, shown = ""] = /```yaml\n(- name: Make the report\n[\s\S]*?)```/.exec(page) ?? [];
    const [step = ""] = /^ {6}- name: Make the report\n.*\n/m.exec(SCHEDULED) ?? [];
    const changed = SCHEDULED.replace(step, () => shown.replaceAll(/^/gm, "      ").trimEnd().concat("\n"));
    const { problems, jobs } = await readWorkflow("attached-files.yml", changed);
    expect(problems).toEqual([]);
    const { run, env } = jobs.report?.steps.find(({ name }) => name === "Make the report") ?? {};
    expect(run).toBe(job.steps.find(({ name }) => name === "Make the report")?.run);
    const [, variable = ""] = /`urlVariable: (\w+)`/.exec(page) ?? [];
    expect(env).toEqual({ [variable]: `\${{ secrets.${variable} }}` });
    expect(page).toContain(`gh secret set ${variable}`);
  });

  it("has a configuration to begin with, which keeps the state where the next runner finds it", async () => {
    const text = await readFile(new URL("../configuration/attached-files.yaml", import.meta.url), "utf8");
    const parsed = parseConfig(parse(text));
    expect(parsed.ok ? [] : parsed.issues).toEqual([]);
    expect(parsed).toMatchObject({ value: { state: { s3: { bucket: "my-attached-files" } } } });
  });

  it("keeps the report, also where it is not complete", () => {
    const upload = job.steps.at(-1);
    expect(upload?.uses).toContain("actions/upload-artifact@");
    expect(upload?.if).toContain("!cancelled()");
    expect(upload?.with?.path).toBe("attached-files-report/latest/");
  });
});
