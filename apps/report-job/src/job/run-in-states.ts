import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { ReadLists } from "../input/read-lists.ts";
import { discoveryInput, listAt } from "../input/reference-input.ts";
import { placeText, sourcePlace } from "../input/source-place.ts";
import { nearestSection } from "../notify/report-message.ts";
import { type TroubleMessage, troubleOfError } from "../notify/trouble.ts";
import { inScope } from "../observe/telemetry/in-span.ts";
import { noteSlot } from "../observe/telemetry/run-context.ts";
import { scopePacer } from "../pacing/scope-pacer.ts";
import { sharedPacers } from "../pacing/shared-pacers.ts";
import type { Io } from "../process/io.ts";
import { checkReportPlace } from "../report/publish/report-place.ts";
import type { Reason } from "../report/report-schema.ts";
import { chooseSlot } from "../run/choose-slot.ts";
import type { Clock } from "../run/clock.ts";
import { runScopes, type ScopeEnd } from "../run/run-job.ts";
import { endSection } from "../run-book/section-ids.ts";
import { StateInUseError } from "../state/open-state.ts";
import type { JobStates } from "../state-on-s3/job-states.ts";
import { checkBucket } from "./check-bucket.ts";
import { closingSection } from "./closing-section.ts";
import type { ConfiguredJob, ScopeInput } from "./configured-job.ts";
import { publishReport } from "./publish-report.ts";
import { runConfiguredScope } from "./run-configured-scope.ts";

export interface RunEnd {
  readonly exitCode: ExitCode;
  /**
   * What came of its report. `past`: it was complete before, and is not made again; `in-use`: another process is at work on the slot,
   * and will tell of it.
   */
  readonly kind: "written" | "kept" | "past" | "nothing" | "in-use";
  /** What kept scopes from running; without a report, also why they were left as they were. */
  readonly troubles: readonly TroubleMessage[];
  /** Without a report: what is missing of the scopes that were not to be run. */
  readonly missing: readonly Reason[];
  /** The section of the run book that the last line names. */
  readonly runBook: string;
}

/**
 * Chooses the slot, runs each scope whose state could be had, and publishes the report.
 *
 * @param told gets the slot as soon as it is chosen.
 */
export async function runInStates(
  job: ConfiguredJob,
  lists: ReadLists,
  states: JobStates,
  io: Io,
  told: { slot: string | undefined },
): Promise<RunEnd> {
  const { config, scopes } = job;
  const inputs = scopes.map((scope): ScopeInput => {
    const at = [scope, io.environment, job.fake?.contents] as const;
    const place = { key: sourcePlace(...at), text: placeText(...at) };
    const list = lists.of(scope.name);
    return { scope, references: list === undefined ? discoveryInput(scope, place) : listAt(list, place) };
  });
  const digests = inputs
    .filter(({ scope }) => states.troubleOf(scope.name) === undefined)
    .map(({ scope, references }) => ({ scope: scope.name, inputDigest: references.digest }));
  const slot = job.slot ?? (await chooseSlot(config.state.folder, digests, io.clock));
  told.slot = slot;
  noteSlot(slot);
  await checkReportPlace(config.report.folder, slot);
  await checkBucket(config, io, job.deadline);
  const pacers = sharedPacers(scopes, io.clock, io.environment.AWS_REGION);
  for (const note of pacers.notes) io.progress.say(note);
  const ends = await runScopes(inputs, (input, left) => {
    const trouble = states.troubleOf(input.scope.name);
    if (trouble !== undefined) throw trouble;
    const pacer = scopePacer(pacers.of(input.scope), io.clock, io.signal);
    const keeper = states.keeperOf(input.scope.name);
    const scopeJob = { ...job, ...deadlineOf(job, left, io.clock) };
    return inScope(input.scope.name, () => runConfiguredScope(scopeJob, input, slot, pacer, io, keeper));
  });
  const troubled = ends.filter((end) => "trouble" in end);
  for (const { scope, trouble } of troubled) {
    const about = { scope, code: trouble.code, runBook: endSection(trouble) };
    io.progress.say(`${scope}: ${trouble.message}`, { level: "warn", ...about });
  }
  const troubles = troubled.map(({ scope, trouble }) => troubleOfError(scope, trouble, io.environment));
  // Whoever holds the states publishes what they hold; a process that got none of them has nothing to add.
  if (troubled.length === ends.length) {
    const isInUse = troubled.every(({ trouble }) => trouble instanceof StateInUseError);
    return {
      exitCode: EXIT_CODE.unavailable,
      kind: isInUse ? "in-use" : "nothing",
      troubles,
      missing: [],
      runBook: closingSection(EXIT_CODE.unavailable, troubles),
    };
  }
  await states.readyToReport();
  const end = await publishReport(config, slot, io, { states, troubles, deadline: job.deadline });
  const { kind, exitCode } = end;
  if (kind === "nothing") {
    const all = [...troubles, ...leftTroubles(ends, io)];
    const told = new Set(ends.map(({ scope }) => scope));
    const missing = end.why.filter(({ scope }) => !told.has(scope));
    return { exitCode, kind, troubles: all, missing, runBook: closingSection(exitCode, all) };
  }
  if (kind === "past") {
    job.onPast?.(end.past);
    return { exitCode, kind, troubles, missing: [], runBook: closingSection(exitCode, troubles) };
  }
  const { published } = end;
  job.onPublished?.(published);
  const left = ends.flatMap((end) =>
    "run" in end && end.run.leftSection !== undefined ? [[end.scope, end.run.leftSection] as const] : [],
  );
  // Of what a report says that was made just now, the last line names what messages name first.
  const isNearest = kind === "written" && left.length === 0 && exitCode !== EXIT_CODE.unavailable;
  const runBook = isNearest
    ? nearestSection(published.report, exitCode, troubles, io.environment)
    : closingSection(exitCode, troubles, published.report, new Map(left));
  return { exitCode, kind, troubles, missing: [], runBook };
}

/** Why scopes were left as they were, where no start of the slot can change that. */
function leftTroubles(ends: readonly ScopeEnd[], { environment }: Io): readonly TroubleMessage[] {
  return ends.flatMap((end) => {
    if (!("run" in end) || end.run.leftText === undefined) return [];
    const { leftText, leftSection } = end.run;
    return [troubleOfError(end.scope, new JobError("unavailable", leftText, undefined, leftSection), environment)];
  });
}

/** Scopes that are still to be run share the time that is left. */
function deadlineOf({ deadline }: ConfiguredJob, left: number, clock: Clock): { readonly deadline?: Date } {
  if (deadline === undefined) return {};
  const now = clock.now().getTime();
  return { deadline: new Date(now + Math.max(0, deadline.getTime() - now) / left) };
}
