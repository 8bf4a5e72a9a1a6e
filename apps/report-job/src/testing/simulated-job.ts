import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JobError } from "../exit-code.ts";
import { quotaPacer } from "../pacing/adaptive-pacer.ts";
import type { GaugedPacer } from "../pacing/pacer-gauge.ts";
import { ownPart, type Quota } from "../pacing/quota.ts";
import { closeUnfinished } from "../run/close-unfinished.ts";
import { runScope } from "../run/run-scope.ts";
import type { ScopeRun } from "../run/scope-run.ts";
import { exactJson } from "../state/exact-json.ts";
import { type FinishedRun, finishedRun } from "../state/finished-run.ts";
import { openState } from "../state/open-state.ts";
import type { ChangingCentre } from "./changing-centre.ts";
import { checkRun, irregularitiesOf, type Remembered } from "./check-run.ts";
import { standStillForDatabase } from "./database-time.ts";
import type { KnownFile } from "./known-files.ts";
import { aScopeRun, aSearch } from "./scope-run.ts";
import { readRows, readStateRows, type StateRows } from "./state-rows.ts";
import type { VirtualClock } from "./virtual-clock.ts";
import { nothingWitnessed, type Witnessed, watchedSources } from "./watched-sources.ts";

const LEAST_BOX_MS = 60_000;

/** One start of the job for a slot. */
export interface Start {
  readonly slot: string;
  readonly full?: boolean;
  readonly boxMs?: number;
  /** Whether its report can be written afterwards. @default true */
  readonly isPublished?: boolean;
  /** Told of every attempt before it is sent; `interrupt` is what Ctrl-C does. */
  readonly onAttempt?: (attempts: number, interrupt: () => void) => void;
}

export interface SimulatedJobOptions {
  readonly clock: VirtualClock;
  readonly centre: ChangingCentre;
  readonly quota: Quota;
  readonly recheckAfterSeconds: number;
  readonly sweepAfterSeconds: number;
  readonly overlapSeconds: number;
}

/** The whole engine on a fake, in virtual time, held against a model after every run. */
export class SimulatedJob {
  readonly options: SimulatedJobOptions;
  readonly #folder: Promise<string> = mkdtemp(join(tmpdir(), "attached-files-laws-"));
  /** What each finished run left, by its number: the version of each file that was told of. */
  readonly history = new Map<number, ReadonlyMap<string, KnownFile>>();
  #known: ReadonlyMap<string, KnownFile> = new Map();
  #vanished = new Map<string, number>();
  #witnessed = nothingWitnessed();
  #rows: StateRows | undefined;
  #interrupted: Start | undefined;

  constructor(options: SimulatedJobOptions) {
    this.options = options;
  }

  /** What the sources told since the last run that finished. */
  get witnessed(): Witnessed {
    return this.#witnessed;
  }

