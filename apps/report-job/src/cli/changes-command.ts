import { type ExitCode, JobError } from "../exit-code.ts";
import { type ComparedRuns, comparedRunsSql, runsToCompare } from "../history/compared-runs.ts";
import { streamRows } from "../history/row-stream.ts";
import { type RowFormat, writeRows } from "../history/write-rows.ts";
import type { Io } from "../process/io.ts";
import { counted } from "../run/counted.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import { type HistoryOptions, withStoredHistory } from "./stored-history.ts";

export interface ChangesOptions extends HistoryOptions {
  readonly from?: string;
  readonly to?: string;
  readonly format: Exclude<RowFormat, "json">;
}

/** A table waits for its last row, and nobody reads more. */
const ROWS_OF_A_TABLE = 1000;

/** `attached-files changes`: what differs between two runs, the last two if nothing else is said. */
export async function changesCommand(options: ChangesOptions, io: Io): Promise<ExitCode> {
  return await withStoredHistory(options, io, async ({ connection, scopes, unread }) => {
    const compared: ComparedRuns[] = [];
    const unknown: string[] = [];
    for (const scope of scopes) {
      const runs = await runsToCompare(connection, scope, options);
      if ("why" in runs) {
        const line = terminalText(`${scope}: ${runs.why}`);
        if (runs.unknownSlot) unknown.push(line);
        else io.say(line);
        continue;
      }
      io.say(`${scope}: from slot ${runs.from.slot} to slot ${runs.to.slot}`);
      compared.push(runs);
    }
    // A slot that no scope knows is a slip; one that some know need not be of all.
    if (compared.length === 0 && unknown.length > 0 && unread.length === 0)
      throw new JobError("usage", unknown.join("\n"));
    for (const line of unknown) io.say(line);
    if (compared.length === 0) return;
    const isTable = options.format === "table";
    const told = `${scopes.length + unread.length > 1 ? "scope, " : ""}kind, associated_resource_arn AS resource, file_id, member, "before", "after"`;
    const sql = `SELECT ${isTable ? told : "*"} FROM (${comparedRunsSql(compared)})`;
    const most = isTable ? ROWS_OF_A_TABLE : Number.POSITIVE_INFINITY;
    const { rows, isCut } = await writeRows(await streamRows(connection, sql, io.signal), options.format, most, io.out);
    if (rows === 0) io.say("No file is known to have appeared, vanished or changed between these runs.");
    if (isCut) io.say(`These are the first ${counted(rows, "change")}. --format ndjson or csv has all of them.`);
  });
}
