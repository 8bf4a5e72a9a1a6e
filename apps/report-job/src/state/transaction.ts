import type { DuckDBConnection } from "@duckdb/node-api";

/** Does all of it or nothing of it. */
export async function inTransaction(
  connection: DuckDBConnection,
  work: (connection: DuckDBConnection) => Promise<void>,
): Promise<void> {
  await connection.run("BEGIN");
  try {
    await work(connection);
    await connection.run("COMMIT");
  } catch (error) {
    // A failed COMMIT has rolled back already, and says so again here.
    await connection.run("ROLLBACK").catch(() => {});
    throw error;
  }
}
