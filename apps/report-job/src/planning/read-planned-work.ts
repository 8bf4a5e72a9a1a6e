import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { troubleOf, type UnreadScope } from "../history/open-history.ts";
import { withReportDatabase } from "../report/query/report-database.ts";
import { draftState } from "./draft-state.ts";
import { type PlannedRun, type PlannedWork, planScope } from "./plan-scope.ts";

/**
 * Plans the next run of a state, which is only read.
 *
 * @returns why it cannot be read, where it cannot; a state that is not there has the code `state-missing`.
 */
export async function readPlannedWork(
  stateFile: string,
  run: PlannedRun,
): Promise<PlannedWork | Omit<UnreadScope, "scope">> {
  const temporaryFolder = await mkdtemp(join(tmpdir(), "attached-files-plan-"));
  try {
    return await withReportDatabase({ temporaryFolder }, async (connection) => {
      const trouble = await troubleOf(connection, stateFile, "planned");
      if (trouble !== undefined) return trouble;
      await draftState(connection, "planned", stateFile);
      return await planScope(connection, run);
    });
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}
