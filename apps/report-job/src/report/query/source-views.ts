import type { DuckDBConnection } from "@duckdb/node-api";
import { TABLES } from "../../state/schema.ts";
import { sqlText } from "../../state/sql-text.ts";
import type { AttachedScope } from "./attach-scopes.ts";

// What is shown of people's texts, at the one place where they leave the states.
const SHOWN = {
  outcomes: `SELECT * REPLACE (
      shown_message(error_message, file_name, created_by) AS error_message, shown_name(file_name) AS file_name,
      shown_uploader(created_by) AS created_by, shown_tags(tags) AS tags, shown_unknown(unknown_members) AS unknown_members)`,
  irregularities: "SELECT * REPLACE (shown_detail(kind, detail) AS detail)",
} as const;

/**
 * Makes one view over all scopes' outcomes, and one over their irregularities, each with the scope's name in front, and
 * with texts as they are shown. Needs `createRedactionFunctions`.
 */
export async function createSourceViews(connection: DuckDBConnection, scopes: readonly AttachedScope[]): Promise<void> {
  // In the order of the published rows, which is that of the names' bytes.
  const inOrder = scopes.toSorted((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
  // An empty state of our own gives the views their columns where no scope has any data.
  for (const table of TABLES) await connection.run(table);
  for (const table of ["outcomes", "irregularities"] as const) {
    const parts = [`SELECT NULL::VARCHAR AS scope, * FROM memory.main.${table}`];
    for (const scope of inOrder) {
      if ("database" in scope)
        parts.push(`SELECT ${sqlText(scope.name)} AS scope, * FROM ${scope.database}.main.${table}`);
    }
    await connection.run(`CREATE VIEW all_${table} AS ${SHOWN[table]} FROM (${parts.join("\nUNION ALL BY NAME\n")})`);
  }
}
