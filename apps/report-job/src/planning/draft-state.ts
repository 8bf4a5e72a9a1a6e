import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { KEY } from "../state/columns.ts";
import { LONGEST_LINE_BYTES } from "../state/journal-line.ts";
import { journalFolder } from "../state/open-state.ts";
import { sqlText } from "../state/sql-text.ts";

/** Tables that deciding writes to, and those of a run that is under way. */
const DRAFTED = ["runs", "reopened_runs", "discovery", "working_found"];

/**
 * Makes a draft of a state that is attached for reading, on which a run can be decided and planned: each table that this writes
 * to is a temporary one, and stands before the state's own of the name. What an unfinished run has in its journals is in the
 * draft, too.
 */
export async function draftState(connection: DuckDBConnection, database: string, stateFile: string): Promise<void> {
  await connection.run(`USE ${database}`);
  for (const table of DRAFTED) {
    await connection.run(`CREATE TEMP TABLE ${table} AS SELECT * FROM ${database}.main.${table}`);
  }
  await connection.run(`CREATE TEMP TABLE working_outcomes AS SELECT number FROM ${database}.main.working_outcomes`);
  for (const path of await unreadJournals(connection, stateFile)) {
    // Where a process died while it wrote, the last line is none.
    const rows = `read_json(${sqlText(path)}, format='newline_delimited', ignore_errors=true,
      maximum_object_size=${LONGEST_LINE_BYTES}, columns={"row": 'VARCHAR', number: 'BIGINT', instance_id: 'VARCHAR',
      associated_resource_arn: 'VARCHAR', file_id: 'VARCHAR', association_time: 'VARCHAR'})`;
    await connection.run(
      `INSERT INTO working_found SELECT ${KEY}, association_time FROM ${rows} WHERE "row" = 'reference'`,
    );
    await connection.run(`INSERT INTO working_outcomes SELECT number FROM ${rows} WHERE "row" = 'outcome'`);
  }
}

async function unreadJournals(connection: DuckDBConnection, stateFile: string): Promise<readonly string[]> {
  const folder = journalFolder(dirname(stateFile));
  const loaded = await connection.runAndReadAll("SELECT coalesce(max(name), '') FROM loaded_journals");
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /^\d{9}\.ndjson$/.test(name) && name > String(loaded.value(0, 0)))
    .sort()
    .map((name) => join(folder, name));
}
