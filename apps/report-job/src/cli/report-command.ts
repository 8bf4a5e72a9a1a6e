import { loadConfig } from "../config/load-config.ts";
import { type ExitCode, JobError } from "../exit-code.ts";
import { exitCodeOf, type ScopeEnd } from "../run/run-job.ts";
import { lastFinishedRun } from "../state/finished-run.ts";
import { openState } from "../state/open-state.ts";
import type { Io } from "./io.ts";
import { publishReport } from "./publish-report.ts";

export interface ReportOptions {
  readonly config?: string;
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/** `attached-files report`: the last finished run's report, built again from state, without a call. */
export async function reportCommand(options: ReportOptions, io: Io): Promise<ExitCode> {
  const config = await loadConfig({
    environment: io.environment,
    flags: options.overrides,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  const ends: ScopeEnd[] = [];
  for (const scope of config.scopes) {
    const state = await openState(config.state.folder, scope.name);
    try {
      const run = await lastFinishedRun(state);
      if (run !== undefined) ends.push({ scope: scope.name, run });
    } finally {
      await state.close();
    }
  }
  const slots = ends.flatMap((end) => ("run" in end ? [end.run.slot] : []));
  const slot = slots.sort().at(-1);
  if (slot === undefined) {
    throw new JobError(
      "unavailable",
      `No finished run in ${config.state.folder}. Start one with 'attached-files run'.`,
    );
  }
  const report = await publishReport(config, config.scopes, slot, io);
  return exitCodeOf(ends, report.status);
}
