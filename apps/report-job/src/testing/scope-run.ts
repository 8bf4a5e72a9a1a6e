import type { ReferenceInput, ScopeRun } from "../run/scope-run.ts";
import { answeredFile, pagesOf, scriptedFileSource, scriptedReferenceSource } from "./scripted-sources.ts";

/** A search or a list, as a run takes it. */
export function aSearch(source: ReferenceInput["source"], change: Partial<ReferenceInput> = {}): ReferenceInput {
  return {
    description: "a test",
    digest: "same",
    sourceDigest: "same",
    isList: false,
    skippedLines: 0,
    source,
    ...change,
  };
}

/** Rules by which nothing that is settled is due before a month, nor a full search before a week. */
export const CALM = {
  freshness: { recheckAfterSeconds: 30 * 86_400, full: false },
  searches: { sweepAfterSeconds: 7 * 86_400, overlapSeconds: 3600 },
} as const;

/** A run of scope `main` whose source answers everything; `change` says what is special about it. */
export function aScopeRun(change: Partial<ScopeRun> & Pick<ScopeRun, "stateFolder">): ScopeRun {
  return {
    scope: "main",
    slot: "2026-11-24",
    references: aSearch(scriptedReferenceSource(pagesOf(20, 3))),
    files: scriptedFileSource((request) => ({ Files: request.fileIds.map((id) => answeredFile(request, id)) })),
    ...CALM,
    waitMs: 0,
    clock: { now: () => new Date("2026-11-24T06:00:00.000Z"), sleep: async () => {} },
    progress: { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} },
    signal: new AbortController().signal,
    commit: { units: 5, seconds: 60 },
    stopAfterFailures: 1000,
    ...change,
  };
}
