import type { DuckDBConnection } from "@duckdb/node-api";
import { JobError } from "../exit-code.ts";
import { checkStatement, shutOff } from "./read-only.ts";
import { streamRows } from "./row-stream.ts";
import { type RowFormat, writeRows } from "./write-rows.ts";

export interface Question {
  readonly sql: string;
  readonly format: RowFormat;
  /** How many rows are printed at most. */
  readonly most: number;
  readonly signal: AbortSignal;
}

/**
 * Asks one question of whoever works at the command line, on a connection that is of no use for anything else afterwards.
 *
 * @throws {JobError} usage: it is no question, or cannot be answered. unavailable: it takes more memory than there is.
 *   interrupted: it was ended.
 */
export async function runQuery(
  connection: DuckDBConnection,
  question: Question,
  out: (text: string) => void,
): Promise<{ readonly rows: number; readonly isCut: boolean }> {
  await shutOff(connection);
  return await answerQuestion(connection, question, out);
}

/** The same, on a connection that is shut off. */
export async function answerQuestion(
  connection: DuckDBConnection,
  { sql, format, most, signal }: Question,
  out: (text: string) => void,
): Promise<{ readonly rows: number; readonly isCut: boolean }> {
  await checkStatement(connection, sql);
  try {
    return await writeRows(await streamRows(connection, sql, signal), format, most, out);
  } catch (error) {
    if (signal.aborted) throw new JobError("interrupted", "Interrupted: the query was not answered to its end.", error);
    const message = (error instanceof Error ? error.message : String(error)).trim();
    if (/^Out of Memory/i.test(message)) {
      throw new JobError("unavailable", `The query needs more memory than it may take. ${message}`, error);
    }
    throw new JobError("usage", `The query cannot be answered. ${message}`, error);
  }
}
