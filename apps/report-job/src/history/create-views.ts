import type { DuckDBConnection } from "@duckdb/node-api";
import { TABLES } from "../state/schema.ts";
import { sqlText } from "../state/sql-text.ts";
import { VIEWS } from "./views.ts";

const SOURCES = ["runs", "reopened_runs", "outcomes", "past_versions"];

/** Makes the views over the states that are attached: what is the same of each, with the scope's name in front. */
export async function createViews(
  connection: DuckDBConnection,
  scopes: readonly { readonly name: string; readonly database: string }[],
): Promise<void> {
  // An empty state of our own gives the views their columns where there is no scope.
  await connection.run("CREATE SCHEMA nothing");
  await connection.run("USE memory.nothing");
  for (const table of TABLES) await connection.run(table);
  await connection.run("USE memory.main");
  await connection.run("CREATE SCHEMA state");
  for (const table of SOURCES) {
    const parts = scopes.map(
      ({ name, database }) => `SELECT ${sqlText(name)} AS scope, * FROM ${database}.main.${table}`,
    );
    const all = [`SELECT NULL::VARCHAR AS scope, * FROM memory.nothing.${table}`, ...parts];
    await connection.run(`CREATE VIEW state.${table} AS ${all.join("\nUNION ALL BY NAME\n")}`);
  }
  for (const { name, parameters, sql } of VIEWS) {
    await connection.run(
      parameters === undefined ? `CREATE VIEW ${name} AS ${sql}` : `CREATE MACRO ${name}${parameters} AS TABLE ${sql}`,
    );
  }
}
