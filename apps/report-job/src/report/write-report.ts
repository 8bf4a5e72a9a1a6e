import { join } from "node:path";
import { type MadeReport, makeReport, type PastRun, type ReportInput } from "./make-report.ts";
import type { ManifestFacts } from "./manifest/write-manifest.ts";
import { unavailableIfOutside } from "./outside-trouble.ts";
import { answeredScopes, choosePublication } from "./publish/choose-publication.ts";
import { advanceLatest } from "./publish/latest.ts";
import { refuseStrangers } from "./publish/own-report.ts";
import { replaceFolder } from "./publish/replace-folder.ts";
import { slotFolderName } from "./publish/slot-folder-name.ts";
import { openStaging } from "./publish/staging.ts";
import { standingReport } from "./publish/standing-report.ts";
import { REPORT_FILES } from "./report-files.ts";
import type { Reason, Report } from "./report-schema.ts";

export type { PastRun, ReportInput } from "./make-report.ts";

/** A report where its readers find it. */
export interface PublishedReport {
  readonly folder: string;
  /** The files, by what they are for. One that an earlier program wrote has not all of them. */
  readonly paths: Readonly<Record<keyof typeof REPORT_FILES, string>>;
  /** What report.json holds; texts in it may be strangers'. */
  readonly report: Report;
}

/** A report that was written just now. */
export interface WrittenReport extends PublishedReport {
  readonly kind: "written";
  readonly manifest: ManifestFacts;
  /** Scopes whose state has no note yet that this report was published. */
  readonly unpublished: readonly string[];
}

/** What came of publishing a slot. */
export type Publication =
  | WrittenReport
  /** The report that stood there holds answers that no state holds any more. */
  | (PublishedReport & {
      readonly kind: "kept";
      readonly unpublished: readonly string[];
      /** Why the states could not give the whole of it. */
      readonly why: readonly Reason[];
      /** Scopes with answers of this slot that are in no report. */
      readonly leftOut: readonly string[];
    })
  /** No state holds answers of this slot, and no report of it stands. */
  | { readonly kind: "nothing"; readonly why: readonly Reason[]; readonly past: readonly PastRun[] };

/**
 * Publishes the report of a slot from the scopes' states, in the place of an earlier one of the same slot. One that
 * holds answers which the states have not any more is left alone: a published answer never gets less.
 *
 * @throws {ConservationError} a state contradicts itself; nothing is published.
 * @throws {JobError} the folder cannot be written, or holds in this place what is not ours to replace.
 */
export async function writeReport(input: ReportInput): Promise<Publication> {
  const folder = join(input.folder, slotFolderName(input.slot));
  return unavailableIfOutside(input.folder, async () => {
    const staging = await openStaging(input.folder);
    try {
      const made = await makeReport(input, staging.folder);
      const standing = await standingReport(folder);
      const choice = choosePublication(made.report, standing);
      if (choice === "nothing") return { kind: "nothing", why: made.report.whyNotComplete, past: made.past };
      if (choice === "keep" && standing !== undefined) return kept(made, standing, folder);
      await staging.flush();
      // Checked before the run, too; but a run is long, and what somebody put there meanwhile is theirs.
      await refuseStrangers(input.folder, input.slot);
      await replaceFolder(staging.folder, folder);
      await advanceLatest(input.folder, slotFolderName(input.slot), made.report);
      const { report, manifest, unpublished } = made;
      return { kind: "written", folder, paths: pathsIn(folder), report, manifest, unpublished };
    } finally {
      await staging.discard();
    }
  });
}

function kept(made: MadeReport, standing: Report, folder: string): Publication {
  const reported = answeredScopes(standing);
  const reasons = made.report.whyNotComplete;
  // What became of a later slot is told by its own report.
  const isLater = new Set(reasons.filter(({ code }) => code === "other-slot").map(({ scope }) => scope));
  return {
    kind: "kept",
    folder,
    paths: pathsIn(folder),
    report: standing,
    unpublished: made.unpublished,
    why: reasons.filter(({ scope, code }) => reported.has(scope) && (code === "other-slot" || !isLater.has(scope))),
    leftOut: [...answeredScopes(made.report)].filter((scope) => !reported.has(scope)),
  };
}

/** The files of a report that stands in a folder. */
export function pathsIn(folder: string): PublishedReport["paths"] {
  return Object.fromEntries(
    Object.entries(REPORT_FILES).map(([key, file]) => [key, join(folder, file)]),
  ) as PublishedReport["paths"];
}
