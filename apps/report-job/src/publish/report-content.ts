import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { extname, join } from "node:path";

/** A file of a finished report, and what is in it. */
export interface ReportFile {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** SHA-256 in hexadecimal digits. */
  readonly sha256: string;
  readonly contentType: string;
}

/** All that a finished report holds, in the order in which it is published. */
export interface ReportContent {
  /** The last one makes the others valid. */
  readonly files: readonly ReportFile[];
  /** 16 hexadecimal digits that tell the same content, and no other. */
  readonly id: string;
}

/** A reader may trust a report once the first of them that it has is there. */
const MANIFESTS = ["manifest.json", "report.json"];

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
  ".ndjson": "application/x-ndjson",
  ".md": "text/markdown; charset=utf-8",
  ".parquet": "application/vnd.apache.parquet",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Reads the files of a report's folder through once; the folder holds nothing else. */
export async function readReportContent(folder: string): Promise<ReportContent> {
  const names = (await readdir(folder)).sort();
  const manifest = manifestOf(names);
  const files: ReportFile[] = [];
  for (const name of [...names.filter((each) => each !== manifest), ...(manifest === undefined ? [] : [manifest])]) {
    files.push(await readFacts(join(folder, name), name));
  }
  const id = createHash("sha256").update(JSON.stringify(files.map(({ name, sha256 }) => [name, sha256])));
  return { files, id: id.digest("hex").slice(0, 16) };
}

/** The file of a report that is published last; nothing where none of them could be. */
export function manifestOf(names: readonly string[]): string | undefined {
  return MANIFESTS.find((manifest) => names.includes(manifest));
}

async function readFacts(path: string, name: string): Promise<ReportFile> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  const contentType = CONTENT_TYPES[extname(name)] ?? "application/octet-stream";
  return { name, path, sizeBytes, sha256: hash.digest("hex"), contentType };
}
