import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "./read-rows.ts";
import { sqlPathPattern, withReportDatabase } from "./report-database.ts";

it.each([
  ["r[ab]", "ra"],
  ["x*", "xyz"],
  ["q?", "qq"],
])("reads the file in the folder %s, and not what the pattern would match, as in %s", async (named, matched) => {
  const temporaryFolder = await mkdtemp(join(tmpdir(), "attached-files-database-"));
  try {
    for (const folder of [named, matched]) {
      await mkdir(join(temporaryFolder, folder));
      await writeFile(join(temporaryFolder, folder, "rows.csv"), `place\n${folder}\n`);
    }
    const path = sqlPathPattern(join(temporaryFolder, named, "rows.csv"));
    const rows = await withReportDatabase({ temporaryFolder }, (connection) =>
      readRows(connection, z.object({ place: z.string() }), `SELECT place FROM read_csv(${path}, header = true)`),
    );
    expect(rows).toEqual([{ place: named }]);
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
});
