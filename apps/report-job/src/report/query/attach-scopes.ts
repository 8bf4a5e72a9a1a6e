import type { DuckDBConnection } from "@duckdb/node-api";
import type { Reason } from "../report-schema.ts";
import { attachState, type StateTrouble } from "./attach-state.ts";
import { type FinishedRunRow, finishedRunOf, lastFinishedRun } from "./finished-run.ts";
import { stateTrouble } from "./state-trouble.ts";

export interface ReportScope {
  readonly name: string;
  readonly region?: string;
  /** Where it is asked instead of at AWS's own address. */
  readonly endpoint?: string;
  readonly stateFile: string;
  /** Where it is a copy of a state in a bucket: where that stands, as `s3://bucket/prefix`. */
  readonly bucketPlace?: string;
  /** Why the state is not there to be read, where that is known. */
  readonly unreadable?: string;
}

/** What a state knows of runs. */
interface AttachedRuns {
  /** The one whose outcomes stand in it. */
  readonly run: FinishedRunRow;
  /** That of the report's own slot, where another run's outcomes have taken the place of its own. */
  readonly past?: FinishedRunRow;
}

/** A scope with a finished run, or why there is nothing to report of it. */
export type AttachedScope = {
  readonly name: string;
  readonly region: string | null;
  readonly endpoint: string | null;
} & (({ readonly database: string; readonly schemaVersion: number } & AttachedRuns) | { readonly missing: Reason });

/**
 * Attaches each scope's state for reading. A scope that cannot be read is answered with the reason, never left out.
 *
 * @param slot that of the report, of which each state is asked. @default none
 */
export async function attachScopes(
  connection: DuckDBConnection,
  scopes: readonly ReportScope[],
  slot?: string,
): Promise<readonly AttachedScope[]> {
  const names = new Set(scopes.map((scope) => scope.name));
  if (names.size !== scopes.length) throw new Error("two scopes of one report have the same name");
  const attached: AttachedScope[] = [];
  for (const [index, scope] of scopes.entries()) {
    const database = `scope_${index}`;
    const run = await attach(connection, scope, database, slot);
    const { name, region = null, endpoint = null } = scope;
    attached.push(
      "code" in run ? { name, region, endpoint, missing: run } : { name, region, endpoint, database, ...run },
    );
  }
  return attached;
}

async function attach(
  connection: DuckDBConnection,
  scope: ReportScope,
  database: string,
  slot: string | undefined,
): Promise<({ readonly schemaVersion: number } & AttachedRuns) | Reason> {
  const missing = ({ code, text }: StateTrouble): Reason => ({ scope: scope.name, code, files: null, text });
  if (scope.unreadable !== undefined) {
    return missing({ code: "state-unreadable", text: `No data: ${scope.unreadable}` });
  }
  const state = await attachState(connection, scope.stateFile, database, scope.bucketPlace);
  if ("code" in state) return missing(state);
  try {
    const run = await lastFinishedRun(connection, database, state.schemaVersion);
    if (run !== undefined) {
      const isOther = slot !== undefined && run.slot !== slot;
      const past = isOther ? await finishedRunOf(connection, database, state.schemaVersion, slot) : undefined;
      return { schemaVersion: state.schemaVersion, run, ...(past === undefined ? {} : { past }) };
    }
    return missing({ code: "no-finished-run", text: "No data: no run of this scope has finished yet." });
  } catch (error) {
    return missing(stateTrouble(error instanceof Error ? error.message : String(error)));
  }
}
