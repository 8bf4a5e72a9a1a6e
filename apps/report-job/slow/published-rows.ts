import { DuckDBInstance } from "@duckdb/node-api";

/** The rows of a published Parquet file, without what differs from run to run. */
export async function publishedRows(path: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run("SET timezone='UTC'");
    const rows = await connection.runAndReadAll(
      `SELECT * EXCLUDE (checked_at) FROM '${path.replaceAll("'", "''")}' ORDER BY ALL`,
    );
    return rows.getRowObjectsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