  /** The state after the last run that finished. */
  get rows(): StateRows {
    if (this.#rows === undefined) throw new Error("no run has finished");
    return this.#rows;
  }

  get known(): ReadonlyMap<string, KnownFile> {
    return this.#known;
  }

  /** The run as it finished, checked; undefined where it was interrupted. */
  async start(start: Start): Promise<FinishedRun | undefined> {
    const { clock, centre, quota, recheckAfterSeconds, ...searches } = this.options;
    const grants = new Map<string, number[]>();
    const interrupt = new AbortController();
    let attempts = 0;
    const own = quotaPacer(quota, clock);
    const pacer: GaugedPacer = {
      ...own,
      acquire: async (operation, signal) => {
        start.onAttempt?.(++attempts, () => interrupt.abort());
        await own.acquire(operation, signal);
        grants.set(operation, [...(grants.get(operation) ?? []), clock.elapsedMs()]);
      },
    };
    const sources = watchedSources(
      { files: centre.fake.fileSource({ pacer }), references: centre.fake.referenceSource({ pacer }) },
      () => this.#witnessed,
      clock.now,
    );
    const [stopTime, stopWatching] = [clock.runFree(), standStillForDatabase(clock)];
    try {
      const run = aScopeRun({
        slot: start.slot,
        stateFolder: await this.#folder,
        references: aSearch(sources.references),
        files: sources.files,
        freshness: { recheckAfterSeconds, full: start.full ?? false },
        searches,
        clock,
        gauge: pacer,
        signal: interrupt.signal,
        // The clock of a journal is the real one.
        commit: { units: 7, seconds: 3600 },
        stopAfterFailures: 12,
        ...(start.boxMs === undefined ? {} : { deadline: new Date(clock.now().getTime() + start.boxMs) }),
      });
      if (this.#interrupted !== undefined && this.#interrupted.slot !== start.slot) await this.#supersede(run);
      this.#interrupted = start;
      const finished = await runScope(run);
      this.#interrupted = undefined;
      checkBox(start, run.deadline, clock.now());
      const published = (start.isPublished ?? true) ? start.slot : undefined;
      const rows = await readStateRows(await this.#folder, "main", published);
      if (isLeft(finished, rows, this.#rows)) checkLeft(finished, rows, this.#rows, this.#witnessed);
      else this.#check(finished, rows, start);
      return finished;
    } catch (error) {
      if (error instanceof JobError && error.code === "interrupted") return undefined;
      throw error;
    } finally {
      stopTime();
      stopWatching();
      for (const [operation, at] of grants) checkRate(operation, at, quota);
    }
  }

  async remove(): Promise<void> {
    await rm(await this.#folder, { recursive: true, force: true });
  }

  /** Lets the run end that was interrupted, as the next slot's does first of all. */
  async #supersede(next: ScopeRun): Promise<void> {
    const start = this.#interrupted;
    const state = await openState(await this.#folder, "main");
    try {
      const running = await state.connection.runAndReadAll("SELECT planned FROM runs WHERE status = 'running'");
      const isPlanned = running.value(0, 0) === true;
      await closeUnfinished(next, state);
      const finished = start && (await finishedRun(state, start.slot));
      if (start === undefined || finished === undefined) throw new Error(`${start?.slot} was not ended`);
      this.#check(finished, await readRows(state), { ...start, full: isPlanned && start.full === true });
    } finally {
      await state.close();
    }
  }

  #check(finished: FinishedRun, rows: StateRows, { full = false }: Start): void {
    const run = rows.runs.find(({ slot }) => slot === finished.slot);
    const [discovery] = rows.discovery;
    if (run === undefined || discovery === undefined) throw new Error(`${finished.slot}: no run stands in the state`);
    const number = Number(run.number);
    const facts = {
      number,
      startedAt: Number(run.started_at),
      sweep: Number(discovery.sweep),
      finishedSweep: Number(discovery.finished_sweep),
      finishedSweepRun: Number(discovery.finished_sweep_run ?? 0),
      recheckAfterSeconds: this.options.recheckAfterSeconds,
      full,
    };
    const before: Remembered = {
      known: new Map([...this.#known].filter(([, { vanishedRun }]) => vanishedRun === null || vanishedRun === number)),
      vanished: this.#vanished,
      irregularities: this.history.has(number) && this.#rows !== undefined ? irregularitiesOf(this.#rows) : [],
    };
    const after = checkRun(finished, rows, this.#witnessed, before, facts);
    for (const [key, file] of after) if (file.vanishedRun === number) this.#vanished.set(key, file.firstSeenRun);
    this.#known = after;
    this.#rows = rows;
    this.history.set(number, after);
    this.#witnessed = nothingWitnessed();
  }
}

/** A box of less time than calls under way are given has no room to keep. */
function checkBox({ slot, boxMs = 0 }: Start, deadline: Date | undefined, endedAt: Date): void {
  if (deadline === undefined || boxMs < LEAST_BOX_MS || endedAt <= deadline) return;
  throw new Error(`${slot} was to end at ${deadline.toISOString()}, and did at ${endedAt.toISOString()}`);
}

/** Whether the slot had been finished before, and was not to go on. */
function isLeft({ slot }: FinishedRun, rows: StateRows, before: StateRows | undefined): boolean {
  const attempts = (of: StateRows | undefined): unknown => of?.runs.find((run) => run.slot === slot)?.attempts;
  return attempts(rows) === attempts(before);
}

/** A slot that is left makes no call and changes nothing but the note that it was published. */
function checkLeft(finished: FinishedRun, rows: StateRows, before: StateRows | undefined, witnessed: Witnessed): void {
  const asIs = (of: StateRows | undefined): string =>
    exactJson({ ...of, runs: of?.runs.map((run) => ({ ...run, published_at: null })) });
  if (asIs(rows) !== asIs(before)) throw new Error(`${finished.slot} was left, and changed the state`);
  if (witnessed.searches.length > 0 || witnessed.calls.length > 0) {
    throw new Error(`${finished.slot} was left, and calls were made`);
  }
}

/** Over any time of w seconds no more than burst + rate · w: a bucket of these never runs dry. */
function checkRate(operation: string, at: readonly number[], quota: Quota): void {
  const { requestsPerSecond, burst } = ownPart(quota, operation);
  if (requestsPerSecond === "unlimited") return;
  let [tokens, before] = [burst, at[0] ?? 0];
  for (const moment of at) {
    tokens = Math.min(burst, tokens + ((moment - before) * requestsPerSecond) / 1000) - 1;
    before = moment;
    if (tokens < -1e-6) throw new Error(`${operation} was sent too often: ${-tokens} too many after ${moment} ms`);
  }
}
