import type { FileReference, ReferenceSource } from "@attached-files/core";
import { type ListFile, readList } from "./list-lines.ts";

const REFERENCES_A_PAGE = 1000;

/** The references of a list that was checked before; its malformed lines were told then, and are left out. */
export function listReferenceSource(list: ListFile): ReferenceSource {
  return {
    discover: async function* (options = {}) {
      let references: FileReference[] = [];
      for await (const line of readList(list)) {
        options.signal?.throwIfAborted();
        if (!line.ok) continue;
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
