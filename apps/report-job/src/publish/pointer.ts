import type { ObjectStore } from "../compose.ts";
import type { Report } from "../report/report-schema.ts";
import { ownLabel } from "./own-object.ts";
import { POINTER_SCHEMA_VERSION, type Pointer, pointerSchema } from "./pointer-schema.ts";

export type { Pointer } from "./pointer-schema.ts";

/** When the last run of a report's own slot finished, as a text in ISO 8601 with a time zone. */
export function pointerTo(report: Report, prefix: string, manifest: string): Pointer {
  const ends = report.scopes.flatMap(({ run }) => (run?.slot === report.slot ? [run.finishedAt] : []));
  const finishedAt = ends.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
  const { slot, status, generatedAt } = report;
  return { schemaVersion: POINTER_SCHEMA_VERSION, slot, prefix, manifest, status, finishedAt, generatedAt };
}

/** In milliseconds since 1970; 0 where no run finished. */
export function finishedAtOf({ finishedAt }: Pointer): number {
  return finishedAt === null ? 0 : Date.parse(finishedAt) || 0;
}

/** Nothing where there is none that this version can read. */
export async function readPointer(
  store: ObjectStore,
  key: string,
  signal: AbortSignal | undefined,
): Promise<Pointer | undefined> {
  const text = await store.readText(key, { signal });
  if (text === undefined) return undefined;
  try {
    return pointerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export async function writePointer(
  store: ObjectStore,
  key: string,
  pointer: Pointer,
  signal: AbortSignal | undefined,
): Promise<void> {
  const text = `${JSON.stringify(pointer, undefined, 2)}\n`;
  if ((await store.readText(key, { signal })) === text) return;
  await store.putText(key, text, ownLabel("application/json"), { signal });
}
