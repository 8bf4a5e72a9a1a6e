import { access } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { SCHEMA_VERSION } from "../../state/schema.ts";
import { sqlText } from "../../state/sql-text.ts";
import type { Reason } from "../report-schema.ts";
import { readRows, rowCount } from "./read-rows.ts";
import { stateTrouble } from "./state-trouble.ts";

/** Why a state cannot be read. */
export type StateTrouble = Pick<Reason, "code" | "text">;

/** How long a state is waited for, in milliseconds: a process that finds its slot finished has it open for a moment. */
const [LONGEST_WAIT_MS, LOOK_EVERY_MS] = [2000, 100];

async function attachUnlessHeld(connection: DuckDBConnection, stateFile: string, database: string): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    try {
      await connection.run(`ATTACH ${sqlText(stateFile)} AS ${database} (READ_ONLY)`);
      return;
    } catch (error) {
      const { code } = stateTrouble(error instanceof Error ? error.message : String(error));
      if (code !== "state-in-use" || waitedMs >= LONGEST_WAIT_MS) throw error;
      await setTimeout(LOOK_EVERY_MS);
    }
  }
}

/**
 * Attaches a state for reading, under a name; answers its schema version, or why it cannot be read.
 *
 * @param bucketPlace as `s3://bucket/prefix`, where the file is a copy of a state that stands there.
 */
export async function attachState(
  connection: DuckDBConnection,
  stateFile: string,
  database: string,
  bucketPlace?: string,
): Promise<{ readonly schemaVersion: number } | StateTrouble> {
  const found = await access(stateFile).then(
    () => true,
    () => false,
  );
  if (!found) {
    const setting = bucketPlace === undefined ? "state.folder (or --state-folder)" : "bucket and prefix of state.s3";
    const next = `Start 'attached-files run' first, or look whether ${setting} and the scope's name are what they were in earlier runs.`;
    const text = `No data: there is no state at ${bucketPlace ?? stateFile}. No run of this scope has got that far. ${next}`;
    return { code: "state-missing", text };
  }
  try {
    await attachUnlessHeld(connection, stateFile, database);
    const [version] = await readRows(
      connection,
      z.object({ version: rowCount.nullable() }),
      `SELECT max(version)::BIGINT AS version FROM ${database}.main.schema_version`,
    );
    const schemaVersion = version?.version ?? 0;
    if (schemaVersion <= SCHEMA_VERSION) return { schemaVersion };
    const text = `No data: the state has schema version ${schemaVersion}; this program knows versions up to ${SCHEMA_VERSION}.`;
    return { code: "state-newer", text };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return stateTrouble(bucketPlace === undefined ? message : message.replaceAll(stateFile, bucketPlace));
  }
}
