/** What is looked at, in the order in which it is told. The names are those of `--json`. */
export const CHECKS = [
  "configuration",
  "schedule",
  "proxy",
  "references",
  "state-folder",
  "report-folder",
  "disk",
  "region",
  "credentials",
  "endpoint",
  "clock",
  "permission",
  "belonging",
  "quota",
  "bucket",
  "notify",
] as const;

export type Check = (typeof CHECKS)[number];

/** `unknown`: it could not be looked at, or nothing harmless shows it. It is neither. */
export const RESULTS = ["passed", "failed", "unknown"] as const;
export type Result = (typeof RESULTS)[number];

/** What a failure means for a run: it ends with 2, with 4, or it goes on and knows less. */
export type Weight = "usage" | "unavailable" | "knows-less";

/** What one check showed. Texts may hold strangers' text. */
export interface Finding {
  readonly check: Check;
  /** The scope, section or target that it is about; undefined where it is about the whole. */
  readonly about?: string | undefined;
  /** The IAM action, of a `permission`. */
  readonly action?: string;
  readonly result: Result;
  readonly text: string;
  /** What a person does next; none where it passed. */
  readonly next?: string;
  /** Of a failure. */
  readonly weight?: Weight;
  /** That a state is in use now: no failure, and no run would begin. */
  readonly isInUse?: boolean;
}

/** What a finding is about. */
export type Subject = Pick<Finding, "check" | "about" | "action">;

export function passed(subject: Subject, text: string): Finding {
  return { ...subject, result: "passed", text };
}

export function failed(subject: Subject, text: string, next: string, weight: Weight): Finding {
  return { ...subject, result: "failed", text, next, weight };
}

export function unknown(subject: Subject, text: string, next: string): Finding {
  return { ...subject, result: "unknown", text, next };
}
