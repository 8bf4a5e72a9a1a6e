import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { Report } from "../report-schema.ts";
import {
  type Publication,
  type PublishedReport,
  type ReportInput,
  type WrittenReport,
  writeReport,
} from "../write-report.ts";
import { buildState, SLOT, type StateContent } from "./build-state.ts";

type Change = Partial<ReportInput> & { readonly scopeNames?: readonly string[] };

/** A place for one test's states and reports. */
export interface ReportFolder {
  readonly path: string;
  state(scope: string, content: StateContent): Promise<void>;
  input(change?: Change): ReportInput;
  /** Publishes, whatever comes of it. */
  publish(change?: Change): Promise<Publication>;
  /** Publishes, and fails where no report was written. */
  write(change?: Change): Promise<WrittenReport>;
}

/** Gives every test of a file a folder of its own. */
export function useReportFolder(): ReportFolder {
  return reportFolder(beforeEach, afterEach);
}

/** Gives all tests of a `describe` one report of a state, made once: tests that only read it need no report each. */
export function useOneReport(content: StateContent, change?: Change): { readonly written: WrittenReport } {
  const here = reportFolder(beforeAll, afterAll);
  let written: WrittenReport | undefined;
  beforeAll(async () => {
    await here.state("main", content);
    written = await here.write(change);
  });
  return {
    get written() {
      if (written === undefined) throw new Error("the report is made before the first test, not before that");
      return written;
    },
  };
}

function reportFolder(
  before: typeof beforeEach | typeof beforeAll,
  after: typeof afterEach | typeof afterAll,
): ReportFolder {
  let path = "";
  before(async () => {
    path = await mkdtemp(join(tmpdir(), "attached-files-report-"));
  });
  after(async () => {
    await rm(path, { recursive: true, force: true });
  });
  const here: ReportFolder = {
    get path() {
      return path;
    },
    state: (scope, content) => buildState(join(path, `${scope}.duckdb`), content),
    input: ({ scopeNames = ["main"], ...change } = {}) => ({
      slot: SLOT,
      scopes: scopeNames.map((name) => ({ name, region: "eu-central-1", stateFile: join(path, `${name}.duckdb`) })),
      folder: join(path, "reports"),
      generatedAt: new Date("2026-11-24T06:02:06.000Z"),
      stuckAfterSeconds: 3600,
      ...change,
    }),
    publish: (change) => writeReport(here.input(change)),
    write: async (change) => {
      const publication = await here.publish(change);
      if (publication.kind !== "written") throw new Error(`no report was written: ${publication.kind}`);
      return publication;
    },
  };
  return here;
}

export async function readReport(published: PublishedReport): Promise<Report> {
  return JSON.parse(await readFile(published.paths.report, "utf8")) as Report;
}
