import { settingsThatAreMissing } from "../compose.ts";
import type { Config } from "../config/config-schema.ts";
import { JobError } from "../exit-code.ts";
import { bucketSettingsThatAreMissing } from "../job/check-bucket.ts";
import { unreachableTargets } from "../notify/notify.ts";
import { checkReportPlace } from "../report/publish/report-place.ts";
import { slotOf } from "../run/slot.ts";
import { makeStateFolder } from "../state/make-state-folder.ts";

/**
 * Looks for what would end every run with 2: nobody should learn at six in the morning that the Region is missing. Lists are
 * left out, because they may be written anew before each run. Makes the state folder, and no call.
 *
 * @param next the first moment; nothing where there is none.
 * @throws {JobError} with all that was found: unavailable where a disk is to blame for any of it, else usage.
 */
export async function lookBeforeWaiting(
  config: Config,
  next: Date | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const problems: string[] = [...unreachableTargets(config.notify ?? [], environment)];
  let ofDisk: JobError | undefined;
  const look = async (at: () => Promise<void>): Promise<void> => {
    try {
      await at();
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      problems.push(error.message);
      if (error.code === "unavailable") ofDisk ??= error;
    }
  };
  for (const scope of config.scopes) {
    const missing = await settingsThatAreMissing(scope, environment, { regionPlace: "as 'region' of the scope" });
    problems.push(...missing.map((problem) => `${scope.name}: ${problem}`));
  }
  problems.push(...(await bucketSettingsThatAreMissing(config, environment)));
  if (next === undefined)
    problems.push("schedule.cron: expected a pattern that comes once more, received one of the past");
  else await look(() => checkReportPlace(config.report.folder, slotOf(next)));
  await look(() => makeStateFolder(config.state.folder));
  if (problems.length === 0) return;
  const message = [...problems, "Nothing was scheduled."].join("\n");
  // A disk that refuses is no mistake in the configuration, whatever else is one.
  if (ofDisk !== undefined) throw new JobError("unavailable", message, ofDisk.cause, ofDisk.section);
  throw new JobError("usage", message);
}
