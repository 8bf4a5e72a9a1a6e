import type { DuckDBConnection } from "@duckdb/node-api";
import { TABLES } from "../../state/schema.ts";
import { sqlText } from "../../state/sql-text.ts";
import type { AttachedScope } from "./attach-scopes.ts";

/** Makes one view over all scopes' outcomes, and one over their irregularities, each with the scope's name in front. */
export async function createSourceViews(connection: DuckDBConnection, scopes: readonly AttachedScope[]): Promise<void> {
  // In the order of the published rows, which is that of the names' bytes.
  const inOrder = scopes.toSorted((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
  // An empty state of our own gives the views their columns where no scope has any data.
  for (const table of TABLES) await connection.run(table);
  for (const table of ["outcomes", "irregularities"]) {
    const parts = [`SELECT NULL::VARCHAR AS scope, * FROM memory.main.${table}`];
    for (const scope of inOrder) {
      if ("database" in scope)
        parts.push(`SELECT ${sqlText(scope.name)} AS scope, * FROM ${scope.database}.main.${table}`);
    }
    await connection.run(`CREATE VIEW all_${table} AS ${parts.join("\nUNION ALL BY NAME\n")}`);
  }
}
