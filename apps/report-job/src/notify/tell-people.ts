import { hostname } from "node:os";
import type { Config } from "../config/config-schema.ts";
import type { NotifyTarget } from "../config/notify-section.ts";
import type { ReadableScope } from "../config/readable-parts.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { Log } from "../observe/log.ts";
import { inSpan } from "../observe/telemetry/in-span.ts";
import { NotPublishedError } from "../publish/not-published-error.ts";
import { forgetUntold } from "../publish/untold-slots.ts";
import type { Reason } from "../report/report-schema.ts";
import type { PublishedReport } from "../report/write-report.ts";
import type { Clock } from "../run/clock.ts";
import { sectionHint } from "../run-book/section-ids.ts";
import { failureMessage } from "./failure-message.ts";
import type { Message } from "./message.ts";
import { notify, unreachableTargets } from "./notify.ts";
import { placeOf } from "./place.ts";
import { reportMessage } from "./report-message.ts";
import type { Teller } from "./teller.ts";
import { type TroubleMessage, troubleOfError } from "./trouble.ts";
import { unpublishedMessage } from "./unpublished-message.ts";

/** What telling people takes of the process. */
interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly runId: string;
}

/** What of a configuration telling people takes. */
type Told = {
  readonly notify?: readonly NotifyTarget[] | undefined;
  readonly scopes: readonly ReadableScope[];
  readonly state: Pick<Config["state"], "folder">;
  readonly file?: string | undefined;
};

/** This process, as messages name it. */
export function tellerOf(
  { scopes, file }: Pick<Told, "scopes" | "file">,
  { runId, environment }: Pick<Surroundings, "runId" | "environment">,
): Teller {
  const around = environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  const places = scopes.map((scope) => placeOf(scope, around));
  return {
    host: hostname(),
    runId,
    scopes: scopes.map(({ name }) => name),
    regions: [...new Set(places.flatMap(({ region }) => region ?? []))],
    places,
    config: file ?? null,
    workingFolder: process.cwd(),
  };
}

/** Tells those who want to hear of a report that it was published. */
export async function tellOfReport(
  config: Config,
  published: PublishedReport,
  exitCode: ExitCode,
  surroundings: Surroundings,
  troubles: readonly TroubleMessage[] = [],
): Promise<void> {
  const { environment } = surroundings;
  const told = (teller: Teller) => reportMessage(published, exitCode, teller, troubles, environment);
  await tell(config, told, surroundings, () => beganAt(published.report));
}

/** When the run of a report's slot began, in the scope that it began in last; undefined where it has none. */
function beganAt({ slot, scopes }: PublishedReport["report"]): Date | undefined {
  const began = scopes.flatMap(({ run }) => (run?.slot === slot ? [Date.parse(run.startedAt)] : []));
  return began.length === 0 ? undefined : new Date(Math.max(...began));
}

/**
 * Tells those who want to hear of it what ended a command early: a report that stands in its folder alone with all that it says, else
 * that there is none.
 */
export async function tellOfEnd(
  config: Told,
  slot: string | undefined,
  error: unknown,
  surroundings: Surroundings,
): Promise<void> {
  const { environment } = surroundings;
  if (error instanceof NotPublishedError) {
    const began = () => beganAt(error.report.published.report);
    await tell(config, (teller) => unpublishedMessage(error, teller, environment), surroundings, began);
    await forgetUntold(config.state.folder, error.report.published.report.slot);
    return;
  }
  const exitCode = error instanceof JobError ? error.exitCode : EXIT_CODE.defect;
  await tellOfFailure(config, slot, exitCode, [troubleOfError(null, error, environment)], surroundings);
}

/** Tells those who want to hear of it that a run ended without a report. */
export async function tellOfFailure(
  config: Told,
  slot: string | undefined,
  exitCode: ExitCode,
  troubles: readonly TroubleMessage[],
  surroundings: Surroundings,
  missing: readonly Reason[] = [],
): Promise<void> {
  await tell(config, (teller) => failureMessage(slot, exitCode, teller, troubles, missing), surroundings);
}

/** @throws {JobError} usage: somebody could not be told of anything. */
export function refuseUnreachableTargets(config: Config, environment: Surroundings["environment"]): void {
  const problems = unreachableTargets(config.notify ?? [], environment);
  if (problems.length > 0) throw new JobError("usage", [...problems, "No call was made."].join("\n"));
}

async function tell(
  config: Told,
  message: (teller: Teller) => Message,
  { environment, clock, log, signal, runId }: Surroundings,
  startedAt: () => Date | undefined = () => undefined,
): Promise<void> {
  const targets = config.notify ?? [];
  if (targets.length === 0) return;
  try {
    const began = startedAt();
    await inSpan("notify", () =>
      notify(message(tellerOf(config, { runId, environment })), {
        targets,
        environment,
        stateFolder: config.state.folder,
        clock,
        log,
        signal,
        ...(began === undefined ? {} : { startedAt: began }),
      }),
    );
  } catch (error) {
    // Whatever it is, the report is published, and its status and the exit code are what they are.
    const name = error instanceof Error ? error.name : "unknown";
    const text = `Nobody could be told (${name}). What came of the run stays as it is. ${sectionHint("trouble-not-told")}`;
    log.warn(text, { event: "warning", code: "not-told" });
  }
}
