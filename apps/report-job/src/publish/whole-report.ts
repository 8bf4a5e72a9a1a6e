import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { manifestSchema } from "../report/manifest/manifest-schema.ts";
import { REPORT_FILES } from "../report/report-files.ts";
import { readReportContent } from "./report-content.ts";

/** Why a folder is not what its manifest says; nothing where it is. Reports without a manifest are of earlier programs. */
export async function whyNotWhole(folder: string): Promise<string | undefined> {
  const { files } = await readReportContent(folder);
  if (!files.some(({ name }) => name === REPORT_FILES.manifest)) return undefined;
  const listed = await readListed(folder);
  if (listed === undefined) return `${REPORT_FILES.manifest} cannot be read`;
  const standing = new Map(files.map(({ name, sha256 }) => [name, sha256]));
  standing.delete(REPORT_FILES.manifest);
  for (const { file, sha256 } of listed) {
    if (!standing.has(file)) return `${file} is missing`;
    if (standing.get(file) !== sha256) return `${file} was changed`;
    standing.delete(file);
  }
  const [strange] = standing.keys();
  return strange === undefined ? undefined : `${strange} is not in ${REPORT_FILES.manifest}`;
}

async function readListed(folder: string) {
  try {
    const text = await readFile(join(folder, REPORT_FILES.manifest), "utf8");
    return manifestSchema.safeParse(JSON.parse(text)).data?.files;
  } catch {
    return undefined;
  }
}
