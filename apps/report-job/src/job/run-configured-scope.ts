import { composeScope } from "../compose.ts";
import { meteredCalls } from "../observe/metered-calls.ts";
import { failedCallSpans, inSpan } from "../observe/telemetry/in-span.ts";
import type { GaugedPacer } from "../pacing/pacer-gauge.ts";
import type { Io } from "../process/io.ts";
import { runScope } from "../run/run-scope.ts";
import type { ScopeRunEnd } from "../run/scope-run.ts";
import { hearing } from "../run/silence.ts";
import type { StateKeeper } from "../run/state-keeper.ts";
import { METADATA_OPERATION, pacerCounts } from "../run/step-gauge.ts";
import { waitLeftMs } from "../run/wait-left.ts";
import type { ConfiguredJob, ScopeInput } from "./configured-job.ts";

/** Runs one scope of a job, with the adapters that it asks for. */
export async function runConfiguredScope(
  { config, fake, full = false, deadline, waitMs = 0, waitsEndAt }: ConfiguredJob,
  { scope, references }: ScopeInput,
  slot: string,
  pacer: GaugedPacer,
  io: Io,
  keeper?: StateKeeper,
): Promise<ScopeRunEnd> {
  const credentials = fake === undefined ? {} : { credentials: fake.credentials };
  const observer = await io.observe({ scope: scope.name, slot });
  const metered = meteredCalls(observer.meters, () => io.clock.now().getTime(), failedCallSpans());
  const unwatch = observer.meters.watchPacer(METADATA_OPERATION, () => pacerCounts(pacer, [METADATA_OPERATION]));
  const { onCall } = metered;
  const heard = { files: hearing(io.clock), search: hearing(io.clock) };
  const onExchange = { files: heard.files.exchange, search: heard.search.exchange };
  const watched = { pacer: metered.pacer(pacer), onCall, onExchange };
  const sources = await composeScope(scope, { ...watched, run: config.run, ...credentials });
  try {
    return await inSpan("scope", async (span) => {
      const finished = await runScope({
        scope: scope.name,
        slot,
        stateFolder: config.state.folder,
        references: { ...references, source: references.source ?? (await sources.discovery()) },
        files: sources.files,
        ...(config.rules.learnLimits ? { configurations: sources.configurations } : {}),
        freshness: { recheckAfterSeconds: config.refresh.recheckAfterSeconds, full },
        searches: config.refresh,
        ...(deadline === undefined ? {} : { deadline }),
        waitMs: waitLeftMs({ waitMs, waitsEndAt }, io.clock),
        clock: io.clock,
        progress: observer.progress,
        meters: observer.meters,
        runId: io.runId,
        signal: io.signal,
        commit: { units: config.run.commitCalls, seconds: config.run.commitSeconds },
        stopAfterFailures: config.run.stopAfterFailures,
        gauge: pacer,
        hearing: heard,
        ...(keeper === undefined ? {} : { keeper }),
      });
      span.note({ "attached_files.run.status": finished.status });
      return finished;
    });
  } finally {
    unwatch();
    await sources.close();
  }
}
