import { loadConfig } from "../config/load-config.ts";
import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import { withEachReadableState } from "../job/open-job-states.ts";
import { makePlan } from "../planning/make-plan.ts";
import { planConfigured } from "../planning/plan-configured.ts";
import { planText } from "../planning/plan-text.ts";
import type { Io } from "../process/io.ts";
import { timetable } from "../schedule/timetable.ts";
import { terminalJson } from "../terminal/terminal-json.ts";
import { namedScopes } from "./named-scopes.ts";

export interface PlanCommandOptions {
  readonly config?: string;
  readonly scope?: readonly string[];
  readonly full: boolean;
  /** In milliseconds. */
  readonly timeBox?: number;
  readonly json: boolean;
  /** Settings given as flags, by the flag's name. */
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/** `attached-files plan`: what a run would have to do, by what the states hold now. Makes no call. */
export async function planCommand(options: PlanCommandOptions, io: Io): Promise<ExitCode> {
  const { full, timeBox } = options;
  const config = await loadConfig({
    environment: io.environment,
    flags: options.overrides,
    logAs: io.logAs,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  const scopes = namedScopes(config, options.scope);
  const { environment, clock } = io;
  const now = clock.now();
  const isBoxed = timeBox !== undefined;
  const planned = await withEachReadableState(config, scopes, io, (readable, unreadable) =>
    planConfigured({ config: readable, scopes, unreadable, full, isBoxed, environment, clock }),
  );
  const plan = makePlan(planned, {
    now,
    full,
    ...(timeBox === undefined ? {} : { timeBoxMs: timeBox }),
    ...(config.schedule === undefined ? {} : { schedule: timetable({ ...config.schedule, jitterSeed: "" }) }),
  });
  io.out(options.json ? `${terminalJson(plan)}\n` : planText(plan));
  const unread = planned.filter(({ unreadable }) => unreadable !== null).length;
  if (unread === 0) return EXIT_CODE.complete;
  return unread < planned.length ? EXIT_CODE.partial : EXIT_CODE.unavailable;
}
