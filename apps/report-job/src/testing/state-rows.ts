import { openState, type State } from "../state/open-state.ts";

/** A row of a table, its moments in milliseconds since 1970 and its numbers as numbers. */
export type StateRow = Readonly<Record<string, unknown>>;

/** All that a state says of files and runs. */
export interface StateRows {
  readonly outcomes: readonly StateRow[];
  readonly runs: readonly StateRow[];
  readonly pastVersions: readonly StateRow[];
  readonly discovery: readonly StateRow[];
  readonly irregularities: readonly StateRow[];
}

const RECHECK_PHASE = "md5_number_lower(associated_resource_arn)::DOUBLE / 18446744073709551616.0 AS recheck_phase";

/**
 * Reads a state whole, as no run does.
 *
 * @param publishedSlot noted as published afterwards, as `markPublished` does, which opens the state once more.
 */
export async function readStateRows(stateFolder: string, scope: string, publishedSlot?: string): Promise<StateRows> {
  const state = await openState(stateFolder, scope);
  try {
    return await readRows(state);
  } finally {
    if (publishedSlot !== undefined) {
      const sql = "UPDATE runs SET published_at = finished_at WHERE slot = $slot AND status <> 'running'";
      await state.connection.run(sql, { slot: publishedSlot });
    }
    await state.close();
  }
}

/** Reads a state that is open. */
export async function readRows(state: State): Promise<StateRows> {
  return {
    outcomes: await rowsOf(state, `SELECT *, ${RECHECK_PHASE} FROM outcomes ORDER BY number`),
    runs: await rowsOf(state, "SELECT * FROM runs ORDER BY number"),
    pastVersions: await rowsOf(state, "SELECT * FROM past_versions ORDER BY ALL"),
    discovery: await rowsOf(state, "SELECT * FROM discovery"),
    irregularities: await rowsOf(state, "SELECT * FROM irregularities ORDER BY ALL"),
  };
}

async function rowsOf({ connection }: State, sql: string): Promise<readonly StateRow[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return typeof value === "bigint" && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
