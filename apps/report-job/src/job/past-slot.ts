import { join } from "node:path";
import { isSourceError } from "@attached-files/core";
import { composeBucket } from "../compose.ts";
import type { Config } from "../config/config-schema.ts";
import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { bucketErrorText } from "../publish/bucket-error-text.ts";
import { bucketLayout } from "../publish/bucket-layout.ts";
import { readPointer } from "../publish/pointer.ts";
import { slotFolderName } from "../report/publish/slot-folder-name.ts";
import { REPORT_FILES } from "../report/report-files.ts";
import { type Report, reportSchema } from "../report/report-schema.ts";
import type { PastRun } from "../report/write-report.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import type { PastJob } from "./configured-job.ts";
import { exitCodeOfScopes } from "./exit-code-of.ts";

/**
 * What came of a slot that all scopes had completed before, whose answers no state has any more, and of which no report stands in the
 * report folder: it ends as its run did. Undefined where it was not complete.
 *
 * @param past the runs of the slot that states know.
 */
export async function pastSlot(
  config: Config,
  slot: string,
  past: readonly PastRun[],
  io: Pick<Io, "signal">,
): Promise<{ readonly text: string; readonly past: PastJob } | undefined> {
  const isComplete = ({ name }: { readonly name: string }): boolean =>
    past.some(({ scope, run }) => scope === name && run.status === "complete");
  if (!config.scopes.every(isComplete)) return undefined;
  const there = await bucketReport(config, slot, io.signal);
  // What the thresholds were held against is in its report alone.
  const isJudged = (config.policy ?? []).length === 0 || there?.report !== undefined;
  // Nobody can say whether it was well where its report may be there, and cannot be read: that is no success.
  const unread = !isJudged && there?.isUnknown === true ? EXIT_CODE.unavailable : EXIT_CODE.complete;
  const exitCode: ExitCode = there?.report === undefined ? unread : exitCodeOfScopes(there.report, config.scopes);
  const text = [
    `Slot ${slot} was complete before. The states hold later answers, so its report is not made again;`,
    `none that can be read is in ${join(config.report.folder, slotFolderName(slot))}.`,
    ...(there === undefined ? [] : [there.text]),
    ...(isJudged ? [] : ["Whether a threshold was crossed is not known any more."]),
    "Its numbers: attached-files runs.",
  ].join(" ");
  const thresholds = (there?.report?.policy?.rules ?? []).filter(({ result }) => result === "crossed");
  return {
    text,
    past: {
      slot,
      exitCode,
      runs: past,
      thresholds: thresholds.map(({ name }) => name),
      ...(there?.place === undefined ? {} : { bucket: there.place }),
    },
  };
}

interface BucketReport {
  /** Whether it is there, in a sentence. */
  readonly text: string;
  readonly place?: string;
  readonly report?: Report;
  /** Whether the bucket may have one that could not be read. */
  readonly isUnknown?: boolean;
}

/** The report of a slot in the configured bucket, if there is one; undefined where none is configured. */
async function bucketReport({ publish }: Config, slot: string, signal: AbortSignal): Promise<BucketReport | undefined> {
  if (publish?.s3 === undefined) return undefined;
  const { bucket, prefix } = publish.s3;
  const store = await composeBucket(publish.s3);
  try {
    const pointer = await readPointer(store, bucketLayout(prefix).current(slot), signal);
    if (pointer === undefined) return { text: `Nor is one in s3://${bucket}/${prefix}.` };
    const place = `s3://${bucket}/${terminalText(pointer.prefix)}`;
    const report = parsed(await store.readText(`${pointer.prefix}${REPORT_FILES.report}`, { signal }));
    if (report?.slot !== slot) return { text: `What ${place} holds of it cannot be read.`, isUnknown: true };
    return { text: `It is in ${place}.`, place, report };
  } catch (error) {
    if (!isSourceError(error)) throw error;
    return {
      text: `Whether s3://${bucket}/${prefix} has it could not be asked: ${terminalText(bucketErrorText(error))}.`,
      isUnknown: true,
    };
  } finally {
    await store.close();
  }
}

function parsed(text: string | undefined): Report | undefined {
  try {
    return reportSchema.safeParse(JSON.parse(text ?? "null")).data;
  } catch {
    return undefined;
  }
}
