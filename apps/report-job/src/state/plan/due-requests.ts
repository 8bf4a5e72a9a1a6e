import { LIMITS } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { PlannedRequest } from "../journal-rows.ts";
import type { State } from "../open-state.ts";
import { TO_BE_ASKED } from "./plan-references.ts";

/** References that are read from the state at a time. */
const PAGE = 10_000;

/**
 * The calls still to be made, the most valuable first, packed, in bounded memory. It reads by a connection of its own, so
 * that journals can be loaded meanwhile.
 *
 * They are numbered in a temporary table first and read in pages. A streamed result would do without it, but one that
 * is not read to its end keeps DuckDB's file open behind a closed connection, and a second opening then corrupts it.
 */
export async function* dueRequests(state: State, pageSize = PAGE): AsyncGenerator<PlannedRequest> {
  const connection = await state.connect();
  // Read while the page before is asked for.
  let ahead: Promise<Row[]> = Promise.resolve([]);
  try {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE due AS
       SELECT row_number() OVER () AS position, number FROM (
         SELECT number FROM (${TO_BE_ASKED}) ORDER BY due_rank, number)`,
    );
    ahead = readPage(connection, 0, pageSize);
    // The rows of one resource may straddle two pages: its tail waits for the next one.
    let waiting: Row[] = [];
    for (let from = 0; ; from += pageSize) {
      const rows = await ahead;
      if (rows.length === 0) break;
      ahead = readPage(connection, from + pageSize, from + 2 * pageSize);
      // It may be that nobody asks for it any more.
      ahead.catch(() => {});
      const requests = [...pack([...waiting, ...rows])];
      waiting = requests.pop() ?? [];
      for (const request of requests) yield toRequest(request);
    }
    for (const request of pack(waiting)) yield toRequest(request);
  } finally {
    await ahead.catch(() => {});
    connection.closeSync();
  }
}

interface Row {
  readonly number: number;
  readonly instanceId: string;
  readonly associatedResourceArn: string;
  readonly fileId: string;
}

async function readPage(connection: DuckDBConnection, from: number, to: number): Promise<Row[]> {
  const page = { from: BigInt(from), to: BigInt(to) };
  const bounds = await connection.runAndReadAll(
    "SELECT min(number), max(number) FROM due WHERE position > $from AND position <= $to",
    page,
  );
  const [first, last] = bounds.getRowsJS()[0] ?? [];
  if (typeof first !== "bigint" || typeof last !== "bigint") return [];
  // A resource is named by its first row alone: reading its texts again for each file takes most of the time.
  const rows = await connection.runAndReadAll(
    `SELECT number, file_id, CASE WHEN is_next THEN instance_id END, CASE WHEN is_next THEN associated_resource_arn END
     FROM (
       SELECT *, lag(resource) OVER (ORDER BY position) IS DISTINCT FROM resource AS is_next
       FROM (SELECT position, number FROM due WHERE position > $from AND position <= $to)
       JOIN working_plan USING (number) WHERE number BETWEEN $first AND $last)
     ORDER BY position`,
    { ...page, first, last },
  );
  let resource = { instanceId: "", associatedResourceArn: "" };
  return rows.getRowsJS().map(([number, fileId, instanceId, associatedResourceArn]) => {
    if (associatedResourceArn !== null) {
      resource = { instanceId: String(instanceId), associatedResourceArn: String(associatedResourceArn) };
    }
    return { ...resource, number: Number(number), fileId: String(fileId) };
  });
}

/** Rows of one resource that stand together make one call, up to the limit. */
function* pack(rows: readonly Row[]): Generator<Row[]> {
  let open: Row[] = [];
  for (const row of rows) {
    const [first] = open;
    const fits =
      first !== undefined &&
      first.associatedResourceArn === row.associatedResourceArn &&
      first.instanceId === row.instanceId &&
      open.length < LIMITS.fileIdsPerCall.most;
    if (!fits && open.length > 0) {
      yield open;
      open = [];
    }
    open.push(row);
  }
  if (open.length > 0) yield open;
}

function toRequest(rows: readonly Row[]): PlannedRequest {
  const [first] = rows;
  if (first === undefined) throw new Error("a call without files");
  return {
    instanceId: first.instanceId,
    associatedResourceArn: first.associatedResourceArn,
    fileIds: rows.map(({ fileId }) => fileId),
    numbers: new Map(rows.map(({ fileId, number }) => [fileId, number])),
  };
}
