import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { sqlText } from "../../state/sql-text.ts";

export interface DatabaseLimits {
  /** Where sorts that outgrow the memory spill to. */
  readonly temporaryFolder: string;
  /** @default 512 */
  readonly memoryLimitMb?: number | undefined;
}

/** Connections that see what stands in a database; the statements of each run at the same time as those of the others. */
export type Beside = readonly [one: DuckDBConnection, another: DuckDBConnection];

/** Does the work on a database in memory that is gone afterwards. */
export async function withReportDatabase<T>(
  limits: DatabaseLimits,
  work: (connection: DuckDBConnection, beside: Beside) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${limits.memoryLimitMb ?? 512}MB`,
    temp_directory: limits.temporaryFolder,
    // Tables keep the order of their rows. Several threads can do that only with whole batches waiting in memory for their
    // turn, beyond the limit: 1.0 GB where one takes 0.6, for 1.5 million rejected files, and no sooner (2 cores, 2026-11).
    threads: "1",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  try {
    const connection = await instance.connect();
    const beside: Beside = [await instance.connect(), await instance.connect()];
    try {
      await connection.run("SET GLOBAL timezone='UTC'");
      // Every statement about the files would read the footer of their Parquet again.
      await connection.run("SET GLOBAL parquet_metadata_cache=true");
      return await work(connection, beside);
    } finally {
      for (const each of [...beside, connection]) each.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

/** A path for functions that read patterns: characters that would match others stand for themselves. */
export function sqlPathPattern(path: string): string {
  return sqlText(path.replaceAll(/[[*?]/g, (character) => `[${character}]`));
}
