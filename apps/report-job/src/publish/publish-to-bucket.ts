import { basename } from "node:path";
import type { ListedObject, ObjectStore } from "../compose.ts";
import { choosePublication, knowsNothing } from "../report/publish/choose-publication.ts";
import { REPORT_FILES } from "../report/report-files.ts";
import { type Report, reportSchema } from "../report/report-schema.ts";
import type { BucketLayout } from "./bucket-layout.ts";
import { holds, ownLabel } from "./own-object.ts";
import { finishedAtOf, type Pointer, pointerTo, readPointer, writePointer } from "./pointer.ts";
import { type ReportFile, readReportContent } from "./report-content.ts";

export interface BucketPublication {
  readonly store: ObjectStore;
  readonly layout: BucketLayout;
  /** Where the finished report stands on this machine. */
  readonly folder: string;
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
  /** Told after each object, with how many there are. */
  readonly onObject?: (objects: number) => void;
}

export interface PublishedToBucket {
  /** kept: what stands there holds answers that this report has not, and was left. */
  readonly kind: "published" | "kept";
  readonly pointer: Pointer;
}

/**
 * Publishes a finished report to a bucket. Its objects are put under a prefix that is its content's own, and are valid for
 * nobody before the slot's pointer names it, which comes last: whatever fails, the report that stood there stands.
 * Repeated, it puts only what is not there yet.
 *
 * @throws {SourceError} the bucket cannot be reached, or denies something.
 */
export async function publishToBucket(publication: BucketPublication): Promise<PublishedToBucket> {
  const { store, layout, folder, report, signal, onObject } = publication;
  const { slot } = report;
  const standing = await readPointer(store, layout.current(slot), signal);
  if (standing !== undefined && (await isMore(publication, standing))) return { kind: "kept", pointer: standing };

  const { files, id } = await readReportContent(folder);
  const tables = files.filter(({ name }) => name.endsWith(".parquet"));
  const objects = [
    ...files.map((file) => ({ key: `${layout.publication(slot, id)}${file.name}`, file })),
    ...tables.map((file) => ({ key: layout.table(basename(file.name, ".parquet"), slot), file })),
  ];
  const earlier = await Array.fromAsync(store.list(layout.slot(slot), { signal }));
  for (const { key, file } of objects) {
    await place(publication, key, file, [
      ...earlier,
      { key: `${layout.publication(slot, id)}${file.name}`, sizeBytes: file.sizeBytes },
    ]);
    onObject?.(objects.length);
  }
  const manifest = files.at(-1)?.name ?? REPORT_FILES.page;
  const pointer = pointerTo(report, layout.publication(slot, id), `${layout.publication(slot, id)}${manifest}`);
  await writePointer(store, layout.current(slot), pointer, signal);
  const latest = await readPointer(store, layout.latest, signal);
  const isNewer = latest === undefined || latest.slot === slot || finishedAtOf(latest) <= finishedAtOf(pointer);
  if (isNewer && !(await isBlinder(publication, latest))) {
    await writePointer(store, layout.latest, pointer, signal);
  }
  return { kind: "published", pointer };
}

/** Whether what stands there holds answers of scopes that the report has not: a published answer never gets less. */
async function isMore({ store, report, signal }: BucketPublication, { prefix }: Pointer): Promise<boolean> {
  const text = await store.readText(`${prefix}report.json`, { signal });
  if (text === undefined) return false;
  const standing = parseReport(text);
  return standing !== undefined && choosePublication(report, standing) === "keep";
}

/** Whether the newest one knows files, and the report none, because nobody answered: readers keep that one, as in the folder. */
async function isBlinder({ store, report, signal }: BucketPublication, latest: Pointer | undefined): Promise<boolean> {
  if (latest === undefined || latest.slot === report.slot || !knowsNothing(report)) return false;
  const standing = parseReport((await store.readText(`${latest.prefix}report.json`, { signal })) ?? "");
  return standing !== undefined && !knowsNothing(standing);
}

function parseReport(text: string): Report | undefined {
  try {
    return reportSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Has a file's content stand under a key: it is there, or is copied from where the bucket has it, or is uploaded. */
async function place(
  { store, signal }: BucketPublication,
  key: string,
  file: ReportFile,
  candidates: readonly Pick<ListedObject, "key" | "sizeBytes">[],
): Promise<void> {
  const there = await store.find(key, { signal });
  if (there !== undefined && holds(there, file)) return;
  for (const candidate of candidates) {
    const isAlike = candidate.key.endsWith(`/${file.name}`) && candidate.sizeBytes === file.sizeBytes;
    if (!isAlike || candidate.key === key) continue;
    const found = await store.find(candidate.key, { signal });
    if (found === undefined || !holds(found, file)) continue;
    if (await store.copy(candidate.key, key, { signal })) return;
  }
  await store.putFile(key, file, ownLabel(file.contentType, file.sha256), { signal });
}
