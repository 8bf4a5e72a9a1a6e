import type { ReferenceSource } from "@attached-files/core";
import { type ComposeOptions, composeScope, settingsThatAreMissing } from "../compose.ts";
import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { readLists } from "../input/read-lists.ts";
import { discoveryInput, listAt } from "../input/reference-input.ts";
import { sourcePlace } from "../input/source-place.ts";
import { meteredCalls } from "../observe/metered-calls.ts";
import type { GaugedPacer } from "../pacing/pacer-gauge.ts";
import { scopePacer } from "../pacing/scope-pacer.ts";
import { sharedPacers } from "../pacing/shared-pacers.ts";
import { checkReportPlace } from "../report/publish/report-place.ts";
import { chooseSlot } from "../run/choose-slot.ts";
import type { Clock } from "../run/clock.ts";
import { runScopes } from "../run/run-job.ts";
import { runScope } from "../run/run-scope.ts";
import type { ReferenceInput } from "../run/scope-run.ts";
import { METADATA_OPERATION, pacerCounts } from "../run/step-gauge.ts";
import type { FinishedRun } from "../state/finished-run.ts";
import { bucketSettingsThatAreMissing, checkBucket } from "./check-bucket.ts";
import type { Io } from "./io.ts";
import { type ListFlags, listsOf } from "./lists-of.ts";
import { publishReport } from "./publish-report.ts";

/** A job whose configuration is read. */
export interface ConfiguredJob {
  readonly config: Config;
  /** Those of the configuration that are to be run. */
  readonly scopes: readonly ScopeConfig[];
  readonly slot?: string;
  /** Asks for everything, whatever is known, and searches for all files. */
  readonly full?: boolean;
  /** When the command is to have ended, with what it has. */
  readonly deadline?: Date;
  /** How long a scope's state is waited for while another process has it, in milliseconds. @default 0 */
  readonly waitMs?: number;
  readonly lists: ListFlags;
  /** A fake that this process serves: it checks no credentials, and its address says nothing of what it holds. */
  readonly fake?: { readonly credentials: NonNullable<ComposeOptions["credentials"]>; readonly contents: string };
}

/** A scope, and where its references come from; a search is made once the adapters are there. */
interface ScopeInput {
  readonly scope: ScopeConfig;
  readonly references: Omit<ReferenceInput, "source"> & { readonly source?: ReferenceSource };
}

/**
 * Runs the scopes and publishes the report.
 *
 * @throws {JobError} usage, before the first call: a list is wrong, AWS settings are, or the report's place is not ours to
 *   write in.
 */
export async function runConfigured(job: ConfiguredJob, io: Io): Promise<ExitCode> {
  const { config, scopes } = job;
  io.log.info(`run ${io.runId}`, { event: "run.begin", scopes: scopes.map(({ name }) => name) });
  await refuseMissingSettings(job, io);
  const lists = await readLists(listsOf(config, scopes, job.lists, io));
  let slot: string;
  try {
    const inputs = scopes.map((scope): ScopeInput => {
      const place = sourcePlace(scope, io.environment, job.fake?.contents);
      const list = lists.of(scope.name);
      return { scope, references: list === undefined ? discoveryInput(scope, place) : listAt(list, place) };
    });
    const digests = inputs.map(({ scope, references }) => ({ scope: scope.name, inputDigest: references.digest }));
    slot = job.slot ?? (await chooseSlot(config.state.folder, digests, io.clock));
    await checkReportPlace(config.report.folder, slot);
    await checkBucket(config, io);
    const pacers = sharedPacers(scopes, io.clock, io.environment.AWS_REGION);
    for (const note of pacers.notes) io.progress.say(note);
    const ends = await runScopes(inputs, (input, left) => {
      const pacer = scopePacer(pacers.of(input.scope), io.clock, io.signal);
      return runConfiguredScope({ ...job, ...deadlineOf(job, left, io.clock) }, input, slot, pacer, io);
    });
    const troubled = ends.filter((end) => "trouble" in end);
    for (const { scope, trouble } of troubled) io.progress.say(`${scope}: ${trouble.message}`);
    // Whoever holds the states publishes what they hold; a process that got none of them has nothing to add.
    if (troubled.length === ends.length) return EXIT_CODE.unavailable;
  } finally {
    await lists.release();
  }
  return (await publishReport(config, slot, io)).exitCode;
}

/** Asking on with a Region or a profile that is not there would only make a report of nothing. */
async function refuseMissingSettings({ config, scopes, fake }: ConfiguredJob, io: Io): Promise<void> {
  const problems: string[] = [];
  for (const scope of scopes) {
    const missing = await settingsThatAreMissing(scope, io.environment, {
      regionPlace: "as 'region' of the scope",
      ...(fake === undefined ? {} : { credentials: fake.credentials }),
    });
    problems.push(...missing.map((problem) => `${scope.name}: ${problem}`));
  }
  problems.push(...(await bucketSettingsThatAreMissing(config, io.environment)));
  if (problems.length > 0) throw new JobError("usage", [...problems, "No call was made."].join("\n"));
}

/** Scopes that are still to be run share the time that is left. */
function deadlineOf({ deadline }: ConfiguredJob, left: number, clock: Clock): { readonly deadline?: Date } {
  if (deadline === undefined) return {};
  const now = clock.now().getTime();
  return { deadline: new Date(now + Math.max(0, deadline.getTime() - now) / left) };
}

async function runConfiguredScope(
  { config, fake, full = false, deadline, waitMs = 0 }: ConfiguredJob,
  { scope, references }: ScopeInput,
  slot: string,
  pacer: GaugedPacer,
  io: Io,
): Promise<FinishedRun> {
  const credentials = fake === undefined ? {} : { credentials: fake.credentials };
  const observer = await io.observe({ scope: scope.name, slot });
  const metered = meteredCalls(observer.meters, () => io.clock.now().getTime());
  const unwatch = observer.meters.watchPacer(METADATA_OPERATION, () => pacerCounts(pacer, [METADATA_OPERATION]));
  const sources = await composeScope(scope, { pacer: metered.pacer(pacer), run: config.run, ...credentials });
  try {
    return await runScope({
      scope: scope.name,
      slot,
      stateFolder: config.state.folder,
      references: { ...references, source: references.source ?? (await sources.discovery()) },
      files: metered.files(sources.files),
      freshness: { recheckAfterSeconds: config.refresh.recheckAfterSeconds, full },
      searches: config.refresh,
      ...(deadline === undefined ? {} : { deadline }),
      waitMs,
      clock: io.clock,
      progress: observer.progress,
      meters: observer.meters,
      runId: io.runId,
      signal: io.signal,
      commit: { units: config.run.commitCalls, seconds: config.run.commitSeconds },
      stopAfterFailures: config.run.stopAfterFailures,
      gauge: pacer,
    });
  } finally {
    unwatch();
    await sources.close();
  }
}
