import { conserves, OUTCOME_KINDS, type OutcomeCounts, runStatus } from "@attached-files/core";
import type { FinishedRunRow } from "../query/finished-run.ts";
import type { RowOrder } from "../query/row-order.ts";
import type { ScopeNumbers } from "../query/scope-numbers.ts";

/** The state contradicts itself. Publishing would be a lie; this is a defect of the program, not of the input. */
export class ConservationError extends Error {
  override readonly name = "ConservationError";
}

/**
 * Holds a scope's published rows against what its run recorded.
 *
 * @throws {ConservationError} a reference is lost, counted twice, or the run calls itself complete and is not.
 */
export function checkConservation(scope: string, run: FinishedRunRow, published: ScopeNumbers): void {
  const fail = (what: string): never => {
    throw new ConservationError(`scope ${scope}, slot ${run.slot}: ${what}. No report was published.`);
  };
  const counts = Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, published[kind]])) as unknown as OutcomeCounts;
  if (!conserves(published.references, counts)) {
    fail(`${published.references} references, but outcomes ${inWords(counts)}`);
  }
  if (run.references !== published.references) {
    fail(`the run found ${run.references} references, its outcomes are of ${published.references}`);
  }
  for (const kind of OUTCOME_KINDS) {
    if (run[kind] !== published[kind])
      fail(`the run recorded ${run[kind]} ${kind}, its outcomes hold ${published[kind]}`);
  }
  if (run.status === "complete" && runStatus(counts, run.discoveryFinished) !== "complete") {
    fail(`the run calls itself complete, but ${run.discoveryFinished ? inWords(counts) : "its search did not finish"}`);
  }
}

/** @throws {ConservationError} some reference stands in the table more than once, or where it does not belong. */
export function checkOrder({ repeated, misplaced }: RowOrder): void {
  if (repeated > 0) {
    throw new ConservationError(`${repeated} references have more than one outcome. No report was published.`);
  }
  if (misplaced > 0) throw new ConservationError(`${misplaced} rows are out of order. No report was published.`);
}

function inWords(counts: OutcomeCounts): string {
  return OUTCOME_KINDS.map((kind) => `${counts[kind]} ${kind}`).join(", ");
}
