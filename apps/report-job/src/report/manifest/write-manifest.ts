import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jsonText } from "../json-text.ts";
import { REPORT_FILES } from "../report-files.ts";
import type { Report } from "../report-schema.ts";
import { fileFacts } from "./file-facts.ts";
import { MANIFEST_SCHEMA_VERSION, type Manifest, type ManifestFile } from "./manifest-schema.ts";

/** The manifest as a file: who knows these of it can tell that it is the one that was published. */
export interface ManifestFacts {
  readonly sizeBytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** Lists what stands in a report's folder. To be called when all of it does: nothing may be written after it. */
export async function writeManifest(folder: string, report: Report): Promise<ManifestFacts> {
  const rows = rowsByFile(report);
  const files: ManifestFile[] = [];
  for (const file of await fileNames(folder)) {
    files.push({ file, ...(await fileFacts(join(folder, file))), rows: rows.get(file) ?? null });
  }
  const manifest: Manifest = {
    schemaVersion: MANIFEST_SCHEMA_VERSION,
    reportSchemaVersion: report.schemaVersion,
    slot: report.slot,
    status: report.status,
    generatedAt: report.generatedAt,
    runs: report.scopes.flatMap(({ name, run }) =>
      run === null ? [] : [{ scope: name, runId: run.runId ?? null, slot: run.slot, status: run.status }],
    ),
    files,
  };
  const path = join(folder, REPORT_FILES.manifest);
  await writeFile(path, `${jsonText(manifest)}\n`);
  return await fileFacts(path);
}

async function fileNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

function rowsByFile({ tables }: Report): ReadonlyMap<string, number> {
  return new Map(tables.map(({ file, rows }) => [file, rows]));
}
