import { OUTCOME_KINDS, type OutcomeCounts } from "@attached-files/core";
import type { AttachedScope } from "../query/attach-scopes.ts";
import type { FailedCode } from "../query/failed-codes.ts";
import type { FinishedRunRow } from "../query/finished-run.ts";
import type { ScopeNumbers } from "../query/scope-numbers.ts";
import type { RunFacts, ScopeReport } from "../report-schema.ts";
import { toBytes } from "./bytes.ts";
import { checkConservation } from "./check-conservation.ts";
import { reasonsOf } from "./reasons.ts";

/** The numbers of nothing: of a scope without rows, and the start of a sum. */
export const NO_NUMBERS: Omit<ScopeNumbers, "scope"> = {
  references: 0,
  retrieved: 0,
  refused: 0,
  unanswered: 0,
  failed: 0,
  carried: 0,
  deferred: 0,
  described: 0,
  sizeBytes: 0n,
  rejectedSizeBytes: 0n,
  withoutSize: 0,
  needsAPerson: 0,
  earlierAnswersLeftOut: 0,
};

/**
 * One scope of the report.
 *
 * @param failedCode the error that most files met of which no call succeeded.
 * @throws {ConservationError} its rows contradict its run.
 */
export function scopeReport(
  scope: AttachedScope,
  counted: ScopeNumbers | undefined,
  slot: string,
  failedCode?: FailedCode,
): ScopeReport {
  const { name, region, endpoint } = scope;
  const numbers = counted ?? { ...NO_NUMBERS, scope: name };
  if ("missing" in scope) {
    return {
      name,
      region,
      endpoint,
      status: "no-data",
      whyNotComplete: [scope.missing],
      ...publishedNumbers(numbers),
      run: null,
    };
  }
  checkConservation(name, scope.run, numbers);
  const reasons = reasonsOf(name, scope.run, slot, { failedCode, past: scope.past });
  const status = reasons.length === 0 ? "complete" : "partial";
  return {
    name,
    region,
    endpoint,
    status,
    whyNotComplete: [...reasons],
    ...publishedNumbers(numbers),
    run: runFacts(scope.run),
  };
}

/** The numbers as `report.json` holds them, of one scope or of all. */
export function publishedNumbers(numbers: Omit<ScopeNumbers, "scope">) {
  return {
    references: numbers.references,
    outcomes: Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, numbers[kind]])) as {
      -readonly [Kind in keyof OutcomeCounts]: number;
    },
    filesDescribed: numbers.described,
    sizeBytes: toBytes(numbers.sizeBytes),
    rejectedSizeBytes: toBytes(numbers.rejectedSizeBytes),
    filesWithoutSize: numbers.withoutSize,
    needsAPerson: numbers.needsAPerson,
    notKnown: numbers.failed + numbers.deferred,
    earlierAnswersLeftOut: numbers.earlierAnswersLeftOut,
  };
}

function runFacts(run: FinishedRunRow): RunFacts {
  return {
    runId: run.runId,
    slot: run.slot,
    status: run.status,
    input: run.input,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    discoveryFinished: run.discoveryFinished,
    fullSearchFinished: run.fullSearchFinished,
    calls: run.calls,
    requests: run.requests,
    throttles: run.throttles,
    attempts: run.attempts,
    resumed: run.attempts > 1,
    repeatedReferences: run.repeated,
    skippedInputLines: run.skippedLines,
    fallbacks: run.fallbacks,
    placeChange: placeChange(run),
    troubleCode: run.troubleCode,
    troubleMessage: run.troubleMessage,
    troubleOperation: run.troubleOperation,
  };
}

function placeChange({ place, placeBefore, slotBefore }: FinishedRunRow): RunFacts["placeChange"] {
  if (place === null || placeBefore === null || slotBefore === null || place === placeBefore) return null;
  return { slot: slotBefore, before: placeBefore, now: place };
}
