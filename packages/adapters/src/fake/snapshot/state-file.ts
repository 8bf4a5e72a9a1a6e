import { once } from "node:events";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { ConnectState } from "../connect-state/connect-state.ts";
import { recordsOf, restoreRecord, type SnapshotRecord } from "./snapshot.ts";
import { parseSnapshotLine, SNAPSHOT_HEADER, snapshotLine } from "./snapshot-lines.ts";

const END = JSON.stringify({ kind: "end" });

/**
 * Writes the state to a file, a line at a time, beside the one that is there and then in its place: whoever is killed
 * meanwhile leaves the old one. What is written is the state of one moment, however long the writing takes.
 */
export async function writeStateFile(path: string, state: ConnectState): Promise<void> {
  const records = [...recordsOf(state)];
  const beside = `${path}.new`;
  try {
    const file = await open(beside, "w");
    try {
      for (const block of blocksOf(records)) await file.appendFile(block);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

const BLOCK = 256 * 1024;

/** Lines in blocks, since a write costs more than a line. */
function* blocksOf(records: readonly SnapshotRecord[]): Generator<string> {
  let block = `${SNAPSHOT_HEADER}\n`;
  for (const record of records) {
    block += `${snapshotLine(record)}\n`;
    if (block.length < BLOCK) continue;
    yield block;
    block = "";
  }
  yield `${block}${END}\n`;
}

/**
 * Reads a state file into an empty state.
 *
 * @returns false where there is no such file.
 * @throws {Error} it is none, or a part of one: with the line, and nothing is left in the state.
 */
export async function readStateFile(path: string, state: ConnectState): Promise<boolean> {
  const stream = createReadStream(path, "utf8");
  try {
    await once(stream, "open");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
  let number = 0;
  let last = "";
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      last = line;
      if (number === 1) checkHeader(line);
      else if (line !== END) restoreRecord(state, parseSnapshotLine(line));
    }
    if (last !== END) throw new Error("it ends too early");
  } catch (error) {
    state.clear();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path}, line ${number}: ${reason}. Move the file away to begin anew.`, {
      cause: error,
    });
  } finally {
    stream.destroy();
  }
  return true;
}

function checkHeader(line: string): void {
  if (line !== SNAPSHOT_HEADER) throw new Error(`it does not begin with ${SNAPSHOT_HEADER}`);
}
