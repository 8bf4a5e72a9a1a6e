import { quotaPacer } from "../../apps/report-job/src/pacing/adaptive-pacer.ts";
import type { GaugedPacer } from "../../apps/report-job/src/pacing/pacer-gauge.ts";
import { DEFAULT_QUOTA } from "../../apps/report-job/src/pacing/quota.ts";
import { runScope } from "../../apps/report-job/src/run/run-scope.ts";
import type { FinishedRun } from "../../apps/report-job/src/state/finished-run.ts";
import { aScopeRun, aSearch } from "../../apps/report-job/src/testing/scope-run.ts";
import { nothingWitnessed, watchedSources } from "../../apps/report-job/src/testing/watched-sources.ts";
import type { Learned } from "./necessary-calls.ts";
import type { SimulatedCentre } from "./simulated-centre.ts";

/** The defaults of the configuration. */
export const REFRESH = { recheckAfterSeconds: 30 * 86_400, sweepAfterSeconds: 7 * 86_400, overlapSeconds: 3600 };

export interface Ran {
  readonly run: FinishedRun;
  readonly hours: number;
  readonly throttles: number;
  /** Requests by operation, and how many a second there were from the first to the last. */
  readonly requests: ReadonlyMap<string, { readonly count: number; readonly perSecond: number }>;
}

export interface SimulatedRun {
  readonly slot: string;
  readonly full?: boolean;
  readonly boxMs?: number;
}

/**
 * The whole engine by the default configuration, which paces by the default quota.
 *
 * @param learned where each answer is noted.
 */
export async function simulatedRun(
  { clock, fake }: SimulatedCentre,
  stateFolder: string,
  { slot, full = false, boxMs }: SimulatedRun,
  learned: Map<string, Learned>,
  tell: (text: string) => void,
): Promise<Ran> {
  const own = quotaPacer(DEFAULT_QUOTA, clock);
  const sent = new Map<string, { readonly count: number; readonly first: number; readonly last: number }>();
  const pacer: GaugedPacer = {
    ...own,
    acquire: async (operation, signal) => {
      await own.acquire(operation, signal);
      const now = clock.elapsedMs();
      const { count, first } = sent.get(operation) ?? { count: 0, first: now };
      sent.set(operation, { count: count + 1, first, last: now });
    },
  };
  const witnessed = nothingWitnessed();
  const sources = watchedSources(
    { files: fake.fileSource({ pacer }), references: fake.referenceSource({ pacer }) },
    () => witnessed,
    clock.now,
  );
  const begunMs = clock.elapsedMs();
  const run = await runScope(
    aScopeRun({
      slot,
      stateFolder,
      references: aSearch(sources.references, { description: "the simulated contact centre" }),
      files: sources.files,
      freshness: { ...REFRESH, full },
      searches: REFRESH,
      clock,
      gauge: pacer,
      commit: { units: 200, seconds: 3600 },
      stopAfterFailures: 12,
      ...(boxMs === undefined ? {} : { deadline: new Date(clock.now().getTime() + boxMs) }),
      progress: { begin: tell, advance: () => {}, end: tell, say: tell },
    }),
  );
  for (const [key, { outcome, at }] of witnessed.answers) {
    const status = outcome.kind === "retrieved" ? outcome.file.fileStatus : undefined;
    learned.set(key, { answered: outcome.kind, status, atMs: at.getTime() });
  }
  const requests = [...sent].map(([operation, { count, first, last }]) => {
    return [operation, { count, perSecond: (1000 * count) / Math.max(1, last - first) }] as const;
  });
  return {
    run,
    hours: (clock.elapsedMs() - begunMs) / 3_600_000,
    throttles: own.operations().reduce((sum, operation) => sum + own.figures(operation).throttles, 0),
    requests: new Map(requests),
  };
}
