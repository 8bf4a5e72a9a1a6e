import { settingsThatAreMissing } from "../compose.ts";
import { type ExitCode, JobError } from "../exit-code.ts";
import { readLists } from "../input/read-lists.ts";
import { refuseUnreachableTargets, tellOfEnd, tellOfFailure } from "../notify/tell-people.ts";
import { noteSlot } from "../observe/telemetry/run-context.ts";
import { notePlace, watchedRun } from "../observe/telemetry/watched-run.ts";
import { closingLine } from "../process/closing-line.ts";
import type { Io } from "../process/io.ts";
import { type JobStates, localStates } from "../state-on-s3/job-states.ts";
import { bucketSettingsThatAreMissing } from "./check-bucket.ts";
import type { ConfiguredJob } from "./configured-job.ts";
import { listsOf } from "./lists-of.ts";
import { openJobStates } from "./open-job-states.ts";
import { type RunEnd, runInStates } from "./run-in-states.ts";
import { tellUntold } from "./tell-untold.ts";

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
  const told: Told = { slot: job.slot, states: localStates(job.config) };
  if (job.slot !== undefined) noteSlot(job.slot);
  try {
    // Within: those who can be told hear that others cannot.
    refuseUnreachableTargets(job.config, io.environment);
    await tellUntold(job.config, io);
    const { exitCode, kind, troubles, missing, runBook } = await runAndPublish(job, io, told);
    if (kind === "nothing") {
      await tellOfFailure(job.config, told.slot, exitCode, troubles, io, missing);
      await sendNotes(told, job);
    }
    closingLine(exitCode, runBook, io.log);
    return exitCode;
  } catch (error) {
    const isAsked = error instanceof JobError && error.code === "interrupted" && job.isOutOfTime?.() !== true;
    if (!isAsked) {
      await tellOfEnd(job.config, told.slot, error, io);
      await sendNotes(told, job);
    }
    throw error;
  }
}

/** What is known of a run by whoever tells of its end. */
interface Told {
  /** As soon as it is chosen. */
  slot: string | undefined;
  /** As soon as they are open. */
  states: JobStates;
}

/** The states' own notes went to the bucket when they were closed, before this was told. */
async function sendNotes({ states }: Told, { config }: ConfiguredJob): Promise<void> {
  if ((config.notify ?? []).length > 0) await states.sendNotes().catch(() => {});
}

async function runAndPublish(job: ConfiguredJob, io: Io, told: Told): Promise<RunEnd> {
  const { config, scopes } = job;
  io.log.info(`run ${io.runId}`, { event: "run.begin", scopes: scopes.map(({ name }) => name) });
  await refuseMissingSettings(job, io);
  const lists = await readLists(listsOf(config, scopes, job.lists, io));
  try {
    told.states = await openJobStates(config, scopes, { waitMs: job.waitMs ?? 0, waitsEndAt: job.waitsEndAt }, io);
    const end = await runInStates(job, lists, told.states, io, told);
    await told.states.close();
    return end;
  } catch (error) {
    // What ended it is told; what the bucket has not is asked for again.
    await told.states.close().catch(() => {});
    throw error;
  } finally {
    await lists.release();
  }
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
