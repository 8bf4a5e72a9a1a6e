import type { DuckDBConnection } from "@duckdb/node-api";

/** Keeps what is remembered of searches as it is now, where a run begins or is opened again. Within a transaction. */
export async function keepDiscovery(connection: DuckDBConnection): Promise<void> {
  await forgetKept(connection);
  await connection.run("INSERT INTO discovery_before SELECT * FROM discovery");
}

/**
 * Puts back what was remembered of searches before the run that is given up: what it searched, it took nothing from. Within
 * a transaction.
 *
 * @param but a source whose search goes on where that run's stopped. @default none does
 */
export async function restoreDiscovery(connection: DuckDBConnection, but = ""): Promise<void> {
  await connection.run("DELETE FROM discovery WHERE source_digest <> $but", { but });
  await connection.run("INSERT INTO discovery SELECT * FROM discovery_before WHERE source_digest <> $but", { but });
  await forgetKept(connection);
}

/** Remembers the searches of the source whose answers stand now, and of no other. Within a transaction. */
export async function settleDiscovery(connection: DuckDBConnection, sourceDigest: string): Promise<void> {
  await connection.run("DELETE FROM discovery WHERE source_digest <> $source", { source: sourceDigest });
  await forgetKept(connection);
}

async function forgetKept(connection: DuckDBConnection): Promise<void> {
  await connection.run("DELETE FROM discovery_before");
}
