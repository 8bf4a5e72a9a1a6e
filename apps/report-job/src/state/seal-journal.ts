import { createReadStream } from "node:fs";
import { stat, truncate } from "node:fs/promises";
import { UNIT_ENDS } from "./journal-rows.ts";

const NEWLINE = 0x0a;

/**
 * Cuts off what a killed process left half done: everything behind the last whole unit of work.
 *
 * @returns the bytes cut off.
 */
export async function sealJournal(path: string): Promise<number> {
  let offset = 0;
  let sealed = 0;
  // Only the beginning of a line tells what it is; names in it can be long, so no more is kept of it.
  let start = "";
  const longest = Math.max(...UNIT_ENDS.map((end) => end.length));
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let from = 0;
    while (from < chunk.length) {
      const newline = chunk.indexOf(NEWLINE, from);
      const end = newline === -1 ? chunk.length : newline;
      if (start.length < longest) start += chunk.toString("latin1", from, Math.min(end, from + longest - start.length));
      if (newline === -1) break;
      if (UNIT_ENDS.some((unitEnd) => start.startsWith(unitEnd))) sealed = offset + newline + 1;
      start = "";
      from = newline + 1;
    }
    offset += chunk.length;
  }
  const { size } = await stat(path);
  if (sealed < size) await truncate(path, sealed);
  return size - sealed;
}
