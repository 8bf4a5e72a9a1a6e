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
 * @throws {JobError} usage, with all that was found.
 */
export async function lookBeforeWaiting(
  config: Config,
  next: Date | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const problems: string[] = [...unreachableTargets(config.notify ?? [], environment)];
  for (const scope of config.scopes) {
    const missing = await settingsThatAreMissing(scope, environment, { regionPlace: "as 'region' of the scope" });
    problems.push(...missing.map((problem) => `${scope.name}: ${problem}`));
  }
  problems.push(...(await bucketSettingsThatAreMissing(config, environment)));
  if (next === undefined)
    problems.push("schedule.cron: expected a pattern that comes once more, received one of the past");
  else {
    try {
      await checkReportPlace(config.report.folder, slotOf(next));
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      problems.push(error.message);
    }
  }
  try {
    await makeStateFolder(config.state.folder);
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
    problems.push(error.message);
  }
  if (problems.length > 0) throw new JobError("usage", [...problems, "Nothing was scheduled."].join("\n"));
}
