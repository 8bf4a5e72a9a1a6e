import type { FileReference, MetadataRequest } from "@attached-files/core";
import { packSorted } from "@attached-files/core";
import type { State } from "./open-state.ts";
import { REFERENCE_COLUMNS } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

const KEY = "instance_id, associated_resource_arn, file_id";

export interface FoundReferences {
  readonly distinct: number;
  /** References that still need a call. */
  readonly due: number;
}

/** Ends the discovery: each reference once, the repeated ones counted. */
export async function settleReferences(
  state: State,
  slot: string,
  discovery: { readonly finished: boolean; readonly skippedLines: number },
): Promise<FoundReferences> {
  await inTransaction(state.connection, async (connection) => {
    const before = await count(state, "SELECT count(*) FROM working_references");
    await connection.run(`CREATE TABLE settled (${REFERENCE_COLUMNS})`);
    await connection.run(
      `INSERT INTO settled SELECT instance_id, associated_resource_arn, file_id, min(association_time)
       FROM working_references GROUP BY instance_id, associated_resource_arn, file_id`,
    );
    await connection.run("DROP TABLE working_references");
    await connection.run("ALTER TABLE settled RENAME TO working_references");
    const after = await count(state, "SELECT count(*) FROM working_references");
    // A run that goes on searches again. What was answered in it before is its answer, whether or not it is found.
    await connection.run(
      `INSERT INTO working_references
       SELECT ${KEY}, association_time FROM outcomes
       SEMI JOIN working_outcomes USING (${KEY}) ANTI JOIN working_references USING (${KEY})`,
    );
    await connection.run(
      "UPDATE runs SET discovery_finished = $finished, repeated = repeated + $repeated, skipped_lines = $skipped WHERE slot = $slot",
      { slot, finished: discovery.finished, repeated: BigInt(before - after), skipped: BigInt(discovery.skippedLines) },
    );
  });
  return countReferences(state);
}

export async function countReferences(state: State): Promise<FoundReferences> {
  const distinct = await count(state, "SELECT count(*) FROM working_references");
  return { distinct, due: distinct - (await count(state, "SELECT count(*) FROM working_outcomes")) };
}

/** References that are read from the state at a time. */
const PAGE = 10_000;

/**
 * The calls still to be made, packed, in a steady order, in bounded memory.
 *
 * They are numbered in a temporary table first and read in pages. A streamed result would do without it, but one that
 * is not read to its end keeps DuckDB's file open behind a closed connection, and a second opening then corrupts it.
 */
export async function* dueRequests(state: State, pageSize = PAGE): AsyncGenerator<MetadataRequest> {
  const { connection } = state;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE due AS
     SELECT row_number() OVER (ORDER BY instance_id, associated_resource_arn, file_id) AS number,
       instance_id, associated_resource_arn, file_id
     FROM working_references ANTI JOIN working_outcomes USING (instance_id, associated_resource_arn, file_id)
     ORDER BY number`,
  );
  // The rows of one resource may straddle two pages: its tail waits for the next one.
  let waiting: FileReference[] = [];
  for (let from = 0; ; from += pageSize) {
    const rows = await connection.runAndReadAll(
      `SELECT instance_id, associated_resource_arn, file_id FROM due
       WHERE number > $from AND number <= $to ORDER BY number`,
      { from: BigInt(from), to: BigInt(from + pageSize) },
    );
    const references = rows.getRowsJS().map(([instanceId, associatedResourceArn, fileId]) => ({
      instanceId: String(instanceId),
      associatedResourceArn: String(associatedResourceArn),
      fileId: String(fileId),
    }));
    if (references.length === 0) break;
    const requests = [...packSorted([...waiting, ...references])];
    const last = requests.pop();
    yield* requests;
    waiting = last === undefined ? [] : last.fileIds.map((fileId) => ({ ...last, fileId }));
  }
  yield* packSorted(waiting);
  await connection.run("DROP TABLE due");
}

async function count(state: State, sql: string): Promise<number> {
  const rows = await state.connection.runAndReadAll(sql);
  return Number(rows.value(0, 0));
}
