import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { metricsTable } from "./all-metrics.ts";

const DOCS = resolve(import.meta.dirname, "../../../../docs/report-job.md");

/** A table without the blanks and dashes that make its columns even. */
function bare(table: string): string {
  return table.replace(/ +/g, " ").replace(/-{3,}/g, "---");
}

it("the documentation tells every metric as it is", async () => {
  expect(bare(await readFile(DOCS, "utf8"))).toContain(bare(metricsTable()));
});
