import type { FakeErrorDetails, FakeErrorName } from "../operations/fake-error.ts";

/** The call is answered with an error of AWS. */
export interface ErrorFault extends FakeErrorDetails {
  readonly error: FakeErrorName;
  readonly message?: string;
}

/**
 * Milliseconds: always as many, evenly spread between two bounds, or log-normal as real services are, told by its median
 * and by what 99 of 100 calls stay below.
 */
export type Latency =
  | number
  | { readonly from: number; readonly to: number }
  | { readonly median: number; readonly p99: number };

/** The answer is late. */
export interface LatencyFault {
  readonly latencyMs: Latency;
}

/** When the connection breaks. Nothing was done before the answer; within and after it, everything was. */
export type ResetMoment = "before-answer" | "within-answer" | "after-answer";
/** The connection breaks. */
export interface ResetFault {
  readonly reset: ResetMoment;
}

/** What becomes of a body: it ends in the middle, is text, or a proxy's page. */
export type BodyDamage = "truncated" | "not-json" | "html";

/** The body is no JSON, though everything was done. */
export interface BodyFault {
  readonly body: BodyDamage;
  /** @default 502 for html, which a proxy sends; else that of the answer which is damaged */
  readonly status?: number;
}

/** What can be odd within an answer. */
export type AnswerOddity =
  | "missing-file"
  | "repeated-file"
  | "unasked-file"
  | "reordered-files"
  | "no-files-member"
  | "no-errors-member"
  | "unknown-status"
  | "unknown-use-case"
  | "unknown-creator"
  | "extra-member"
  | "error-without-file-id"
  | "wrong-resource"
  | "huge-size"
  | "control-name"
  | "bidi-name"
  | "formula-name"
  | "null-entries"
  | "repeated-entries";

/** The answer is a success with something odd in it. */
export interface AnswerFault {
  /** More than one are done in turn, to the same answer. */
  readonly answer: AnswerOddity | readonly AnswerOddity[];
  /** 3 makes the 1st, 4th, 7th … entry odd. @default the first entry alone */
  readonly every?: number;
}

/** This call and those that follow are throttled. */
export interface StormFault {
  readonly storm: { /** How many in all. */ readonly calls: number };
}

/** One thing that can go wrong, told apart by its one member. Plain JSON. */
export type Fault = ErrorFault | LatencyFault | ResetFault | BodyFault | AnswerFault | StormFault;

/** How often at the most; `always` is without end. */
export type Times = number | "always";

/** A fault that strikes the next calls. */
export type ScriptedFault = Fault & {
  /** As BatchGetAttachedFileMetadata. @default every operation */
  readonly operation?: string;
  /** How many calls it strikes; none with 0. @default 1 */
  readonly times?: Times;
};

/** A fault that strikes some calls, drawn from the fake's seed. */
export type SeededFault = Fault & {
  /** As BatchGetAttachedFileMetadata. @default every operation */
  readonly operation?: string;
  /** 0 is never, 1 is always. */
  readonly probability: number;
  /** How many calls it strikes at the most. @default always */
  readonly times?: Times;
};

/** A fault, and which calls it strikes: those that are counted, or those that are drawn. */
export type FaultRule = ScriptedFault | SeededFault;

/** One fault of each kind may strike a call. A storm throttles, so it is of the kind of errors. */
export type FaultKind = "latency" | "reset" | "error" | "answer" | "body";

export type FaultMember = "latencyMs" | "reset" | "error" | "storm" | "answer" | "body";
const KIND_OF_MEMBER: Readonly<Record<FaultMember, FaultKind>> = {
  latencyMs: "latency",
  reset: "reset",
  error: "error",
  storm: "error",
  answer: "answer",
  body: "body",
};

/** The members that tell faults apart. */
export const FAULT_MEMBERS: readonly FaultMember[] = Object.keys(KIND_OF_MEMBER) as FaultMember[];

export function kindOf(fault: Fault): FaultKind {
  const member = FAULT_MEMBERS.find((each) => each in fault);
  if (member === undefined) throw new Error("a fault without a member that tells what it is");
  return KIND_OF_MEMBER[member];
}

/** The fault alone, without what its rule says of when it strikes. */
export function faultOf(rule: FaultRule): Fault {
  const { operation, times, probability, ...fault } = rule as FaultRule & { readonly probability?: number };
  return fault as Fault;
}
