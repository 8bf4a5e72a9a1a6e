import { readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { shortText } from "../run/short-text.ts";
import { KEY, METADATA_COLUMNS } from "./columns.ts";
import { isDiskTrouble, mendOfDisk } from "./disk-trouble.ts";
import { takeFallbacks } from "./fallbacks.ts";
import { JOURNAL_TYPES } from "./journal-columns.ts";
import { LONGEST_LINE_BYTES } from "./journal-line.ts";
import { journalFolder, type State } from "./open-state.ts";
import { sealJournal } from "./seal-journal.ts";
import { sqlText } from "./sql-text.ts";
import { inTransaction } from "./transaction.ts";

const ANSWERS = ["number", "outcome", ...METADATA_COLUMNS, "error_code", "error_message", "checked_at"].join(", ");

/** The next journal's path. Names sort in the order of writing, and none is ever used twice. */
export async function nextJournalPath(state: State): Promise<string> {
  const names = [...(await journalNames(state)), await lastLoaded(state)].sort();
  const next = Number.parseInt(names.at(-1) || "0", 10) + 1;
  return join(journalFolder(state.folder), `${String(next).padStart(9, "0")}.ndjson`);
}

/**
 * Takes every journal into the working tables, each whole and once, and removes it.
 *
 * @param last path of the last one that is taken, where the next one is still written.
 */
export async function loadJournals(state: State, slot: string, last?: string): Promise<void> {
  for (const name of await journalNames(state)) {
    const path = join(journalFolder(state.folder), name);
    if (last !== undefined && path > last) return;
    // A process that died between loading and removing left one that must not be loaded again.
    if (name > (await lastLoaded(state))) {
      await sealJournal(path);
      await load(state, slot, name, path);
    }
    await state.dismissJournal(path);
  }
}

/** Throws away the journals of a run that is given up. */
export async function discardJournals(state: State): Promise<void> {
  for (const name of await journalNames(state)) await unlink(join(journalFolder(state.folder), name));
}

async function load(state: State, slot: string, name: string, path: string): Promise<void> {
  const columns = Object.entries(JOURNAL_TYPES).map(([column, type]) => `"${column}": '${type}'`);
  const rows = `read_json(${sqlText(path)}, format='newline_delimited', maximum_object_size=${LONGEST_LINE_BYTES}, columns={${columns.join(", ")}})`;
  try {
    await inTransaction(state.connection, async (connection) => {
      // The text is read twice, not once for each kind of row: what is small, and then the one thing that is large.
      await connection.run(
        `CREATE OR REPLACE TEMP TABLE units AS
         SELECT "row", page, resume_token, requests, retries, throttles, kind, path, file_id, associated_resource_arn, detail,
           other_instance_id, domain_id, operation, error_code, error_message
         FROM ${rows} WHERE "row" IN ('page', 'call', 'spent', 'irregularity', 'fallback')`,
      );
      const found = await connection.runAndReadAll(
        `SELECT count(*) FILTER ("row" = 'page') > 0, count(*) FILTER ("row" = 'call') > 0 FROM units`,
      );
      const [hasPages, hasCalls] = found.getRowsJS()[0] ?? [];
      if (hasPages === true) {
        await connection.run(
          `INSERT INTO working_found SELECT ${KEY}, association_time FROM ${rows} WHERE "row" = 'reference'`,
        );
      }
      if (hasCalls === true) {
        await connection.run(`INSERT INTO working_outcomes SELECT ${ANSWERS} FROM ${rows} WHERE "row" = 'outcome'`);
      }
      await takeUnits(connection, slot);
      await connection.run("DELETE FROM loaded_journals");
      await connection.run("INSERT INTO loaded_journals VALUES ($name)", { name });
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isOfDisk = isDiskTrouble(error);
    const safe = "Nothing of it was lost or removed";
    throw new JobError(
      "unavailable",
      `The journal ${path} cannot be taken into the state: ${outsideSentence(message)} ${safe}${isOfDisk ? `: ${mendOfDisk(message)}, and start the same command again` : ""}.`,
      error,
      isOfDisk ? "trouble-disk-full" : undefined,
    );
  }
}

/** Counts the units of work into the run, and notes where its search goes on. */
async function takeUnits(connection: DuckDBConnection, slot: string): Promise<void> {
  await connection.run(
    `INSERT INTO working_irregularities
     SELECT kind, path, file_id, associated_resource_arn, detail, other_instance_id FROM units WHERE "row" = 'irregularity'`,
  );
  await connection.run(
    `UPDATE runs SET calls = runs.calls + u.calls, pages = runs.pages + u.pages, requests = runs.requests + u.requests,
       retries = runs.retries + u.retries, throttles = runs.throttles + u.throttles
     FROM (SELECT count(*) FILTER ("row" = 'call') AS calls, count(*) FILTER ("row" = 'page') AS pages,
       coalesce(sum(requests), 0)::BIGINT AS requests, coalesce(sum(retries), 0)::BIGINT AS retries, coalesce(sum(throttles), 0)::BIGINT AS throttles FROM units) AS u
     WHERE slot = $slot`,
    { slot },
  );
  await connection.run(
    `UPDATE runs SET resume_token = last.page.token
     FROM (SELECT max_by({token: resume_token}, page) AS page FROM units WHERE "row" = 'page') AS last
     WHERE slot = $slot AND last.page IS NOT NULL`,
    { slot },
  );
  await takeFallbacks(connection, slot);
  await connection.run("DROP TABLE units");
}

async function lastLoaded(state: State): Promise<string> {
  const rows = await state.connection.runAndReadAll("SELECT max(name) FROM loaded_journals");
  return String(rows.value(0, 0) ?? "");
}

async function journalNames(state: State): Promise<string[]> {
  const folder = journalFolder(state.folder);
  const entries = await readdir(folder, { withFileTypes: true });
  const strange = entries.filter((entry) => !entry.isFile() || !/^\d{9}\.ndjson$/.test(entry.name));
  // Work that stood in a file we pass over would be lost without a word.
  if (strange.length > 0) {
    throw new JobError(
      "unavailable",
      `${folder} holds what no run wrote: ${strange.map(({ name }) => shortText(name)).join(", ")}. Move it away and start again.`,
    );
  }
  return entries.map(({ name }) => name).sort();
}
