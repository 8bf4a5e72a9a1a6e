import { cpSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runScope } from "../src/run/run-scope.ts";
import { scopeFolder } from "../src/state/open-state.ts";
import { aScopeRun, aSearch } from "../src/testing/scope-run.ts";
import { answeredFile, pagesOf, scriptedFileSource, scriptedReferenceSource } from "../src/testing/scripted-sources.ts";
import { stateRows } from "./state-rows.ts";

const [CASES, COMMIT_UNITS] = [30, 4];
/** About as many as a run has from its beginning to its end. */
const MOMENTS = 180;

let folder: string;
let copies: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-anywhere-"));
  copies = 0;
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

/** Before and behind every statement of a state, and at every call, is a moment; at one of them the state is copied as it stands, and all ends. */
function killAt(moment: number, from: string, to: string): { pass(): void; readonly isKilled: boolean } {
  let [moments, isKilled] = [0, false];
  const pass = (): void => {
    moments += 1;
    if (!isKilled && moments >= moment) {
      cpSync(from, to, { recursive: true });
      isKilled = true;
    }
    if (isKilled) throw new Error("killed");
  };
  for (const name of ["run", "runAndReadAll"] as const) {
    const real = DuckDBConnection.prototype[name] as (...given: unknown[]) => Promise<never>;
    vi.spyOn(DuckDBConnection.prototype, name).mockImplementation(async function (this: unknown, ...given: unknown[]) {
      pass();
      const result = await real.apply(this, given);
      pass();
      return result;
    });
  }
  return {
    pass,
    get isKilled() {
      return isKilled;
    },
  };
}

/** Runs to the end or to the moment, and tells the folder that is left and the calls that were made. */
async function attempt(from: string, moment: number): Promise<{ left: string; calls: number; isKilled: boolean }> {
  const to = join(folder, `copy-${copies}`);
  copies += 1;
  const killed = killAt(moment, from, to);
  const files = scriptedFileSource((request) => {
    killed.pass();
    return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
  });
  const run = runScope(
    aScopeRun({
      stateFolder: from,
      references: aSearch(scriptedReferenceSource(pagesOf(CASES, 3))),
      files,
      commit: { units: COMMIT_UNITS, seconds: 600 },
    }),
  );
  await run.catch((error: unknown) => {
    if (!killed.isKilled) throw error;
  });
  vi.restoreAllMocks();
  return { left: killed.isKilled ? to : from, calls: files.requests.length, isKilled: killed.isKilled };
}

describe("a state that is left at any moment", () => {
  it("becomes the undisturbed one, with at most one commit interval of calls made again each time", async () => {
    const undisturbed = await attempt(join(folder, "undisturbed"), Number.POSITIVE_INFINITY);
    const wanted = await stateRows(scopeFolder(undisturbed.left, "main"));
    const walk = fc.array(fc.integer({ min: 1, max: MOMENTS }), { minLength: 1, maxLength: 6 });
    let kills = 0;
    await fc.assert(
      fc.asyncProperty(walk, async (moments) => {
        let [left, calls, killed] = [join(folder, `walk-${copies}`), 0, 0];
        for (const moment of [...moments, Number.POSITIVE_INFINITY]) {
          const ended = await attempt(left, moment);
          left = ended.left;
          calls += ended.calls;
          killed += Number(ended.isKilled);
        }
        expect(await stateRows(scopeFolder(left, "main"))).toEqual(wanted);
        // What was under way was asked, and is asked again.
        expect(calls).toBeLessThanOrEqual(undisturbed.calls + killed * (COMMIT_UNITS + 2));
        kills += killed;
      }),
      { seed: 20_261_124, numRuns: 20, endOnFailure: true },
    );
    expect(kills).toBeGreaterThanOrEqual(20);
  });
});
