import { access } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { SCHEMA_VERSION } from "../../state/schema.ts";
import { sqlText } from "../../state/sql-text.ts";
import type { Reason } from "../report-schema.ts";
import { type FinishedRunRow, lastFinishedRun } from "./finished-run.ts";
import { readRows, rowCount } from "./read-rows.ts";
import { stateTrouble } from "./state-trouble.ts";

export interface ReportScope {
  readonly name: string;
  readonly region?: string;
  /** Where it is asked instead of at AWS's own address. */
  readonly endpoint?: string;
  readonly stateFile: string;
}

/** A scope with a finished run, or why there is nothing to report of it. */
export type AttachedScope = {
  readonly name: string;
  readonly region: string | null;
  readonly endpoint: string | null;
} & ({ readonly database: string; readonly run: FinishedRunRow } | { readonly missing: Reason });

/** Attaches each scope's state for reading. A scope that cannot be read is answered with the reason, never left out. */
export async function attachScopes(
  connection: DuckDBConnection,
  scopes: readonly ReportScope[],
): Promise<readonly AttachedScope[]> {
  const names = new Set(scopes.map((scope) => scope.name));
  if (names.size !== scopes.length) throw new Error("two scopes of one report have the same name");
  const attached: AttachedScope[] = [];
  for (const [index, scope] of scopes.entries()) {
    const database = `scope_${index}`;
    const run = await attach(connection, scope, database);
    const { name, region = null, endpoint = null } = scope;
    attached.push("code" in run ? { name, region, endpoint, missing: run } : { name, region, endpoint, database, run });
  }
  return attached;
}

async function attach(
  connection: DuckDBConnection,
  scope: ReportScope,
  database: string,
): Promise<FinishedRunRow | Reason> {
  const missing = (code: Reason["code"], text: string): Reason => ({ scope: scope.name, code, files: null, text });
  const found = await access(scope.stateFile).then(
    () => true,
    () => false,
  );
  if (!found) {
    return missing(
      "state-missing",
      `No data: there is no state at ${scope.stateFile}. No run of this scope has got that far.`,
    );
  }
  try {
    await connection.run(`ATTACH ${sqlText(scope.stateFile)} AS ${database} (READ_ONLY)`);
    const [version] = await readRows(
      connection,
      z.object({ version: rowCount.nullable() }),
      `SELECT max(version)::BIGINT AS version FROM ${database}.main.schema_version`,
    );
    const schemaVersion = version?.version ?? 0;
    if (schemaVersion > SCHEMA_VERSION) {
      return missing(
        "state-newer",
        `No data: the state has schema version ${schemaVersion}; this program knows versions up to ${SCHEMA_VERSION}.`,
      );
    }
    const run = await lastFinishedRun(connection, database, schemaVersion);
    return run ?? missing("no-finished-run", "No data: no run of this scope has finished yet.");
  } catch (error) {
    const { code, text } = stateTrouble(error instanceof Error ? error.message : String(error));
    return missing(code, text);
  }
}
