/** A line of a text: what it says, or why nobody can tell. Numbers begin with 1. */
export type TextLine =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly problem: string };

/** More than any reference with its neighbours in a spreadsheet needs; a file without line breaks stays bounded memory. */
export const LONGEST_LINE_BYTES: number = 1 << 20;

const LINE_FEED = 0x0a;

/**
 * Cuts bytes into lines at line feeds, and at nothing else: U+2028 and its kind may stand inside a JSON text. A carriage
 * return before the line feed and a byte-order mark at the beginning are no part of a line.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array | string>,
  longestBytes: number = LONGEST_LINE_BYTES,
): AsyncGenerator<TextLine> {
  let number = 0;
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array): void => {
    length += part.length;
    if (length <= longestBytes) parts.push(part);
    else parts = [];
  };
  const take = (): TextLine => {
    number += 1;
    const bytes = Buffer.concat(parts);
    const line = length > longestBytes ? tooLong(number, length, longestBytes) : toLine(number, bytes);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, from)) {
      keep(bytes.subarray(from, at));
      from = at + 1;
      yield take();
    }
    keep(bytes.subarray(from));
  }
  if (length > 0) yield take();
}

function toLine(number: number, bytes: Uint8Array): TextLine {
  let text: string;
  try {
    // A decoder that replaced what it cannot read would ask for another id than the one that was given.
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { number, problem: "expected UTF-8, received bytes that are none" };
  }
  const bare = number === 1 && text.startsWith("\uFEFF") ? text.slice(1) : text;
  return { number, text: bare.endsWith("\r") ? bare.slice(0, -1) : bare };
}

function tooLong(number: number, length: number, longestBytes: number): TextLine {
  return { number, problem: `expected at most ${longestBytes} bytes, received ${length}` };
}
