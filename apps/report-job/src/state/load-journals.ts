import { readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { JobError } from "../exit-code.ts";
import { LONGEST_LINE_BYTES } from "./journal-line.ts";
import { journalFolder, type State } from "./open-state.ts";
import { sealJournal } from "./seal-journal.ts";
import { sqlText } from "./sql-text.ts";
import { inTransaction } from "./transaction.ts";

const COLUMNS = [
  "row",
  "instance_id",
  "associated_resource_arn",
  "file_id",
  "association_time",
  "resume_token",
  "page",
  "outcome",
  "file_name",
  "file_status",
  "file_size_bytes",
  "file_use_case_type",
  "creation_time",
  "file_arn",
  "created_by_kind",
  "created_by",
  "answered_resource_arn",
  "tags",
  "unknown_members",
  "error_code",
  "error_message",
  "checked_at",
  "kind",
  "path",
  "detail",
] as const;

const OUTCOME_COLUMNS = COLUMNS.slice(8, 22).join(", ");
const TYPES: Readonly<Record<string, string>> = { page: "BIGINT", file_size_bytes: "BIGINT", checked_at: "TIMESTAMP" };

/** The next journal's path. Names sort in the order of writing, and none is ever used twice. */
export async function nextJournalPath(state: State): Promise<string> {
  const names = [...(await journalNames(state)), await lastLoaded(state)].sort();
  const next = Number.parseInt(names.at(-1) || "0", 10) + 1;
  return join(journalFolder(state.folder), `${String(next).padStart(9, "0")}.ndjson`);
}

/** Takes every journal into the working tables, each whole and once, and removes it. */
export async function loadJournals(state: State, slot: string): Promise<void> {
  for (const name of await journalNames(state)) {
    const path = join(journalFolder(state.folder), name);
    // A process that died between loading and removing left one that must not be loaded again.
    if (name > (await lastLoaded(state))) {
      await sealJournal(path);
      await load(state, slot, name, path);
    }
    await unlink(path);
  }
}

/** Throws away the journals of a run that is given up. */
export async function discardJournals(state: State): Promise<void> {
  for (const name of await journalNames(state)) await unlink(join(journalFolder(state.folder), name));
}

async function load(state: State, slot: string, name: string, path: string): Promise<void> {
  const columns = COLUMNS.map((column) => `"${column}": '${TYPES[column] ?? "VARCHAR"}'`).join(", ");
  const rows = `read_json(${sqlText(path)}, format='newline_delimited', maximum_object_size=${LONGEST_LINE_BYTES}, columns={${columns}})`;
  const reference = "instance_id, associated_resource_arn, file_id";
  try {
    await inTransaction(state.connection, async (connection) => {
      await connection.run(
        `INSERT INTO working_references SELECT ${reference}, association_time FROM ${rows} WHERE "row" = 'reference'`,
      );
      await connection.run(
        `INSERT INTO working_outcomes SELECT ${reference}, outcome, ${OUTCOME_COLUMNS} FROM ${rows} WHERE "row" = 'outcome'`,
      );
      await connection.run(
        `INSERT INTO working_irregularities SELECT kind, path, file_id, associated_resource_arn, detail FROM ${rows} WHERE "row" = 'irregularity'`,
      );
      await connection.run(
        `UPDATE runs SET calls = calls + (SELECT count(*) FROM ${rows} WHERE "row" = 'call') WHERE slot = $slot`,
        { slot },
      );
      await connection.run(
        `UPDATE runs SET resume_token = last.page.token
         FROM (SELECT max_by({token: resume_token}, page) AS page FROM ${rows} WHERE "row" = 'page') AS last
         WHERE slot = $slot AND last.page IS NOT NULL`,
        { slot },
      );
      await connection.run("DELETE FROM loaded_journals");
      await connection.run("INSERT INTO loaded_journals VALUES ($name)", { name });
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new JobError(
      "unavailable",
      `The journal ${path} cannot be taken into the state: ${message.trim()}. Nothing of it was lost or removed.`,
      error,
    );
  }
}

async function lastLoaded(state: State): Promise<string> {
  const rows = await state.connection.runAndReadAll("SELECT max(name) FROM loaded_journals");
  return String(rows.value(0, 0) ?? "");
}

async function journalNames(state: State): Promise<string[]> {
  const folder = journalFolder(state.folder);
  const names = await readdir(folder);
  const strange = names.filter((name) => !/^\d{9}\.ndjson$/.test(name));
  // Work that stood in a file we pass over would be lost without a word.
  if (strange.length > 0) {
    throw new JobError(
      "unavailable",
      `${folder} holds what no run wrote: ${strange.join(", ")}. Move it away and start again.`,
    );
  }
  return names.sort();
}
