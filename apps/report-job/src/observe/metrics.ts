import { ATTRIBUTES, type Metric } from "./metric.ts";

const { scope, operation, outcome, status, reason, limit, errorType } = ATTRIBUTES;

/** What is counted of each scope: the instruments are made from this table, and so is that of the documentation. */
export const METRICS = {
  requests: {
    name: "attached_files.requests",
    kind: "counter",
    unit: "{request}",
    cloudWatch: true,
    attributes: [scope, operation],
    meaning: "attempts that were sent, retries among them: what the quota counts",
  },
  throttles: {
    name: "attached_files.throttles",
    kind: "counter",
    unit: "{request}",
    cloudWatch: true,
    attributes: [scope, operation],
    meaning: "attempts that the service throttled",
  },
  retries: {
    name: "attached_files.retries",
    kind: "counter",
    unit: "{request}",
    attributes: [scope, operation],
    meaning: "attempts of a call after its first",
  },
  waited: {
    name: "attached_files.pacer.wait",
    kind: "counter",
    unit: "s",
    attributes: [scope, operation],
    meaning: "time that attempts waited for their turn, added up over all that waited at once",
  },
  calls: {
    name: "attached_files.calls",
    kind: "counter",
    unit: "{call}",
    attributes: [scope, operation, outcome, errorType],
    meaning: "calls of every operation that ended: outcome answered, or failed and then with error.type",
  },
  callDuration: {
    name: "attached_files.call.duration",
    kind: "histogram",
    unit: "s",
    attributes: [scope, operation, outcome, errorType],
    meaning: "how long a call took, its retries and waits among it",
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
  },
  discovered: {
    name: "attached_files.discovered",
    kind: "counter",
    unit: "{file}",
    attributes: [scope],
    meaning: "files that searches and lists named, one that is named again among them",
  },
  files: {
    name: "attached_files.files",
    kind: "counter",
    unit: "{file}",
    cloudWatch: true,
    attributes: [scope, outcome],
    meaning: "files by what a run learned of them: retrieved, refused, unanswered, failed, carried, deferred",
  },
  due: {
    name: "attached_files.due",
    kind: "gauge",
    unit: "{file}",
    attributes: [scope, reason],
    meaning: "files that the newest run was to ask for, by the reason",
  },
  runDuration: {
    name: "attached_files.run.duration",
    kind: "histogram",
    unit: "s",
    attributes: [scope, status],
    meaning: "how long a scope's run took",
    buckets: [1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200, 86_400],
  },
  runStatus: {
    name: "attached_files.run.status",
    kind: "gauge",
    unit: "1",
    attributes: [scope, status],
    meaning: "1 for the status (complete or partial) of the newest run, 0 for the other one",
  },
  runComplete: {
    name: "attached_files.run.complete",
    kind: "gauge",
    unit: "1",
    cloudWatch: true,
    attributes: [scope],
    meaning: "1 where the scope's newest run is complete, 0 where it is partial",
  },
  pacerRate: {
    name: "attached_files.pacer.rate",
    kind: "observable gauge",
    unit: "{request}/s",
    attributes: [scope, operation, limit],
    meaning: "limit allowed: what the pacer lets go now; configured: what it would where nothing was throttled",
  },
} as const satisfies Readonly<Record<string, Metric>>;
