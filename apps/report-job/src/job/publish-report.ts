import type { Config } from "../config/config-schema.ts";
import { redactionOf } from "../config/redact-key.ts";
import { toFileRules } from "../config/rules-section.ts";
import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import { tellOfReport } from "../notify/tell-people.ts";
import type { TroubleMessage } from "../notify/trouble.ts";
import { inSpan } from "../observe/telemetry/in-span.ts";
import { noteReport } from "../observe/telemetry/watched-run.ts";
import type { Io } from "../process/io.ts";
import { BucketError } from "../publish/bucket-error.ts";
import { NotPublishedError } from "../publish/not-published-error.ts";
import { forgetUnpublished, noteUnpublished, unpublishedSlots } from "../publish/unpublished-slots.ts";
import { forgetUntold, noteUntold } from "../publish/untold-slots.ts";
import type { Reason } from "../report/report-schema.ts";
import { type Publication, writeReport } from "../report/write-report.ts";
import { markPublished } from "../state/mark-published.ts";
import { type JobStates, localStates } from "../state-on-s3/job-states.ts";
import type { PastJob, PublishedJob } from "./configured-job.ts";
import { exitCodeOfScopes } from "./exit-code-of.ts";
import { pastSlot } from "./past-slot.ts";
import { publishToS3 } from "./publish-to-s3.ts";
import { reportScopes } from "./report-scopes.ts";
import { retireFromFolder } from "./retire-from-folder.ts";
import { summaryText } from "./summary.ts";
import { tellUntold } from "./tell-untold.ts";

/** What came of publishing, and what the command ends with. */
type Published = { readonly exitCode: ExitCode } & (
  | { readonly kind: "written" | "kept"; readonly published: PublishedJob }
  | { readonly kind: "nothing"; readonly why: readonly Reason[] }
  /** No report stands, and none is made again of a slot that was complete before. */
  | { readonly kind: "past"; readonly past: PastJob }
);

interface Publishing {
  /** @default those in their folders */
  readonly states?: JobStates;
  /** What kept scopes from running, for those who are told. */
  readonly troubles?: readonly TroubleMessage[];
  /** When the command was to have ended: a bucket gets a minute beyond it. */
  readonly deadline?: Date | undefined;
}

/**
 * Publishes the report of a slot from the states of all configured scopes, and tells on stdout what it found and where
 * it is. Scopes that did not run just now are in it with what their states hold, or with why there is nothing.
 *
 * @throws {JobError} the report cannot be written.
 * @throws {NotPublishedError} it stands in its folder, and did not get to the configured bucket. Nobody was told of it yet.
 */
export async function publishReport(
  config: Config,
  slot: string,
  io: Io,
  { states = localStates(config), troubles = [], deadline }: Publishing = {},
): Promise<Published> {
  const { s3: bucket, keep } = config.publish ?? {};
  const stateFolder = config.state.folder;
  // Before the report stands, so that a process which dies behind that leaves a note.
  const unpublishedWords = "that this report is to be published: if that fails, no later run makes up for it";
  if (bucket !== undefined) await noteOrWarn(noteUnpublished, unpublishedWords, stateFolder, slot, io);
  io.progress.begin("writing the report", "files");
  const publication = await inSpan("report", () =>
    writeReport({
      slot,
      scopes: reportScopes(config, io.environment, states),
      folder: config.report.folder,
      generatedAt: io.clock.now(),
      stuckAfterSeconds: config.report.stuckAfterSeconds,
      redaction: redactionOf(config, io.environment),
      policy: config.policy ?? [],
      rules: toFileRules(config.rules),
      workbookRows: config.report.workbook.rowLimit,
    }),
  );
  if (publication.kind === "nothing") {
    if (bucket !== undefined) await forgetUnpublished(stateFolder, slot);
    const before = await pastSlot(config, slot, publication.past, io);
    io.progress.end(before === undefined ? `none: nothing is known for slot ${slot}` : "none");
    if (before === undefined) for (const { scope, text } of publication.why) io.progress.say(`${scope}: ${text}`);
    else io.progress.say(before.text);
    const { kind, why } = publication;
    return before === undefined
      ? { kind, exitCode: EXIT_CODE.unavailable, why }
      : { kind: "past", exitCode: before.past.exitCode, past: before.past };
  }
  io.progress.end(publication.kind === "kept" ? "left as it was" : "written");
  if (publication.kind === "kept") sayWhyKept(publication, slot, io);
  // Before the slot counts as published, which nobody takes up again.
  const untoldWords = "that this report is to be told: if this process ends before it is, no later run makes up for it";
  if ((config.notify ?? []).length > 0) await noteOrWarn(noteUntold, untoldWords, stateFolder, slot, io);
  for (const scope of publication.unpublished)
    await markPublished(states.stateFolderOf(scope), scope, slot, io.clock.now());
  noteReport(publication.report);
  io.out(summaryText(publication));
  const exitCode = exitCodeOfScopes(publication.report, config.scopes);
  const place =
    bucket &&
    (await inSpan("publish", () => publishToS3({ bucket, keep, stateFolder, deadline }, publication, io)).catch(
      (error: unknown) => {
        if (!(error instanceof BucketError)) throw error;
        throw new NotPublishedError(error, { published: publication, answered: exitCode, troubles });
      },
    ));
  await tellUntold(config, io, slot);
  // Whoever could not be told is told by the next run, once more.
  if (await tellOfReport(config, { ...publication, place }, exitCode, io, troubles))
    await forgetUntold(stateFolder, slot);
  // Last, so that a report which did not get to the bucket is not removed here.
  if (keep !== undefined) {
    const protectedSlots = [slot, ...(await unpublishedSlots(stateFolder))];
    await retireFromFolder(config.report.folder, keep, protectedSlots, io);
  }
  const { report, folder, kind } = publication;
  return { kind, exitCode, published: { report, folder, ...(place === undefined ? {} : { bucket: place }) } };
}

async function noteOrWarn(
  note: typeof noteUnpublished,
  what: string,
  stateFolder: string,
  slot: string,
  { progress }: Io,
): Promise<void> {
  try {
    await note(stateFolder, slot);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    progress.say(`It cannot be noted in ${stateFolder} (${code}) ${what}.`, { level: "warn" });
  }
}

function sayWhyKept(kept: Extract<Publication, { kind: "kept" }>, slot: string, io: Io): void {
  io.progress.say(`The report of slot ${slot} holds answers that the state has not any more, and was left as it was.`);
  for (const { scope, text } of kept.why) io.progress.say(`${scope}: ${text}`);
  for (const scope of kept.leftOut) {
    io.progress.say(`${scope}: its answers for slot ${slot} are in no report. Run it in a new slot.`);
  }
}
