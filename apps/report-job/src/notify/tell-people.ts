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
import { type Notifying, notify, unreachableTargets } from "./notify.ts";
import { type ReportToTell, reportMessage } from "./report-message.ts";
import { keptThresholds } from "./standing-thresholds.ts";
import type { Teller } from "./teller.ts";
import { tellerOf } from "./teller-of.ts";
import { type TroubleMessage, troubleOfError } from "./trouble.ts";
import { unpublishedMessage } from "./unpublished-message.ts";

/** What telling people takes of the process. */
interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly runId: string;
  /** Whether a later process makes up for the run of the slot. */
  readonly isLate?: boolean;
}

/** What of a configuration telling people takes. */
type Told = {
  readonly notify?: readonly NotifyTarget[] | undefined;
  readonly scopes: readonly ReadableScope[];
  readonly state: Pick<Config["state"], "folder">;
  readonly report?: Pick<Config["report"], "folder">;
  readonly file?: string | undefined;
};

/**
 * Tells those who want to hear of a report that it was published.
 *
 * @returns whether nobody of them is left untold.
 */
export async function tellOfReport(
  config: Config,
  published: ReportToTell,
  exitCode: ExitCode,
  surroundings: Surroundings,
  troubles: readonly TroubleMessage[] = [],
): Promise<boolean> {
  const { environment, isLate = false } = surroundings;
  const told = (teller: Teller): Message => {
    const message = reportMessage(published, exitCode, teller, troubles, environment);
    return isLate ? { ...message, late: true } : message;
  };
  return await tell(config, told, surroundings, () => factsOf(published.report));
}

/** What a report says that its message does not. */
function factsOf(report: PublishedReport["report"]): Pick<Notifying, "startedAt" | "kept"> {
  const startedAt = beganAt(report);
  return { ...(startedAt === undefined ? {} : { startedAt }), kept: keptThresholds(report.policy) };
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
    const facts = () => factsOf(error.report.published.report);
    const told = (teller: Teller) => unpublishedMessage(error, teller, environment);
    if (await tell(config, told, surroundings, facts))
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
  facts: () => Pick<Notifying, "startedAt" | "kept"> = () => ({}),
): Promise<boolean> {
  const targets = config.notify ?? [];
  if (targets.length === 0) return true;
  try {
    const known = facts();
    return await inSpan("notify", () =>
      notify(message(tellerOf(config, { runId, environment })), {
        targets,
        environment,
        stateFolder: config.state.folder,
        fallbackFolder: config.report?.folder,
        clock,
        log,
        signal,
        ...known,
      }),
    );
  } catch (error) {
    // Whatever it is, the report is published, and its status and the exit code are what they are.
    const name = error instanceof Error ? error.name : "unknown";
    const text = `Nobody could be told (${name}). What came of the run stays as it is. ${sectionHint("trouble-not-told")}`;
    log.warn(text, { event: "warning", code: "not-told" });
    return false;
  }
}
