import type { FileReference, MetadataRequest } from "@attached-files/core";
import { packSorted } from "@attached-files/core";
import type { State } from "./open-state.ts";
import { inTransaction } from "./transaction.ts";

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
    await connection.run(
      `CREATE OR REPLACE TABLE working_references AS
       SELECT instance_id, associated_resource_arn, file_id, min(association_time) AS association_time
       FROM working_references GROUP BY instance_id, associated_resource_arn, file_id ORDER BY ALL`,
    );
    const after = await count(state, "SELECT count(*) FROM working_references");
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

const DUE = `
  SELECT instance_id, associated_resource_arn, file_id
  FROM working_references ANTI JOIN working_outcomes USING (instance_id, associated_resource_arn, file_id)
  ORDER BY instance_id, associated_resource_arn, file_id`;

/** The calls still to be made, packed, in a steady order, in bounded memory. */
export async function* dueRequests(state: State): AsyncGenerator<MetadataRequest> {
  const connection = await state.connect();
  try {
    const result = await connection.stream(DUE);
    // The rows of one resource may straddle two chunks: its tail waits for the next one.
    let waiting: FileReference[] = [];
    for await (const rows of result.yieldRowsJs()) {
      const references = rows.map(([instanceId, associatedResourceArn, fileId]) => ({
        instanceId: String(instanceId),
        associatedResourceArn: String(associatedResourceArn),
        fileId: String(fileId),
      }));
      const requests = [...packSorted([...waiting, ...references])];
      const last = requests.pop();
      yield* requests;
      waiting = last === undefined ? [] : last.fileIds.map((fileId) => ({ ...last, fileId }));
    }
    yield* packSorted(waiting);
  } finally {
    connection.closeSync();
  }
}

async function count(state: State, sql: string): Promise<number> {
  const rows = await state.connection.runAndReadAll(sql);
  return Number(rows.value(0, 0));
}
