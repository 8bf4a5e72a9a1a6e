import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileReference } from "@attached-files/core";
import { afterEach, beforeEach } from "vitest";
import { runScope } from "../run/run-scope.ts";
import type { ScopeRun } from "../run/scope-run.ts";
import type { FinishedRun } from "../state/finished-run.ts";
import { stateFilePath } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { answeredFile, scriptedFileSource, scriptedReferenceSource } from "../testing/scripted-sources.ts";
import type { StoredScope } from "./open-history.ts";

/** A contact centre in miniature: what each file is answered with; one that is not here is not found. */
export type Centre = Readonly<Record<string, object | "refused" | "unanswered">>;

export const INSTANCE = "instance-1";
export const DAY_MS = 86_400_000;
export const FIRST_DAY = Date.UTC(2026, 10, 1, 6);

/** The case of a file: files `a-1` and `a-2` are of case `a`. */
export function caseOf(fileId: string): string {
  return `arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/${fileId.split("-")[0]}`;
}

/** States of one test, written by real runs, a day apart. */
export interface PastRuns {
  readonly folder: string;
  scope(name?: string): StoredScope;
  /** Runs everything, on the day with this number: a full search, and every file asked for. */
  run(day: number, centre: Centre, change?: Partial<ScopeRun>): Promise<FinishedRun>;
}

export function slotOfDay(day: number): string {
  return new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);
}

/** The references of a centre, as a search names them. */
export function referencesOf(centre: Centre): readonly FileReference[] {
  return Object.keys(centre).map((fileId) => ({
    instanceId: INSTANCE,
    associatedResourceArn: caseOf(fileId),
    fileId,
  }));
}

export function usePastRuns(): PastRuns {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "attached-files-history-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get folder() {
      return folder;
    },
    scope: (name = "main") => ({ name, stateFile: stateFilePath(folder, name) }),
    run: async (day, centre, change = {}) => {
      const files = scriptedFileSource(({ fileIds, ...request }) => {
        const of = (kind: "refused" | "unanswered") => fileIds.filter((id) => (centre[id] ?? "refused") === kind);
        const other = [...of("refused"), ...of("unanswered")];
        return {
          Files: fileIds
            .filter((id) => !other.includes(id))
            .map((id) => answeredFile({ ...request, fileIds }, id, centre[id] as object)),
          Errors: of("refused").map((id) => ({ FileId: id, ErrorCode: "NotFound", ErrorMessage: "gone" })),
        };
      });
      const run = aScopeRun({
        stateFolder: folder,
        slot: slotOfDay(day),
        references: aSearch(
          scriptedReferenceSource([{ references: referencesOf(centre), irregularities: [], resumeToken: "end" }]),
        ),
        files,
        freshness: { recheckAfterSeconds: 30 * 86_400, full: true },
        clock: { now: () => new Date(FIRST_DAY + day * DAY_MS), sleep: async () => {} },
        ...change,
      });
      return await runScope(run);
    },
  };
}
