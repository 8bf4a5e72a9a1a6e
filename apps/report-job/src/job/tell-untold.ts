import { join } from "node:path";
import type { Config } from "../config/config-schema.ts";
import { tellOfReport } from "../notify/tell-people.ts";
import type { Io } from "../process/io.ts";
import { bucketLayout } from "../publish/bucket-layout.ts";
import { unpublishedSlots } from "../publish/unpublished-slots.ts";
import { forgetUntold, untoldSlots } from "../publish/untold-slots.ts";
import { slotFolderName } from "../report/publish/slot-folder-name.ts";
import { standingReport } from "../report/publish/standing-report.ts";
import { pathsIn } from "../report/write-report.ts";
import { exitCodeOfScopes } from "./exit-code-of.ts";

/**
 * Tells of the reports of which not everybody was told: their process ended before it could, or somebody was out of reach. The oldest
 * first, and each of them once: who is out of reach still hears of the later ones. Those that are still to be published are told once
 * they are.
 *
 * @param but the slot that is told of just now.
 */
export async function tellUntold(config: Config, io: Io, but?: string): Promise<void> {
  const stateFolder = config.state.folder;
  const waiting = config.publish?.s3 === undefined ? [] : await unpublishedSlots(stateFolder);
  const slots = (await untoldSlots(stateFolder)).filter((slot) => slot !== but && !waiting.includes(slot));
  for (const slot of slots.toReversed()) {
    const folder = join(config.report.folder, slotFolderName(slot));
    const report = await standingReport(folder);
    if (report?.slot === slot) {
      const exitCode = exitCodeOfScopes(report, config.scopes);
      const published = { folder, report, paths: pathsIn(folder), place: placeInBucket(config.publish?.s3, slot) };
      // The lines of the run are in the log under its own id.
      const runId = report.scopes.find(({ run }) => run?.slot === slot)?.run?.runId ?? io.runId;
      await tellOfReport(config, published, exitCode, { ...io, runId, isLate: true });
    }
    await forgetUntold(stateFolder, slot);
  }
}

/** Where the reports of a slot are in the bucket, as far as settings tell; undefined where none is configured. */
function placeInBucket(s3: NonNullable<Config["publish"]>["s3"], slot: string): string | undefined {
  return s3 === undefined ? undefined : `s3://${s3.bucket}/${bucketLayout(s3.prefix).slot(slot)}`;
}
