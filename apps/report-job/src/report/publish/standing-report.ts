import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { REPORT_FILES } from "../report-files.ts";
import { type Report, reportSchema } from "../report-schema.ts";

/** The report that stands in a folder; nothing where there is none that this version can read. */
export async function standingReport(folder: string): Promise<Report | undefined> {
  const text = await readFile(join(folder, REPORT_FILES.report), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return reportSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
