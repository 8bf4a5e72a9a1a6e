import type { Config } from "../config/config-schema.ts";
import { loadConfig } from "../config/load-config.ts";
import { type ExitCode, JobError } from "../exit-code.ts";
import { doOrTell, readOrTell } from "../job/read-or-tell.ts";
import { runConfigured } from "../job/run-configured.ts";
import { tellOthersAtWork } from "../job/tell-others-at-work.ts";
import { aboutSlot } from "../observe/telemetry/run-context.ts";
import type { Io } from "../process/io.ts";
import { serveHealth } from "../schedule/health-server.ts";
import { keepTime } from "../schedule/keep-time.ts";
import { markSchedule } from "../schedule/mark-schedule.ts";
import { BEGINNING, type Health, healthOf, type Standing } from "../schedule/standing.ts";
import { timetable } from "../schedule/timetable.ts";
import { lastSlotOf } from "./last-slot-of.ts";
import { lookBeforeWaiting } from "./look-before-waiting.ts";
import { scheduledRun } from "./scheduled-run.ts";

export interface ScheduleOptions {
  readonly config?: string;
  readonly skipInvalid: boolean;
  /** Settings given as flags, by the flag's name. */
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/**
 * `attached-files schedule`: runs every slot of a cron pattern until the process is asked to end.
 *
 * @throws {JobError} usage, before the first wait: what no run could get by.
 */
export async function scheduleCommand(options: ScheduleOptions, io: Io): Promise<ExitCode> {
  const path = options.config === undefined ? {} : { path: options.config };
  const origin = { environment: io.environment, flags: options.overrides, ...path };
  const config = await readOrTell(() => loadConfig(origin), undefined, io);
  // Nobody watches a service begin: those who can be told hear that no slot will be run.
  return await doOrTell(config, io, () => keepSchedule(config, options, io));
}

async function keepSchedule(config: Config, { skipInvalid }: ScheduleOptions, io: Io): Promise<ExitCode> {
  const { schedule } = config;
  // The next slot may be a day away: a lease of a process that was killed, and started anew, is waited for.
  const waitMs = config.state.s3 === undefined ? 0 : (config.state.s3.leaseSeconds + 5) * 1000;
  if (schedule === undefined) {
    const expected = "expected a cron pattern, as '0 6 * * *', in the configuration file or as --cron";
    throw new JobError("usage", `schedule.cron: ${expected}, received nothing. Nothing was scheduled.`);
  }
  const moments = timetable({ ...schedule, jitterSeed: JSON.stringify(config.scopes) });
  await lookBeforeWaiting(config, moments.next(io.clock.now()), io.environment);

  let mark: Awaited<ReturnType<typeof markSchedule>> | undefined;
  let standing: Standing = BEGINNING;
  const { healthPort, healthHost: host, healthGraceSeconds } = schedule;
  let health: Awaited<ReturnType<typeof serveHealth>> | undefined;
  try {
    if (healthPort !== undefined) {
      const told = (): Health => healthOf(standing, io.clock.now(), healthGraceSeconds);
      health = await serveHealth({ port: healthPort, host }, told);
    }
    if (health !== undefined) io.say(`Health is told at ${health.url}`);
    // Behind it: whoever asks for its health is not to wait for a bucket.
    mark = await markSchedule(config.state.folder, io.clock.now());
    await tellOthersAtWork(config, mark.other, io);
    return await keepTime({
      timetable: moments,
      timeZone: schedule.timeZone,
      clock: io.clock,
      signal: io.signal,
      say: io.say,
      lastSlot: () => lastSlotOf(config, io),
      runSlot: async (slot, signal) => {
        // The one that was there first may have ended since: the next one is to hear of this one.
        if (mark?.other !== undefined) mark = await markSchedule(config.state.folder, io.clock.now());
        const job = { config, scopes: config.scopes, slot, waitMs, lists: { skipInvalid } };
        // What ends a run is said behind it, and is about its slot all the same.
        const say = (line: string): void => aboutSlot(slot, () => io.say(line));
        return await scheduledRun((runIo) => runConfigured(job, runIo), { ...io, signal, say });
      },
      onStanding: (now) => {
        standing = now;
      },
    });
  } finally {
    await health?.close();
    await mark?.remove();
  }
}
