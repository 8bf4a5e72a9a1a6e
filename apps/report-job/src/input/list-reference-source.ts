import type { FileReference, ReferenceSource } from "@attached-files/core";
import { type ListFormat, readList } from "./list-lines.ts";

const REFERENCES_A_PAGE = 1000;

/** References from a list that a person made. Malformed lines are told to `onMalformed` and left out. */
export function listReferenceSource(
  path: string,
  format: ListFormat,
  onMalformed: (line: number, problem: string) => void,
): ReferenceSource {
  return {
    discover: async function* (options = {}) {
      let references: FileReference[] = [];
      for await (const line of readList(path, format)) {
        options.signal?.throwIfAborted();
        if (!line.ok) {
          onMalformed(line.line, line.problem);
          continue;
        }
        references.push(line.reference);
        if (references.length < REFERENCES_A_PAGE) continue;
        yield { references, irregularities: [] };
        references = [];
      }
      if (references.length > 0) yield { references, irregularities: [] };
    },
    close: async () => {},
  };
}
