import { settingsThatAreMissing } from "../compose.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { readLists } from "../input/read-lists.ts";
import { discoveryInput, listAt } from "../input/reference-input.ts";
import { sourcePlace } from "../input/source-place.ts";
import { refuseUnreachableTargets, tellOfFailure } from "../notify/tell-people.ts";
import { inScope } from "../observe/telemetry/in-span.ts";
import { noteSlot } from "../observe/telemetry/run-context.ts";
import { notePlace, watchedRun } from "../observe/telemetry/watched-run.ts";
import { scopePacer } from "../pacing/scope-pacer.ts";
import { sharedPacers } from "../pacing/shared-pacers.ts";
import { checkReportPlace } from "../report/publish/report-place.ts";
import { chooseSlot } from "../run/choose-slot.ts";
import type { Clock } from "../run/clock.ts";
import { runScopes } from "../run/run-job.ts";
import { endSection, exitCodeSection, sectionHint } from "../run-book/section-ids.ts";
import { isStateInUse } from "../state/open-state.ts";
import { bucketSettingsThatAreMissing, checkBucket } from "./check-bucket.ts";
import type { ConfiguredJob, ScopeInput } from "./configured-job.ts";
import type { Io } from "./io.ts";
import { listsOf } from "./lists-of.ts";
import { publishReport } from "./publish-report.ts";
import { runConfiguredScope } from "./run-configured-scope.ts";

/**
 * Runs the scopes and publishes the report.
 *
 * @throws {JobError} usage, before the first call: a list is wrong, AWS settings are, or the report's place is not ours to
 *   write in.
 */
export async function runConfigured(job: ConfiguredJob, io: Io): Promise<ExitCode> {
  return await watchedRun(io, () => runAndTell(job, io));
}

async function runAndTell(job: ConfiguredJob, io: Io): Promise<ExitCode> {
  const { folder } = job.config.report;
  notePlace(
    folder,
    job.config.scopes.map(({ name }) => name),
  );
  refuseUnreachableTargets(job.config, io.environment);
  const told = { slot: job.slot };
  if (job.slot !== undefined) noteSlot(job.slot);
  try {
    const { exitCode, isPublished, isInUse } = await runAndPublish(job, io, told);
    if (!isPublished && !isInUse) await tellOfFailure(job.config, told.slot, exitCode, io);
    if (exitCode !== EXIT_CODE.complete) {
      const runBook = exitCodeSection(exitCode);
      io.log.warn(`Exit code ${exitCode}. ${sectionHint(runBook)}`, { exitCode, runBook });
    }
    return exitCode;
  } catch (error) {
    const isAsked = error instanceof JobError && error.code === "interrupted";
    const exitCode = error instanceof JobError ? error.exitCode : EXIT_CODE.defect;
    if (!isAsked) await tellOfFailure(job.config, told.slot, exitCode, io);
    throw error;
  }
}

interface RunEnd {
  readonly exitCode: ExitCode;
  readonly isPublished: boolean;
  /** Another process is at work on the slot, and will tell of it. */
  readonly isInUse: boolean;
}

/** @param told gets the slot as soon as it is chosen. */
async function runAndPublish(job: ConfiguredJob, io: Io, told: { slot: string | undefined }): Promise<RunEnd> {
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
    told.slot = slot;
    noteSlot(slot);
    await checkReportPlace(config.report.folder, slot);
    await checkBucket(config, io);
    const pacers = sharedPacers(scopes, io.clock, io.environment.AWS_REGION);
    for (const note of pacers.notes) io.progress.say(note);
    const ends = await runScopes(inputs, (input, left) => {
      const pacer = scopePacer(pacers.of(input.scope), io.clock, io.signal);
      const scopeJob = { ...job, ...deadlineOf(job, left, io.clock) };
      return inScope(input.scope.name, () => runConfiguredScope(scopeJob, input, slot, pacer, io));
    });
    const troubled = ends.filter((end) => "trouble" in end);
    for (const { scope, trouble } of troubled) {
      const about = { scope, code: trouble.code, runBook: endSection(trouble) };
      io.progress.say(`${scope}: ${trouble.message}`, { level: "warn", ...about });
    }
    // Whoever holds the states publishes what they hold; a process that got none of them has nothing to add.
    if (troubled.length === ends.length) {
      const isInUse = troubled.every(({ trouble }) => isStateInUse(trouble));
      return { exitCode: EXIT_CODE.unavailable, isPublished: false, isInUse };
    }
  } finally {
    await lists.release();
  }
  const { kind, exitCode } = await publishReport(config, slot, io);
  return { exitCode, isPublished: kind !== "nothing", isInUse: false };
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
