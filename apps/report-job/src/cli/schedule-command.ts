import type { Config } from "../config/config-schema.ts";
import { loadConfig } from "../config/load-config.ts";
import { type ExitCode, JobError } from "../exit-code.ts";
import { aboutSlot } from "../observe/telemetry/run-context.ts";
import { newestSlot } from "../report/query/newest-slot.ts";
import { serveHealth } from "../schedule/health-server.ts";
import { keepTime } from "../schedule/keep-time.ts";
import type { LastSlot } from "../schedule/last-slot.ts";
import { BEGINNING, healthOf, type Standing } from "../schedule/standing.ts";
import { timetable } from "../schedule/timetable.ts";
import type { Io } from "./io.ts";
import { lookBeforeWaiting } from "./look-before-waiting.ts";
import { reportScopes } from "./publish-report.ts";
import { runConfigured } from "./run-configured.ts";
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
  const config = await loadConfig({
    environment: io.environment,
    flags: options.overrides,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  const { schedule } = config;
  if (schedule === undefined) {
    const expected = "expected a cron pattern, as '0 6 * * *', in the configuration file or as --cron";
    throw new JobError("usage", `schedule.cron: ${expected}, received nothing`);
  }
  const moments = timetable({ ...schedule, jitterSeed: JSON.stringify(config.scopes) });
  await lookBeforeWaiting(config, moments.next(io.clock.now()), io.environment);

  let standing: Standing = BEGINNING;
  const { healthPort, healthHost: host, healthGraceSeconds } = schedule;
  const health =
    healthPort === undefined
      ? undefined
      : await serveHealth({ port: healthPort, host }, () => healthOf(standing, io.clock.now(), healthGraceSeconds));
  try {
    if (health !== undefined) io.say(`Health is told at ${health.url}`);
    return await keepTime({
      timetable: moments,
      timeZone: schedule.timeZone,
      clock: io.clock,
      signal: io.signal,
      say: io.say,
      lastSlot: () => lastSlotOf(config, io),
      runSlot: (slot, signal) => {
        const job = { config, scopes: config.scopes, slot, lists: { skipInvalid: options.skipInvalid } };
        // What ends a run is said behind it, and is about its slot all the same.
        const say = (line: string): void => aboutSlot(slot, () => io.say(line));
        return scheduledRun((runIo) => runConfigured(job, runIo), { ...io, signal, say });
      },
      onStanding: (now) => {
        standing = now;
      },
    });
  } finally {
    await health?.close();
  }
}

/** @throws {JobError} unavailable: another process has the states, and may be about to finish a slot. */
async function lastSlotOf(config: Config, io: Io): Promise<LastSlot | undefined> {
  const newest = await newestSlot(reportScopes(config, io.environment));
  if ("slot" in newest) return newest;
  const inUse = newest.missing.find(({ code }) => code === "state-in-use");
  if (inUse !== undefined) throw new JobError("unavailable", inUse.text, undefined, "reason-state-in-use");
  for (const { scope, code, text } of newest.missing) {
    if (code !== "state-missing" && code !== "no-finished-run") io.say(`${scope}: ${text}`);
  }
  return undefined;
}
