import { describe, expect, it } from "vitest";
import { ALL_METRICS } from "../observe/all-metrics.ts";
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
