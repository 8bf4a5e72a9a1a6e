import { countCharacters } from "../batch/limits.ts";
import { show } from "../validation/result.ts";
import type { Note } from "./irregularity.ts";

/** The form that the service's model gives: `yyyy-MM-ddThh:mm:ss.SSSZ`. */
const CREATION_TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const LONGEST_NAME = 256;
const MOST_TAGS = 50;

/** Notes a creation time in another form than the model's. The text is kept as it came. */
export function noteCreationTime(text: string, path: string, note: Note): void {
  if (CREATION_TIME.test(text)) return;
  note({ kind: "out-of-range", path, detail: `expected yyyy-MM-ddThh:mm:ss.SSSZ, received ${show(text)}` });
}

/** Notes a name that is empty, or longer than the model allows. */
export function noteFileName(text: string, path: string, note: Note): void {
  // No text has more characters than it has places, and nearly all are short.
  if (text.length > 0 && (text.length <= LONGEST_NAME || countCharacters(text) <= LONGEST_NAME)) return;
  note({ kind: "out-of-range", path, detail: `expected 1 to ${LONGEST_NAME} characters, received ${show(text)}` });
}

/** Notes more tags than the model allows. An empty map is what the service may well answer, though the model says 1. */
export function noteTags(count: number, path: string, note: Note): void {
  if (count <= MOST_TAGS) return;
  note({ kind: "out-of-range", path, detail: `expected at most ${MOST_TAGS} tags, received ${count}` });
}
