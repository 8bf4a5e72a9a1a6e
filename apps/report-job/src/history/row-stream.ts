import type { DuckDBConnection } from "@duckdb/node-api";
import { type RowValue, rowValue } from "./row-values.ts";

/** The rows of a query as they come, in chunks, so that a result of any size needs little memory. */
export interface RowStream {
  /** Names that repeat are told apart: `a`, `a:1`. */
  readonly columns: readonly string[];
  readonly chunks: AsyncGenerator<readonly (readonly RowValue[])[]>;
}

/**
 * Asks a query.
 *
 * @param signal ends it, also while nothing comes. What it throws then is DuckDB's.
 */
export async function streamRows(connection: DuckDBConnection, sql: string, signal: AbortSignal): Promise<RowStream> {
  const interrupt = (): void => connection.interrupt();
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    signal.throwIfAborted();
    const result = await connection.stream(sql);
    return { columns: result.deduplicatedColumnNames(), chunks: chunksOf(connection, result, signal, interrupt) };
  } catch (error) {
    signal.removeEventListener("abort", interrupt);
    throw error;
  }
}

async function* chunksOf(
  connection: DuckDBConnection,
  result: Awaited<ReturnType<DuckDBConnection["stream"]>>,
  signal: AbortSignal,
  interrupt: () => void,
): AsyncGenerator<readonly (readonly RowValue[])[]> {
  let isAtEnd = false;
  try {
    while (!isAtEnd) {
      const chunk = await result.fetchChunk();
      isAtEnd = chunk === null || chunk.rowCount === 0;
      if (chunk !== null && chunk.rowCount > 0) yield chunk.convertRows(rowValue);
    }
  } finally {
    signal.removeEventListener("abort", interrupt);
    // A result that is not read to its end keeps the files open behind a closed connection.
    if (!isAtEnd) await leave(connection, result);
  }
}

async function leave(
  connection: DuckDBConnection,
  result: Awaited<ReturnType<DuckDBConnection["stream"]>>,
): Promise<void> {
  connection.interrupt();
  try {
    for (let chunk = await result.fetchChunk(); (chunk?.rowCount ?? 0) > 0; ) chunk = await result.fetchChunk();
  } catch {
    // That it was interrupted.
  }
}
