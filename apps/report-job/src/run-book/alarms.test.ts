import { glob, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { runBookCommand } from "../cli/run-book-command.ts";
import { ALL_METRICS } from "../observe/all-metrics.ts";
import { ALARM_MEANINGS } from "./alarm-sections.ts";
import { ALARMS, alarmDefinition } from "./alarms.ts";
import { SECTIONS } from "./run-book.ts";

/** What PutMetricAlarm takes, as far as these alarms use it. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (2026-11) */
const MEMBERS: Readonly<Record<string, (value: never) => boolean>> = {
  AlarmName: (value: string) => /^.{1,255}$/.test(value),
  AlarmDescription: (value: string) => value.length <= 1024,
  Namespace: (value: string) => /^[\w.\-/#: ]{1,255}$/.test(value),
  MetricName: (value: string) => /^[\x20-\x7e]{1,255}$/.test(value),
  Dimensions: (value: { Name: string; Value: string }[]) =>
    value.length <= 30 && value.every(({ Name, Value }) => /^[^:].{0,254}$/.test(Name) && /^.{1,1024}$/.test(Value)),
  Statistic: (value: string) => ["SampleCount", "Average", "Sum", "Minimum", "Maximum"].includes(value),
  // Periods times evaluations may not exceed a day where the period is less than an hour, and a week else.
  Period: (value: number) => value % 60 === 0 && value > 0 && value <= 604_800,
  EvaluationPeriods: (value: number) => Number.isInteger(value) && value >= 1,
  Threshold: (value: number) => Number.isFinite(value),
  ComparisonOperator: (value: string) => /^(Greater|Less)Than(OrEqualTo)?Threshold$/.test(value),
  TreatMissingData: (value: string) => ["breaching", "notBreaching", "ignore", "missing"].includes(value),
  AlarmActions: (value: string[]) => value.length <= 5 && value.every((arn) => /^arn:aws:sns:/.test(arn)),
};

describe.each(ALARMS)("the alarm $id", (alarm) => {
  const definition = alarmDefinition(alarm) as Record<string, never>;

  it("is as CloudWatch takes it", () => {
    expect(Object.keys(definition).toSorted()).toEqual(Object.keys(MEMBERS).toSorted());
    for (const [name, isTaken] of Object.entries(MEMBERS)) {
      expect(isTaken(definition[name] as never), `${name}: ${JSON.stringify(definition[name])}`).toBe(true);
    }
  });

  it("is about a metric that CloudWatch is told, with its dimensions, all of them", () => {
    expect(ALL_METRICS).toContain(alarm.metric);
    expect(alarm.metric.cloudWatch).toBe(true);
    expect(Object.keys(alarm.dimensions)).toEqual(alarm.metric.attributes);
  });

  it("leads to sections that there are", () => {
    const ids = SECTIONS.map(({ id }) => id);
    expect(alarm.see.length).toBeGreaterThan(0);
    expect(alarm.see.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

const ROOT = resolve(import.meta.dirname, "../../../..");
const read = (path: string): Promise<string> => readFile(resolve(ROOT, path), "utf8");

/** Every `aws cloudwatch put-metric-alarm` of the pages about ways to run it, with its lines. */
const COMMANDS: string[] = [];
for await (const page of glob("docs/deploy/*.md", { cwd: ROOT }))
  COMMANDS.push(...((await read(page)).match(/aws cloudwatch put-metric-alarm(?:.*\\\n)*.*/g) ?? []));
const OF_PAGES = COMMANDS.map((command) => / --alarm-name (\S+)/.exec(command)?.[1] ?? command);
/** Those of the stack: what one is made of by its name, and how a run ended. */
const OF_THE_STACK = [
  ...(await read("deploy/cdk/job-alarms.ts")).matchAll(/\b(?:alarm|told)\(\s*"(\w+)"|^ {2}(\w+): \{$/gm),
].map(([, told, ending]) => told ?? ending ?? "");

async function printed(name: string): Promise<string> {
  const texts: string[] = [];
  const io = { out: (more: string) => void texts.push(more), say: () => {}, environment: {}, logAs: async () => {} };
  await runBookCommand(name, io);
  return texts.join("");
}

describe("an alarm that is made", () => {
  it("is one of a page or of the stack, and the page about the stack has all of those", async () => {
    expect(OF_PAGES.length).toBeGreaterThan(2);
    const table = [...(await read("docs/deploy/cdk.md")).matchAll(/^\| `([A-Z]\w+)` +\|/gm)].map(([, name]) => name);
    expect(OF_THE_STACK.toSorted()).toEqual(table.toSorted());
  });

  it.each([...OF_PAGES, ...OF_THE_STACK])("is found in the run book by its name: %s", async (name) => {
    expect(Object.keys(ALARM_MEANINGS)).toContain(name);
    expect(await printed(name)).toMatch(new RegExp(`^Alarm: ${name}\\n[\\s\\S]*\\nDo:\\n  1\\. `));
  });

  it("is known by no name that nobody makes", () => {
    const made = [...ALARMS.map(({ id }) => id), ...OF_PAGES, ...OF_THE_STACK];
    expect(Object.keys(ALARM_MEANINGS).toSorted()).toEqual([...new Set(made)].toSorted());
  });

  it.each(COMMANDS)("says whoever is woken what it means and what to do: %s", (command) => {
    const [, name = "", description] = / --alarm-name (\S+) \\\n +--alarm-description '([^']+)'/.exec(command) ?? [];
    expect(description).toBe(`${ALARM_MEANINGS[name]?.means} What to do: attached-files run-book alarm-${name}`);
  });

  it("is found by its section, and by what CloudFormation makes of its name", async () => {
    const text = await printed("attached-files-missing");
    expect(text).toMatch(/list-timers[\s\S]*aws scheduler get-schedule[\s\S]*kubectl get cronjobs[\s\S]*gh run list/);
    expect(await printed("alarm-attached-files-missing")).toBe(text);
    expect(await printed("attached-files-RunMissing0A1B2C3D-1XY2Zz")).toBe(await printed("RunMissing"));
    expect(await printed("RunFailed")).toContain("'attached-files run-book exit-code-4' tells what to do");
  });
});
