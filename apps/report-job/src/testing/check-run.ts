import { conserves, LIMITS, OUTCOME_KINDS, type OutcomeCounts } from "@attached-files/core";
import { VERSION_COLUMNS } from "../state/columns.ts";
import { exactJson } from "../state/exact-json.ts";
import type { FinishedRun } from "../state/finished-run.ts";
import { type KnownFile, learned, plainMember, type RunFacts } from "./known-files.ts";
import type { StateRow, StateRows } from "./state-rows.ts";
import { keyOf, type Witnessed } from "./watched-sources.ts";

/** What was known before a run, by key; and of files that vanished, the run that saw them first. */
export interface Remembered {
  readonly known: ReadonlyMap<string, KnownFile>;
  readonly vanished: ReadonlyMap<string, number>;
  /** Irregular answers that the run had met before it went on. */
  readonly irregularities: readonly string[];
}

/**
 * Holds what a run left in the state against what the sources told it, row by row.
 *
 * @returns what is known from now on.
 * @throws {Error} a law is broken.
 */
export function checkRun(
  finished: FinishedRun,
  rows: StateRows,
  witnessed: Witnessed,
  before: Remembered,
  facts: RunFacts,
): Map<string, KnownFile> {
  const { slot } = finished;
  const after = new Map<string, KnownFile>();
  for (const row of rows.outcomes) {
    const key = rowKey(row);
    if (after.has(key)) throw new Error(`${slot}: ${key} has two rows`);
    const expected = learned(key, before.known.get(key), before.vanished.get(key), row, witnessed, facts);
    const held = fromRow(row);
    if (exactJson(held) !== exactJson(expected)) {
      const was = exactJson(before.known.get(key) ?? null);
      throw new Error(
        `${slot}: ${key} is held as\n${exactJson(held)}, expected\n${exactJson(expected)}; before it was\n${was}`,
      );
    }
    after.set(key, held);
  }
  for (const key of [...before.known.keys(), ...witnessed.found.keys()]) {
    if (!after.has(key)) throw new Error(`${slot}: ${key} is lost`);
  }
  for (const key of after.keys()) {
    if (!before.known.has(key) && !witnessed.found.has(key)) throw new Error(`${slot}: nobody named ${key}`);
  }
  checkCounts(finished, after, rows);
  checkCalls(slot, witnessed, after);
  const [held, told] = [irregularitiesOf(rows), [...before.irregularities, ...witnessed.irregularities].sort()];
  if (exactJson(held) !== exactJson(told)) throw new Error(`${slot}: irregular answers ${held}, expected ${told}`);
  return after;
}

/** Kinds of what answers held and no file explains; those that a search met name no resource. */
export function irregularitiesOf({ irregularities }: StateRows): readonly string[] {
  const ofAnswers = irregularities.filter((row) => row.associated_resource_arn !== null);
  return ofAnswers.map(({ kind }) => String(kind)).sort();
}

function checkCounts(finished: FinishedRun, after: ReadonlyMap<string, KnownFile>, rows: StateRows): void {
  const { slot, counts, references, status } = finished;
  const files = [...after.values()];
  const told = Object.fromEntries(
    OUTCOME_KINDS.map((kind) => [kind, files.filter(({ outcome }) => outcome === kind).length]),
  ) as unknown as OutcomeCounts;
  if (!conserves(references, counts) || exactJson(told) !== exactJson(counts) || references !== files.length) {
    throw new Error(`${slot}: ${references} references and ${exactJson(counts)}, but the rows are ${exactJson(told)}`);
  }
  const run = rows.runs.find((each) => each.slot === slot);
  const isComplete = counts.failed === 0 && counts.deferred === 0 && run?.discovery_finished === true;
  if (isComplete !== (status === "complete")) throw new Error(`${slot}: ${status}, with ${exactJson(run)}`);
}

/** Not more calls than the files of a resource need, but for those that were refused and asked in parts; nothing twice. */
function checkCalls(slot: string, witnessed: Witnessed, after: ReadonlyMap<string, KnownFile>): void {
  for (const [key, times] of witnessed.answered) {
    if (times > 1) throw new Error(`${slot}: ${key} was answered ${times} times`);
    if (!after.has(key)) throw new Error(`${slot}: ${key} was asked for, and is not known`);
  }
  for (const [resource, calls] of Map.groupBy(witnessed.calls, (call) => call.resource)) {
    if (calls.some(({ isRefused }) => isRefused)) continue;
    const files = [...after.keys()].filter((key) => key.startsWith(`${resource} `)).length;
    if (calls.length > Math.ceil(files / LIMITS.fileIdsPerCall.most)) {
      throw new Error(`${slot}: ${calls.length} calls were answered for the ${files} files of ${resource}`);
    }
  }
}

export function rowKey(row: StateRow): string {
  return keyOf({ associatedResourceArn: String(row.associated_resource_arn), fileId: String(row.file_id) });
}

function fromRow(row: StateRow): KnownFile {
  const [, ...members] = VERSION_COLUMNS.map((column) => plainMember(row[column]));
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]));
  return {
    outcome: String(row.outcome),
    answer: row.answer === null ? null : String(row.answer),
    answeredRun: number("answered_run"),
    firstSeenRun: Number(row.first_seen_run),
    sinceRun: number("since_run"),
    vanishedRun: number("vanished_run"),
    sweep: Number(row.sweep),
    checkedAt: number("checked_at"),
    confirmedAt: number("confirmed_at"),
    members,
  };
}
