import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { discoveryInput, listSourceDigest } from "../input/reference-input.ts";
import { placeText, sourcePlace } from "../input/source-place.ts";
import { sharedPacers } from "../pacing/shared-pacers.ts";
import type { Clock } from "../run/clock.ts";
import { twoPlaces } from "../run/two-places.ts";
import type { StandingElsewhere } from "../state/answers-elsewhere.ts";
import { stateFilePath } from "../state/open-state.ts";
import type { PlannedScope } from "./plan-schema.ts";
import type { PlannedWork } from "./plan-scope.ts";
import { readPlannedWork } from "./read-planned-work.ts";

export interface ConfiguredPlan {
  readonly config: Config;
  /** Those of the configuration that are to be planned. */
  readonly scopes: readonly ScopeConfig[];
  /** Why states cannot be read, by the scope's name, where that is known before. */
  readonly unreadable?: ReadonlyMap<string, string>;
  readonly full: boolean;
  readonly isBoxed: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** What Cases answers in a page of a search, at most. */
const FILES_OF_A_PAGE = 25;

/** Plans each scope, one after the other. Makes no call, and no state. */
export async function planConfigured({ config, scopes, ...plan }: ConfiguredPlan): Promise<readonly PlannedScope[]> {
  const pacers = sharedPacers(scopes, plan.clock, plan.environment.AWS_REGION);
  const planned: PlannedScope[] = [];
  for (const scope of scopes) {
    const { sourceDigest: searched, place } = discoveryInput(scope, {
      key: sourcePlace(scope, plan.environment),
      text: placeText(scope, plan.environment),
    });
    const isList = scope.references !== undefined;
    const text = plan.unreadable?.get(scope.name);
    const work =
      text !== undefined
        ? { code: "state-unreadable" as const, text }
        : await readPlannedWork(stateFilePath(config.state.folder, scope.name), {
            sourceDigest: isList ? listSourceDigest(sourcePlace(scope, plan.environment)) : searched,
            ...(place === undefined ? {} : { place }),
            isList,
            freshness: { recheckAfterSeconds: config.refresh.recheckAfterSeconds, full: plan.full },
            searches: config.refresh,
            isBoxed: plan.isBoxed,
            now: plan.clock.now(),
          });
    const rate = (operation: string) => pacers.of(scope).figures(operation).configuredRequestsPerSecond;
    const pace = {
      callsPerSecond: rate("BatchGetAttachedFileMetadata"),
      searchCallsPerSecond: rate("SearchAllRelatedItems"),
    };
    planned.push(plannedScope(scope.name, isList, work, pace, place?.text));
  }
  return planned;
}

function plannedScope(
  scope: string,
  isList: boolean,
  work: Awaited<ReturnType<typeof readPlannedWork>>,
  pace: PlannedScope["pace"],
  here: string | undefined,
): PlannedScope {
  const isUnread = "code" in work && work.code !== "state-missing";
  const known = "code" in work ? nothingKnown(isList && !isUnread) : work;
  const { searches } = known;
  const search = {
    newFilesSince: searches.since ?? null,
    isFull: !isUnread && searches.sweep !== undefined,
    leastCalls: isUnread ? 0 : leastSearchCalls(known),
  };
  return {
    scope,
    unreadable: isUnread && "text" in work ? work.text : null,
    unreadableCode: isUnread && "code" in work ? work.code : null,
    isKnown: known.references > 0,
    elsewhere: known.elsewhere === undefined ? null : toldElsewhere(known.elsewhere, here),
    isList,
    goesOnWith: known.goesOnWith ?? null,
    publishesFirst: known.publishesFirst ?? null,
    files: known.references,
    due: known.due,
    dueByReason: known.dueByReason,
    asked: known.asked,
    calls: known.calls,
    search,
    pace,
    seconds: {
      search: secondsAt(search.leastCalls, pace.searchCallsPerSecond),
      calls: secondsAt(known.calls, pace.callsPerSecond),
    },
  };
}

function toldElsewhere(
  { standing, standingSlot: slot, standingPlace: text }: StandingElsewhere,
  here: string | undefined,
): PlannedScope["elsewhere"] {
  const places = twoPlaces({ slot, ...(text === undefined ? {} : { text }) }, here);
  return { files: standing, slot, place: text ?? null, text: places };
}

function nothingKnown(isList: boolean): PlannedWork {
  const counts = { references: 0, due: 0, asked: 0, calls: 0, dueByReason: {}, filesToBeNamed: 0 };
  return { ...counts, searches: isList ? {} : { sweep: 1 } };
}

/** A page for each 25 files, and one that says that there are no more. */
function leastSearchCalls({ searches, filesToBeNamed }: PlannedWork): number {
  const full = searches.sweep === undefined ? 0 : Math.ceil(filesToBeNamed / FILES_OF_A_PAGE) + 1;
  return full + (searches.since === undefined ? 0 : 1);
}

function secondsAt(calls: number, rate: number | "unlimited"): number | null {
  return rate === "unlimited" ? null : calls / rate;
}
