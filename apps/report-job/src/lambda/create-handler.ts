import { rm } from "node:fs/promises";
import { describeIssue } from "@attached-files/core";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { PastJob, PublishedJob } from "../job/configured-job.ts";
import { doOrTell, readOrTell } from "../job/read-or-tell.ts";
import { runConfigured } from "../job/run-configured.ts";
import type { ProcessObserver } from "../observe/process-observer.ts";
import { secretValues } from "../observe/secret-values.ts";
import { redaction } from "../observe/secrets.ts";
import { watchedRun } from "../observe/telemetry/watched-run.ts";
import { unpublishedSlots } from "../publish/unpublished-slots.ts";
import { untoldSlots } from "../publish/untold-slots.ts";
import { systemClock } from "../run/clock.ts";
import { endedBy } from "./ended-by.ts";
import { invocationObserver } from "./invocation-observer.ts";
import { type LambdaConfig, lambdaConfig } from "./lambda-config.ts";
import type { LambdaContext, LambdaProcess } from "./lambda-context.ts";
import { LambdaError } from "./lambda-errors.ts";
import { lambdaIo } from "./lambda-io.ts";
import { isForTimeAlone, type LambdaResult, lambdaResult, pastResult, reasonsOf } from "./lambda-result.ts";
import { type Asked, readEvent } from "./read-event.ts";
import { deliveryMs, tellingMs, timeLeft } from "./time-left.ts";

export type Handler = (event: unknown, context: LambdaContext) => Promise<LambdaResult>;

const NEVER = new AbortController().signal;

/** Last lines that are told with an error. */
const LINES_TOLD = 5;

/**
 * Makes the handler of a function: each invocation runs the configured job for a slot, in the time that Lambda leaves it. What could
 * not be done in time is a result, and the next invocation goes on; every other trouble is an error.
 */
export function createHandler(of: LambdaProcess): Handler {
  const { text: redact } = redaction(secretValues(of.environment));
  return async (event, context) => {
    const said: string[] = [];
    const observer = await invocationObserver(of, context);
    try {
      // The whole of it is one run, so that an event or a configuration that is wrong is counted, too.
      const ended: Ended = {};
      const work = async (): Promise<ExitCode> => {
        const asked = readEvent(event);
        const telling = lambdaIo(
          of,
          observer,
          AbortSignal.timeout(tellingMs(context.getRemainingTimeInMillis())),
          said,
        );
        const slot = asked.ok ? asked.value.slot : undefined;
        const config = await readOrTell(() => lambdaConfig(of), slot, telling);
        const wanted = await doOrTell(config, telling, async () => {
          if (asked.ok) return asked.value;
          throw new JobError("usage", asked.issues.map(describeIssue).join("\n"));
        });
        return await invoke(of, config, wanted, context, observer, said, ended);
      };
      const left = (): number => deliveryMs(context.getRemainingTimeInMillis());
      const exitCode = await watchedRun(lambdaIo(of, observer, NEVER, said), work, left);
      return resultOf(exitCode, ended, said);
    } catch (error) {
      if (error instanceof LambdaError) throw new LambdaError(error.exitCode, redact(error.message));
      const { exitCode, code, runBook, text: told } = endedBy(error);
      const text = redact(told);
      observer.log.error(text.split("\n"), { code, exitCode, runBook });
      throw new LambdaError(exitCode, text);
    }
  };
}

/** What a job told of its slot. */
interface Ended {
  published?: PublishedJob;
  past?: PastJob;
}

async function invoke(
  of: LambdaProcess,
  config: LambdaConfig,
  { slot, full }: Asked,
  context: LambdaContext,
  observer: ProcessObserver,
  said: string[],
  ended: Ended,
): Promise<ExitCode> {
  await removeOldReports(config);
  // Asked now: a cold start and the configuration took their time already.
  const time = timeLeft(context.getRemainingTimeInMillis(), config.state.s3.leaseSeconds);
  const now = systemClock.now().getTime();
  const breakOff = new AbortController();
  const timer = setTimeout(() => breakOff.abort(), time.breakOffMs);
  try {
    const job = {
      config,
      scopes: config.scopes,
      full,
      deadline: new Date(now + time.boxMs),
      waitMs: time.waitMs,
      waitsEndAt: new Date(now + time.allWaitsMs),
      isOutOfTime: () => breakOff.signal.aborted,
      lists: { skipInvalid: false },
      onPublished: (one: PublishedJob) => {
        ended.published = one;
      },
      onPast: (one: PastJob) => {
        ended.past = one;
      },
      ...(slot === undefined ? {} : { slot }),
    };
    return await runConfigured(job, lambdaIo(of, observer, breakOff.signal, said));
  } finally {
    clearTimeout(timer);
  }
}

function resultOf(exitCode: ExitCode, { published, past }: Ended, said: readonly string[]): LambdaResult {
  if (past !== undefined) return pastResult(past);
  if (published === undefined || exitCode === EXIT_CODE.unavailable) {
    throw new LambdaError(EXIT_CODE.unavailable, said.slice(-LINES_TOLD).join("\n") || "There is no report.");
  }
  const result = lambdaResult(published, exitCode);
  if (exitCode !== EXIT_CODE.partial || isForTimeAlone(published)) return result;
  const place = result.report.bucket ?? result.report.folder;
  const text = `The report of slot ${result.slot} in ${place} is partial, and not for want of time alone: ${reasonsOf(published)}`;
  throw new LambdaError(exitCode, text);
}

/** An environment is used again, and its /tmp is small. Those that are to be published yet stay. */
async function removeOldReports({ state, report }: LambdaConfig): Promise<void> {
  const waiting = [...(await unpublishedSlots(state.folder)), ...(await untoldSlots(state.folder))];
  if (waiting.length > 0) return;
  await rm(report.folder, { recursive: true, force: true });
}
