import type { SourceErrorCode } from "@attached-files/core";
import type { Journal } from "../state/journal.ts";
import { loadJournals } from "../state/load-journals.ts";
import type { OpenRun } from "../state/open-run.ts";
import type { State } from "../state/open-state.ts";
import { searchMemory } from "../state/searches.ts";
import { type DiscoveryResult, settleRun } from "../state/settle-run.ts";
import { rewindReferences } from "../state/working-tables.ts";
import { counted } from "./counted.ts";
import { type DiscoveryEnd, discover, SEARCH_TIME_ENDED } from "./discover.ts";
import { outsideSentence } from "./outside-text.ts";
import { refuseEmptySearch } from "./refuse-empty-search.ts";
import type { ScopeRun } from "./scope-run.ts";
import type { Silence } from "./silence.ts";
import { withSilence } from "./silent-search.ts";
import { searchSpending } from "./spending.ts";
import { searchOperations, stepGauge } from "./step-gauge.ts";
import { fallbackTeller } from "./tell-fallback.ts";
import type { TimeBox } from "./time-box.ts";
import { withJournal } from "./with-journal.ts";

export interface DiscoverStepEnd {
  /** What ended it before it had found everything. */
  readonly trouble?: {
    readonly code: SourceErrorCode | "TimeBox";
    readonly message: string;
    readonly operation?: string;
  };
}

/** Finds the references, by a list or by the searches that were decided on, and settles what is due. */
export async function discoverStep(run: ScopeRun, state: State, open: OpenRun, box: TimeBox): Promise<DiscoverStepEnd> {
  const { scope, references, clock, progress } = run;
  const settle = (result: Omit<DiscoveryResult, "skippedLines" | "at">) =>
    settleRun(state, open, { ...result, skippedLines: references.skippedLines, at: clock.now() }, run.freshness);
  if (open.discoveryFinished) {
    await settle({ finished: true, isUpToDate: false });
    return {};
  }
  const searched = `${scope}: finding files (${whatIsSearched(open, references.description)})`;
  progress.begin(searched, "files", undefined, "answers", stepGauge(run.gauge, searchOperations, clock));
  const silence = run.hearing?.search.listen() ?? (() => undefined);
  const { end: ended, result } = references.isList
    ? await readWholeList(run, state, open)
    : await search(run, state, open, box, silence);
  const end = withSilence(run, ended, silence());
  if (!open.isList) await refuseEmptySearch(run, state, open, { ...end, ...(await tokenNow(state, open)) });
  const plan = await settle(result);
  progress.end(`${counted(plan.references, "file")} known, ${counted(plan.due, "file")} due`);
  if (end.trouble !== undefined) {
    const { code, message } = end.trouble;
    const text = `the search for files did not finish: ${code}: ${outsideSentence(message)}`;
    progress.say(`${scope}: ${text} Files that were known before are kept.`, { level: "warn", code });
    return { trouble: end.trouble };
  }
  if (!end.stopped) return {};
  progress.say(`${scope}: the search for files stopped where its time ended; the next run goes on there.`);
  return { trouble: SEARCH_TIME_ENDED };
}

interface Found {
  readonly end: DiscoveryEnd;
  readonly result: Omit<DiscoveryResult, "skippedLines" | "at">;
}

async function readWholeList(run: ScopeRun, state: State, open: OpenRun): Promise<Found> {
  await rewindReferences(state, open.slot);
  const end = await searchOnce(run, state, open, NEVER, {});
  return { end, result: { finished: end.finished, isUpToDate: false } };
}

/** First what is new, which is little, and then the full search, where one is due. */
async function search(
  run: ScopeRun,
  state: State,
  open: OpenRun,
  box: TimeBox,
  silence: () => Silence | undefined,
): Promise<Found> {
  let end: DiscoveryEnd = { finished: true, stopped: false };
  if (open.since !== undefined && !open.sinceFinished) {
    end = await searchOnce(run, state, open, box.half, { attachedSince: open.since, ...tokenOf(open) }, silence);
    if (end.finished) {
      await state.connection.run("UPDATE runs SET since_finished = true, resume_token = NULL WHERE slot = $slot", {
        slot: open.slot,
      });
      // The journal of the full search must not be taken for one of this search.
      await run.keeper?.checkpoint(state);
    }
  }
  const isUpToDate = end.finished && open.since !== undefined;
  if (!end.finished) return { end, result: { finished: false, isUpToDate, isBehind: end.stopped } };
  if (open.sweep === undefined) return { end, result: { finished: true, isUpToDate } };
  const memory = await searchMemory(state.connection, open.sourceDigest, run.clock.now());
  const goesOn = open.since === undefined || open.sinceFinished ? tokenOf(open) : {};
  const before = memory.sweepToken === undefined ? {} : { resumeToken: memory.sweepToken };
  end = await searchOnce(run, state, open, box.half, { ...before, ...goesOn }, silence);
  const isNew = isUpToDate || end.finished;
  return { end, result: { finished: end.finished, isUpToDate: isNew, ...(await sweepEnd(state, open, end)) } };
}

/** What is to be noted of a full search. Where it came to no page, its place is still that of the run before. */
async function sweepEnd(state: State, open: OpenRun, end: DiscoveryEnd): Promise<Pick<DiscoveryResult, "sweep">> {
  if (end.finished || !end.stopped) return { sweep: { finished: end.finished } };
  const place = await tokenNow(state, open);
  return place.resumeToken === undefined ? {} : { sweep: { finished: false, ...place } };
}

async function searchOnce(
  run: ScopeRun,
  state: State,
  open: OpenRun,
  stop: AbortSignal,
  from: { readonly attachedSince?: string; readonly resumeToken?: string },
  silence: () => Silence | undefined = () => undefined,
): Promise<DiscoveryEnd> {
  const onFallback = fallbackTeller(run);
  const read = (journal: Journal): Promise<DiscoveryEnd> =>
    discover(run.references.source, journal, {
      ...from,
      signal: run.signal,
      stop,
      onPage: (found) => {
        run.progress.advance(found);
        run.meters?.discovered(found);
      },
      onFallback,
      spent: searchSpending(run.gauge),
    });
  const end = await withJournal(run, state, read, silence);
  await loadJournals(state, open.slot);
  return end;
}

const NEVER = new AbortController().signal;

function tokenOf({ resumeToken }: OpenRun): { readonly resumeToken?: string } {
  return resumeToken === undefined ? {} : { resumeToken };
}

async function tokenNow(state: State, { slot }: OpenRun): Promise<{ readonly resumeToken?: string }> {
  const rows = await state.connection.runAndReadAll("SELECT resume_token FROM runs WHERE slot = $slot", { slot });
  const token = rows.value(0, 0);
  return typeof token === "string" ? { resumeToken: token } : {};
}

function whatIsSearched({ since, sweep, isList }: OpenRun, description: string): string {
  if (isList || sweep !== undefined || since === undefined) return description;
  return `${description}, attached since ${since}`;
}
