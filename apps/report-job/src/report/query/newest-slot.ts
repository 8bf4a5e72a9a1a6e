import { tmpdir } from "node:os";
import type { Reason } from "../report-schema.ts";
import { attachScopes, type ReportScope } from "./attach-scopes.ts";
import { withReportDatabase } from "./report-database.ts";

/** The slot of the run that finished last in any of the scopes. */
export interface NewestSlot {
  readonly slot: string;
  /** Whether every scope that finished it says that its report was written. */
  readonly isPublished: boolean;
}

/** The slot of the run that finished last in any of the scopes, or why there is none. Nothing is written or made. */
export async function newestSlot(
  scopes: readonly ReportScope[],
): Promise<NewestSlot | { readonly missing: readonly Reason[] }> {
  const attached = await withReportDatabase({ temporaryFolder: tmpdir() }, (connection) =>
    attachScopes(connection, scopes),
  );
  const runs = attached.flatMap((scope) => ("run" in scope ? [scope.run] : []));
  const newest = runs.toSorted((one, other) => Date.parse(other.finishedAt) - Date.parse(one.finishedAt))[0];
  if (newest !== undefined) {
    const { slot } = newest;
    return { slot, isPublished: runs.every((run) => run.slot !== slot || run.isPublished) };
  }
  return { missing: attached.flatMap((scope) => ("missing" in scope ? [scope.missing] : [])) };
}
