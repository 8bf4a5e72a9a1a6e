import { ATTRIBUTES, type Metric } from "./metric.ts";

const { problem, severity } = ATTRIBUTES;

/** What is told of a whole job when it has ended: what alarms look at. */
export const JOB_METRICS = {
  jobDuration: {
    name: "attached_files.job.duration",
    kind: "gauge",
    unit: "s",
    cloudWatch: true,
    attributes: [],
    meaning: "how long the run of all scopes took, with its report, publishing and messages",
  },
  exitCode: {
    name: "attached_files.job.exit_code",
    kind: "gauge",
    unit: "1",
    cloudWatch: true,
    attributes: [],
    meaning: "the exit code: 0 complete, 1 defect, 2 usage, 3 partial, 4 unavailable, 5 threshold crossed",
  },
  reportComplete: {
    name: "attached_files.report.complete",
    kind: "gauge",
    unit: "1",
    cloudWatch: true,
    attributes: [],
    meaning: "1 where the run published a complete report, 0 where it is partial or there is none",
  },
  lastCompleteAge: {
    name: "attached_files.report.last_complete.age",
    kind: "gauge",
    unit: "s",
    cloudWatch: true,
    attributes: [],
    meaning: "since the runs of the last complete report ended, when this one ended; nothing where none is known",
  },
  reportFiles: {
    name: "attached_files.report.files",
    kind: "gauge",
    unit: "{file}",
    cloudWatch: true,
    attributes: [],
    meaning: "files that the published report knows",
  },
  notKnown: {
    name: "attached_files.report.not_known",
    kind: "gauge",
    unit: "{file}",
    cloudWatch: true,
    attributes: [],
    meaning: "files of the report about which no call succeeded, or none was made",
  },
  needsAPerson: {
    name: "attached_files.report.needs_a_person",
    kind: "gauge",
    unit: "{file}",
    cloudWatch: true,
    attributes: [],
    meaning: "files of the report that need a person",
  },
  problems: {
    name: "attached_files.report.problems",
    kind: "gauge",
    unit: "{file}",
    cloudWatch: true,
    attributes: [problem],
    meaning: "files of the report by their kind of problem, as rejected or stuck; 0 where it was looked for in vain",
  },
  crossed: {
    name: "attached_files.policy.crossed",
    kind: "gauge",
    unit: "{threshold}",
    cloudWatch: true,
    attributes: [severity],
    meaning: "thresholds of the policy that are crossed, by severity",
  },
  notJudged: {
    name: "attached_files.policy.not_judged",
    kind: "gauge",
    unit: "{threshold}",
    cloudWatch: true,
    attributes: [],
    meaning: "thresholds of the policy of which nobody can say whether they are crossed",
  },
} as const satisfies Readonly<Record<string, Metric>>;
