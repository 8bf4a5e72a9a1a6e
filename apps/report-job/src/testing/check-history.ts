import { VERSION_COLUMNS } from "../state/columns.ts";
import { exactJson } from "../state/exact-json.ts";
import { rowKey } from "./check-run.ts";
import { type KnownFile, plainMember } from "./known-files.ts";
import type { StateRow, StateRows } from "./state-rows.ts";

/**
 * Puts together again, from the versions that a state keeps, what stood in it after each run, and holds it against what did.
 *
 * @param history what stood in the state after each run, by its number, by key.
 * @throws {Error} a version is missing, wrong, or one too many.
 */
export function checkHistory(rows: StateRows, history: ReadonlyMap<number, ReadonlyMap<string, KnownFile>>): void {
  const past = Map.groupBy(rows.pastVersions, rowKey);
  const present = new Map(rows.outcomes.map((row) => [rowKey(row), row]));
  for (const [number, files] of history) {
    for (const [key, file] of files) {
      const held = versionsAt(number, past.get(key) ?? [], present.get(key));
      const expected = file.answer === null ? [] : [exactJson([file.answer, ...file.members])];
      if (file.vanishedRun === number) {
        const told = (past.get(key) ?? []).filter((row) => row.vanished === true && row.until_run === number);
        if (told.length !== 1) throw new Error(`${key} vanished in run ${number}, which is told ${told.length} times`);
      } else if (exactJson(held) !== exactJson(expected)) {
        throw new Error(`run ${number}: of ${key} the history tells ${held}, and it was ${expected}`);
      }
    }
  }
  for (const row of rows.pastVersions.filter(({ vanished }) => vanished === true)) {
    const file = history.get(Number(row.until_run))?.get(rowKey(row));
    if (file?.vanishedRun !== row.until_run) throw new Error(`${rowKey(row)} did not vanish in run ${row.until_run}`);
  }
}

function versionsAt(number: number, past: readonly StateRow[], present: StateRow | undefined): readonly string[] {
  const versions = past.filter(
    (row) => row.from_run !== null && Number(row.from_run) <= number && number < Number(row.until_run),
  );
  // The last version of a file that vanished stands among the past ones, too.
  const isHeld = present !== undefined && present.since_run !== null && present.vanished_run === null;
  const isPresent = isHeld && Number(present.since_run) <= number;
  return [...versions, ...(isPresent ? [present] : [])].map((row) =>
    exactJson(VERSION_COLUMNS.map((column) => plainMember(row[column]))),
  );
}
