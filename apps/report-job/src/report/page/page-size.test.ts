import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeReport } from "../make-report.ts";
import type { ReportModel } from "../model/report-model.ts";
import { aFile, buildState, SLOT } from "../testing/build-state.ts";
import { fullModel } from "../testing/full-model.ts";
import { renderPage } from "./render-page.tsx";

let folder: string;
let small: ReportModel;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-size-"));
  const stateFile = join(folder, "main.duckdb");
  await buildState(stateFile, { outcomes: [aFile("f1")] });
  const scopes = [{ name: "main", region: "eu-central-1", stateFile }];
  small = await makeReport(
    { slot: SLOT, scopes, folder, generatedAt: new Date(SLOT), stuckAfterSeconds: 3600 },
    folder,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a page whose every list is full", () => {
  it.each([
    // Each pair of these characters becomes an element and a place to break; a quotation mark becomes six letters.
    ["texts of which each other character is made visible", "_\u202E".repeat(1000), 12, 200],
    ["marks that are escaped", '"'.repeat(2000), 12, 200],
    ["usual names, of many scopes", "invoice of November.pdf", 200, 1000],
  ])("stays below 3 MB of %s", (_, text, scopes, listed) => {
    const page = renderPage(fullModel(small, text, scopes));

    const bytes = Buffer.byteLength(page);
    expect(bytes).toBeLessThanOrEqual(3_000_000);
    // Else the lists were not full, and nothing is said.
    expect(bytes).toBeGreaterThan(2_000_000);
    expect(page.split("<tr data-problem").length - 1).toBeGreaterThanOrEqual(listed);
  });
});
