import type { Config } from "../config/config-schema.ts";
import { loadConfig } from "../config/load-config.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { bucketSettingsThatAreMissing } from "../job/check-bucket.ts";
import { closingSection } from "../job/closing-section.ts";
import { openJobStates } from "../job/open-job-states.ts";
import { publishReport } from "../job/publish-report.ts";
import { reportScopes } from "../job/report-scopes.ts";
import { refuseUnreachableTargets, tellOfEnd } from "../notify/tell-people.ts";
import { closingLine } from "../process/closing-line.ts";
import type { Io } from "../process/io.ts";
import { NotPublishedError } from "../publish/not-published-error.ts";
import { checkReportPlace } from "../report/publish/report-place.ts";
import { newestSlot } from "../report/query/newest-slot.ts";
import type { JobStates } from "../state-on-s3/job-states.ts";

export interface ReportOptions {
  readonly config?: string;
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/** `attached-files report`: the last finished run's report, built again from state, without a call. */
export async function reportCommand(options: ReportOptions, io: Io): Promise<ExitCode> {
  const config = await loadConfig({
    environment: io.environment,
    flags: options.overrides,
    logAs: io.logAs,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  refuseUnreachableTargets(config, io.environment);
  const missing = await bucketSettingsThatAreMissing(config, io.environment);
  if (missing.length > 0) throw new JobError("usage", [...missing, "Nothing was written."].join("\n"));
  const states = await openJobStates(config, config.scopes, { waitMs: 0 }, io);
  let exitCode: ExitCode;
  try {
    await states.readyToReport();
    exitCode = await reportAgain(config, states, io);
  } catch (error) {
    // The report is made, and those who would have been told of it are told where it stands.
    if (error instanceof NotPublishedError && error.code !== "interrupted")
      await tellOfEnd(config, undefined, error, io);
    await states.close().catch(() => {});
    throw error;
  }
  await states.close();
  return exitCode;
}

async function reportAgain(config: Config, states: JobStates, io: Io): Promise<ExitCode> {
  const { folder, s3 } = config.state;
  const newest = await newestSlot(reportScopes(config, io.environment, states));
  if ("missing" in newest) {
    throw new JobError(
      "unavailable",
      [
        `No finished run in ${s3 === undefined ? folder : `s3://${s3.bucket}/${s3.prefix}`}. Start one with 'attached-files run'.`,
        ...newest.missing.map(({ scope, text }) => `  ${scope}: ${text}`),
      ].join("\n"),
      undefined,
      "reason-no-finished-run",
    );
  }
  await checkReportPlace(config.report.folder, newest.slot);
  const end = await publishReport(config, newest.slot, io, { states });
  const { kind, exitCode } = end;
  const report = "published" in end ? end.published.report : undefined;
  if (exitCode === EXIT_CODE.unavailable) closingLine(exitCode, closingSection(exitCode, [], report), io.log);
  // Asked to build it again, and could not build the whole of it: that is no success, whatever stands there.
  const isComplete = exitCode === EXIT_CODE.complete || exitCode === EXIT_CODE.thresholdCrossed;
  return kind === "kept" && isComplete ? EXIT_CODE.partial : exitCode;
}
