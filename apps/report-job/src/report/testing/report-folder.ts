import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Report } from "../report-schema.ts";
import { type ReportInput, type WrittenReport, writeReport } from "../write-report.ts";
import { buildState, SLOT, type StateContent } from "./build-state.ts";

/** A place for one test's states and reports. */
export interface ReportFolder {
  readonly path: string;
  state(scope: string, content: StateContent): Promise<void>;
  write(change?: Partial<ReportInput> & { readonly scopeNames?: readonly string[] }): Promise<WrittenReport>;
}

/** Gives every test of a file a folder of its own. */
export function useReportFolder(): ReportFolder {
  let path = "";
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), "attached-files-report-"));
  });
  afterEach(async () => {
    await rm(path, { recursive: true, force: true });
  });
  return {
    get path() {
      return path;
    },
    state: (scope, content) => buildState(join(path, `${scope}.duckdb`), content),
    write: ({ scopeNames = ["main"], ...change } = {}) =>
      writeReport({
        slot: SLOT,
        scopes: scopeNames.map((name) => ({ name, region: "eu-central-1", stateFile: join(path, `${name}.duckdb`) })),
        folder: join(path, "reports"),
        generatedAt: new Date("2026-11-24T06:02:06.000Z"),
        stuckAfterSeconds: 3600,
        ...change,
      }),
  };
}

export async function readReport(written: WrittenReport): Promise<Report> {
  return JSON.parse(await readFile(written.paths.manifest, "utf8")) as Report;
}
