/** Metrics that count files of which something is true, by the names of report.json's problems. */
export const PROBLEM_METRICS = [
  "rejected",
  "file-failed",
  "stuck",
  "refused",
  "unanswered",
  "unknown-status",
  "call-failed",
  "deferred",
  "vanished",
  "too-large",
  "extension-not-allowed",
  "missing-tags",
  "unknown-members",
] as const;

const ANSWER_METRICS = ["described", "not-described", "not-known", "needs-a-person"] as const;

type ShareMetric = (typeof PROBLEM_METRICS)[number] | (typeof ANSWER_METRICS)[number];
/** A metric that counts files, or what was answered irregularly. */
export type CountMetric = "files" | ShareMetric | "irregularities";

/** Metrics of which a rule can ask what part of all files they are. */
export const SHARE_METRICS: readonly ShareMetric[] = [...PROBLEM_METRICS, ...ANSWER_METRICS];

/** Metrics that every file belongs to that a search has not come to: nothing is known of it. */
export const METRICS_OF_WHAT_IS_MISSING: ReadonlySet<CountMetric> = new Set(["not-known", "not-described"]);

/** All metrics that are a plain count. */
export const COUNT_METRICS: readonly CountMetric[] = ["files", ...SHARE_METRICS, "irregularities"];

/** What a rule looks at. */
export type Metric =
  | { readonly kind: "count"; readonly name: CountMetric }
  /** Files that were in PROCESSING for longer than so many seconds when they were asked about. */
  | { readonly kind: "stuck-older-than"; readonly ageSeconds: number }
  /** Files of a status, by AWS's name of it. */
  | { readonly kind: "status"; readonly status: string }
  /** What the files hold that are still there, in bytes: rejected ones are deleted. */
  | { readonly kind: "bytes" }
  /** How much more, or less, there is than in the report before. */
  | { readonly kind: "change"; readonly of: "files" | "bytes"; readonly direction: "grew" | "shrank" };

/** Other words for the same metric. */
export const METRIC_SYNONYMS: Readonly<Record<string, CountMetric>> = { references: "files" };

/** A metric's name as rules tell it: with blanks. With the hyphens that it has in report.json, it is read as well. */
export function writtenName(name: string): string {
  return name.replaceAll("-", " ");
}

/** Every metric as rules tell it, for those who got one wrong. */
export const METRIC_FORMS: readonly string[] = [
  ...COUNT_METRICS.map(writtenName),
  "stuck older than AGE (as 1h)",
  "status NAME (as status REJECTED)",
  "bytes",
  "files grew, files shrank, bytes grew, bytes shrank",
];

/** Bytes of each unit that a limit can have. */
export const BYTE_UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};
