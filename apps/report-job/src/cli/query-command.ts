import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { ExitCode } from "../exit-code.ts";
import { JobError } from "../exit-code.ts";
import { runQuery } from "../history/run-query.ts";
import type { RowFormat } from "../history/write-rows.ts";
import type { Io } from "../process/io.ts";
import { counted } from "../run/counted.ts";
import { type HistoryOptions, withStoredHistory } from "./stored-history.ts";

export interface QueryOptions extends HistoryOptions {
  /** `-` is standard input. */
  readonly sql?: string;
  readonly file?: string;
  readonly format: RowFormat;
  /** Rows that are printed at most. */
  readonly limit?: number;
}

/** A table waits for its last row, and nobody reads more. */
const ROWS_OF_A_TABLE = 1000;

/** `attached-files query`: one read-only question, in SQL, about what the states hold. */
export async function queryCommand(options: QueryOptions, io: Io): Promise<ExitCode> {
  const { format, limit = format === "table" ? ROWS_OF_A_TABLE : Number.POSITIVE_INFINITY } = options;
  const sql = await sqlOf(options, io);
  return await withStoredHistory(options, io, async ({ connection }) => {
    const { rows, isCut } = await runQuery(connection, { sql, format, most: limit, signal: io.signal }, io.out);
    if (isCut) io.say(`These are the first ${counted(rows, "row")}. --limit tells how many are printed.`);
  });
}

async function sqlOf({ sql, file }: QueryOptions, io: Io): Promise<string> {
  if ((sql === undefined) === (file === undefined)) {
    const received = sql === undefined ? "neither" : "both";
    throw new JobError(
      "usage",
      `Expected the SQL as an argument ('-': standard input) or --file, received ${received}.`,
    );
  }
  if (file === undefined) return sql === "-" ? await text(io.stdin) : (sql ?? "");
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new JobError("usage", `--file: ${file} cannot be read: ${message}`, error);
  }
}
