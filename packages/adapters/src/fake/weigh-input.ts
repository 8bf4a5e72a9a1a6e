import type { OperationInput } from "./operations/operation.ts";

/** What an object or a list takes before anything is in it, and what each of its members takes beside its value. */
const HOLDER_BYTES = 64;
const MEMBER_BYTES = 16;

/**
 * How many bytes an input takes in memory, about: of `{}` that is far more than on the wire. Ends as soon as it is more
 * than `most`, so that it costs little whatever comes, and ends where objects hold themselves.
 */
export function weighInput({ path, query, body }: OperationInput, most: number): number {
  let bytes = 0;
  const add = (value: unknown): void => {
    if (typeof value === "string") bytes += value.length;
    if (typeof value !== "object" || value === null) return;
    bytes += HOLDER_BYTES;
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length && bytes <= most; at += 1) {
        bytes += MEMBER_BYTES;
        add(value[at]);
      }
      return;
    }
    for (const name in value) {
      if (bytes > most) return;
      bytes += MEMBER_BYTES + name.length;
      add((value as Readonly<Record<string, unknown>>)[name]);
    }
  };
  for (const part of [path, query, body]) add(part);
  return bytes;
}
