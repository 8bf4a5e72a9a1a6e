import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { metricsTable } from "./all-metrics.ts";
import { spansTable } from "./telemetry/spans.ts";

const DOCS = resolve(import.meta.dirname, "../../../../docs/metrics.md");

/** A table without the blanks and dashes that make its columns even. */
function bare(table: string): string {
  return table.replace(/ +/g, " ").replace(/-{3,}/g, "---");
}

it.each([
  ["metric", metricsTable()],
  ["span", spansTable()],
])("the documentation tells every %s as it is", async (_, table) => {
  expect(bare(await readFile(DOCS, "utf8"))).toContain(bare(table));
});
