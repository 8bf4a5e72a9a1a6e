import { type DUE_REASONS, isTerminalFileStatus, type Outcome } from "@attached-files/core";
import { exactJson } from "../state/exact-json.ts";
import type { StateRow } from "./state-rows.ts";
import type { Witnessed } from "./watched-sources.ts";

/** What a run should know of a file. */
export interface KnownFile {
  readonly outcome: string;
  readonly answer: string | null;
  readonly answeredRun: number | null;
  readonly firstSeenRun: number;
  readonly sinceRun: number | null;
  readonly vanishedRun: number | null;
  readonly sweep: number;
  readonly checkedAt: number | null;
  readonly confirmedAt: number | null;
  /** Status, name, size, use case, who made it, tags. */
  readonly members: readonly unknown[];
}

/** What the state itself says of the run, and the model takes from it. */
export interface RunFacts {
  readonly number: number;
  readonly startedAt: number;
  /** The full search that is under way or was the last one; the last one that ended, and in which run. */
  readonly sweep: number;
  readonly finishedSweep: number;
  readonly finishedSweepRun: number;
  readonly recheckAfterSeconds: number;
  readonly full: boolean;
}

export const NO_MEMBERS: readonly unknown[] = [null, null, null, null, null, null, null];

/** Why a file is due, by the documented rules; undefined where it is not. */
export function dueReasonOf(
  known: KnownFile | undefined,
  isFound: boolean,
  phase: number,
  facts: RunFacts,
): (typeof DUE_REASONS)[number] | undefined {
  if (known === undefined) return "new";
  const { outcome, answer, answeredRun, members, checkedAt, sweep } = known;
  if (answeredRun === facts.number) return undefined;
  if (outcome === "failed") return "failed";
  if (answeredRun === null) return "new";
  const status = members[0];
  if (answer !== "retrieved" || typeof status !== "string" || !isTerminalFileStatus(status)) return "unsettled";
  if (outcome === "deferred") return "failed";
  if (!isFound && sweep < facts.finishedSweep && answeredRun < facts.finishedSweepRun) return "missing";
  const ageMs = facts.recheckAfterSeconds * 1000;
  const turn = (at: number): number => Math.floor(at / ageMs + phase);
  if (turn(facts.startedAt) > turn(checkedAt ?? 0)) return "recheck";
  return facts.full ? "full" : undefined;
}

/**
 * What should be known of a file after a run. Whether a failed call was the last of a file is taken from the row, if there
 * was one with that code.
 */
export function learned(
  key: string,
  known: KnownFile | undefined,
  firstSeenBefore: number | undefined,
  row: StateRow,
  { found, answers, failures }: Witnessed,
  facts: RunFacts,
): KnownFile {
  const isFound = found.has(key);
  const sweep = isFound ? facts.sweep : (known?.sweep ?? 0);
  const firstSeenRun = known?.firstSeenRun ?? firstSeenBefore ?? facts.number;
  const told = answers.get(key);
  if (told !== undefined) {
    const [answer, members] = readAnswer(told.outcome);
    const isChanged =
      known?.sinceRun == null || exactJson([known.answer, known.members]) !== exactJson([answer, members]);
    return {
      outcome: answer,
      answer,
      answeredRun: facts.number,
      firstSeenRun,
      sinceRun: isChanged ? facts.number : known.sinceRun,
      vanishedRun: answer !== "retrieved" && sweep < facts.finishedSweep ? facts.number : null,
      sweep,
      checkedAt: told.at.getTime(),
      confirmedAt: answer === "retrieved" ? told.at.getTime() : (known?.confirmedAt ?? null),
      members,
    };
  }
  const due = dueReasonOf(known, isFound, Number(row.recheck_phase), facts);
  const hasFailed = row.outcome === "failed" && failures.get(key)?.has(String(row.error_code)) === true;
  const unanswered = hasFailed ? "failed" : due === undefined ? "carried" : "deferred";
  return {
    // What this run was answered before it went on stays so.
    outcome: known?.answeredRun === facts.number ? known.outcome : unanswered,
    answer: known?.answer ?? null,
    answeredRun: known?.answeredRun ?? null,
    firstSeenRun,
    sinceRun: known?.sinceRun ?? null,
    vanishedRun:
      known?.answeredRun === facts.number && known.answer !== "retrieved" && sweep < facts.finishedSweep
        ? facts.number
        : null,
    sweep,
    // When a call failed is told of files that were never answered alone.
    checkedAt: known?.checkedAt ?? (hasFailed ? Number(row.checked_at) : null),
    confirmedAt: known?.confirmedAt ?? null,
    members: known?.members ?? NO_MEMBERS,
  };
}

function readAnswer(outcome: Outcome): readonly [answer: string, members: readonly unknown[]] {
  // A resource that is gone.
  if (outcome.kind === "failed") return ["refused", NO_MEMBERS];
  if (outcome.kind !== "retrieved") return [outcome.kind, NO_MEMBERS];
  const { fileStatus, fileName, fileSizeInBytes, fileUseCaseType, createdBy, tags } = outcome.file;
  const [kind, creator] =
    createdBy?.kind === "unknown" ? [createdBy.name, exactJson(createdBy.value)] : [createdBy?.kind, createdBy?.arn];
  const members = [fileStatus, fileName, fileSizeInBytes, fileUseCaseType, kind, creator, tags && exactJson(tags)];
  return ["retrieved", members.map(plainMember)];
}

/** A member as it is compared: numbers of any size as text. */
export function plainMember(value: unknown): unknown {
  return typeof value === "bigint" || typeof value === "number" ? String(value) : (value ?? null);
}
