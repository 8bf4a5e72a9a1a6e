import type { Plan, PlannedScope } from "./plan-schema.ts";
import { type BoxedRuns, runsNeeded, type TimedWork } from "./runs-needed.ts";

/** The moments of a schedule. */
export interface Moments {
  next(after: Date): Date | undefined;
}

export interface PlanOptions {
  readonly now: Date;
  readonly full: boolean;
  readonly timeBoxMs?: number;
  readonly schedule?: Moments;
}

const HOUR_MS = 3_600_000;
/** Where a search of Cases is to go on, its page token must not be older. */
const TOKEN_LIFE_MS = 23 * HOUR_MS;
/** A moment so many runs away is no date that anybody plans by. */
const MOST_MOMENTS = 10_000;

/** Makes one plan of those of the scopes: they are run one after the other. */
export function makePlan(scopes: readonly PlannedScope[], options: PlanOptions): Plan {
  const { now, full, timeBoxMs } = options;
  const works = scopes.map(timedWork);
  const known = works.filter((work) => work !== undefined);
  const isTimed =
    known.length === works.length && scopes.every(({ unreadable, isKnown }) => unreadable === null && isKnown);
  const wholeMs = known.reduce((sum, { searchMs, callsMs }) => sum + searchMs + callsMs, 0);
  const sum = (member: (scope: PlannedScope) => number): number =>
    scopes.reduce((all, scope) => all + member(scope), 0);
  const boxed = timeBoxMs === undefined || !isTimed ? undefined : runsNeeded(known, timeBoxMs, goesOn(options));
  return {
    schemaVersion: 1,
    plannedAt: now.toISOString(),
    full,
    scopes: [...scopes],
    total: {
      files: sum(({ files }) => files),
      due: sum(({ due }) => due),
      calls: sum(({ calls }) => calls),
      leastSearchCalls: sum(({ search }) => search.leastCalls),
      seconds: isTimed ? wholeMs / 1000 : null,
      endsAt: isTimed ? new Date(now.getTime() + wholeMs).toISOString() : null,
    },
    timeBox:
      timeBoxMs === undefined
        ? null
        : { seconds: timeBoxMs / 1000, runs: boxed?.runs ?? null, lastSlot: lastSlot(boxed, options) },
    warnings: warningsOf(scopes, known, boxed),
  };
}

function timedWork({ seconds: { search, calls } }: PlannedScope): TimedWork | undefined {
  return search === null || calls === null ? undefined : { searchMs: search * 1000, callsMs: calls * 1000 };
}

/** Whether the next run comes before the page token of this one is too old. */
function goesOn({ schedule, now, timeBoxMs = 0 }: PlanOptions): boolean {
  const first = schedule?.next(now);
  const second = first && schedule?.next(first);
  return (
    first === undefined || second === undefined || second.getTime() - first.getTime() - timeBoxMs / 2 < TOKEN_LIFE_MS
  );
}

function lastSlot(boxed: BoxedRuns | undefined, { schedule, now }: PlanOptions): string | null {
  const runs = boxed?.runs;
  if (runs === undefined || schedule === undefined || runs > MOST_MOMENTS) return null;
  let moment: Date | undefined = now;
  for (let run = 0; run < runs && moment !== undefined; run += 1) moment = schedule.next(moment);
  return moment?.toISOString() ?? null;
}

function warningsOf(
  scopes: readonly PlannedScope[],
  works: readonly TimedWork[],
  boxed: BoxedRuns | undefined,
): string[] {
  const warnings: string[] = [];
  if (works.some(({ searchMs }) => searchMs > 24 * HOUR_MS)) {
    warnings.push(
      "A full search takes more than 24 hours of calls, and its page tokens live 24 hours: it cannot come to its end. Ask for a higher quota, or give lists instead of a search.",
    );
  }
  if (boxed?.searchesEnd === false) {
    warnings.push(
      "By the schedule, the next run comes when the page token of a search has expired, and half of a run's time is too short for the whole search: it begins anew each time and never ends, so no file is ever found to be gone. Run more often, or for longer.",
    );
  }
  if (scopes.some(({ search }) => search.isFull || search.newFilesSince !== null)) {
    warnings.push("Files that the search finds are not in it: each new one is asked for, too.");
  }
  return warnings;
}
