import { ANSWER_ODDITIES } from "./answer-oddities.ts";
import type { BodyDamage, ResetMoment } from "./fault.ts";

/** A fault, and what it does in one line. */
export interface CataloguedFault {
  /** As JSON that makes it. */
  readonly fault: string;
  readonly line: string;
}

export const RESETS: Readonly<Record<ResetMoment, string>> = {
  "before-answer": "The connection is reset before a byte of the answer, and nothing was done.",
  "within-answer": "The connection is reset in the middle of the answer, though everything was done.",
  "after-answer": "The connection is reset behind a whole answer: the next request on it is lost.",
};

export const BODIES: Readonly<Record<BodyDamage, string>> = {
  truncated: "The body ends in the middle of its JSON, as if that were all.",
  "not-json": "The body is text that is no JSON.",
  html: "A proxy's error page comes instead of the answer, with status 502 where no other is given.",
};

/** Every fault that the fake has on demand, with one line each. */
export const FAULT_CATALOGUE: readonly CataloguedFault[] = [
  entry({ error: "ThrottlingException" }, "The call is answered with an error, of any name that the fake knows."),
  entry({ storm: { calls: 5 } }, "This call and those that follow are throttled, as many as are told."),
  entry({ latencyMs: 250 }, "The answer is late, by as many milliseconds."),
  entry({ latencyMs: { from: 50, to: 500 } }, "The answer is late, evenly spread between two bounds."),
  entry(
    { latencyMs: { median: 80, p99: 900 } },
    "The answer is late, log-normal with this median and 99th percentile.",
  ),
  ...Object.entries(RESETS).map(([reset, line]) => entry({ reset }, line)),
  ...Object.entries(BODIES).map(([body, line]) => entry({ body }, line)),
  ...Object.entries(ANSWER_ODDITIES).map(([answer, { line, operations }]) =>
    entry({ answer }, `${line} For ${operations.join(", ")}.`),
  ),
];

function entry(fault: object, line: string): CataloguedFault {
  return { fault: JSON.stringify(fault), line };
}
