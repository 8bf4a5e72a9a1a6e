import type { ExitCode } from "../exit-code.ts";
import { streamRows } from "../history/row-stream.ts";
import { writeRows } from "../history/write-rows.ts";
import type { Io } from "../process/io.ts";
import { type HistoryOptions, withStoredHistory } from "./stored-history.ts";

export interface RunsOptions extends HistoryOptions {
  readonly json: boolean;
  /** Runs of each scope that are told, the newest. */
  readonly limit: number;
}

/** What fits beside each other; the whole is in the view. */
const TOLD = `slot, CASE WHEN goes_on THEN status || ', goes on' ELSE status END AS status, started_at AS started,
  CASE WHEN duration_seconds IS NULL THEN NULL
    ELSE printf('%d:%02d:%02d', duration_seconds::BIGINT // 3600, duration_seconds::BIGINT // 60 % 60, duration_seconds::BIGINT % 60)
  END AS duration,
  files, due, retrieved, refused, unanswered, failed, carried, deferred, new_files AS "new", changed_files AS changed,
  vanished_files AS vanished, reappeared_files AS reappeared, calls, throttles, retries, trouble_code AS trouble`;

/** `attached-files runs`: past runs, the newest first. */
export async function runsCommand({ json, limit, ...options }: RunsOptions, io: Io): Promise<ExitCode> {
  return await withStoredHistory(options, io, async ({ connection, scopes, unread }) => {
    const columns = json ? "*" : `${scopes.length + unread.length > 1 ? "scope, " : ""}${TOLD}`;
    const sql = `SELECT ${columns} FROM runs
      QUALIFY row_number() OVER (PARTITION BY scope ORDER BY run DESC) <= ${limit}
      ORDER BY started_at DESC, scope, run DESC`;
    const rows = await streamRows(connection, sql, io.signal);
    await writeRows(rows, json ? "json" : "table", Number.POSITIVE_INFINITY, io.out);
  });
}
