import { readFile } from "node:fs/promises";
import type { ObjectLabel, ObjectStore, StoredObject } from "../compose.ts";

interface Kept {
  readonly text: string;
  readonly label: ObjectLabel;
  modifiedAt: Date;
}

/** A bucket in memory. */
export interface MemoryStore extends ObjectStore {
  readonly objects: Map<string, Kept>;
  /** What was done, as 'put a/b'. */
  readonly calls: string[];
  /** The calls after so many fail, those that read and those that write. */
  failAfter(calls: number): void;
}

export function memoryStore(now: () => Date): MemoryStore {
  const objects = new Map<string, Kept>();
  const calls: string[] = [];
  let left = Number.POSITIVE_INFINITY;
  const call = (what: string): void => {
    if (left <= 0) throw new Error("the bucket is gone");
    left -= 1;
    calls.push(what);
  };
  const facts = (key: string, { text, label, modifiedAt }: Kept): StoredObject => ({
    key,
    sizeBytes: text.length,
    modifiedAt,
    metadata: label.metadata,
  });
  return {
    objects,
    calls,
    failAfter: (count) => {
      left = count;
    },
    async find(key) {
      call(`find ${key}`);
      const kept = objects.get(key);
      return kept === undefined ? undefined : facts(key, kept);
    },
    async readText(key) {
      call(`read ${key}`);
      return objects.get(key)?.text;
    },
    async *list(prefix) {
      call(`list ${prefix}`);
      for (const key of [...objects.keys()].sort()) {
        const kept = objects.get(key);
        if (key.startsWith(prefix) && kept !== undefined) yield facts(key, kept);
      }
    },
    async putText(key, text, label) {
      call(`put ${key}`);
      objects.set(key, { text, label, modifiedAt: now() });
    },
    async putFile(key, { path }, label) {
      call(`upload ${key}`);
      objects.set(key, { text: await readFile(path, "latin1"), label, modifiedAt: now() });
    },
    async copy(from, to) {
      call(`copy ${to}`);
      const kept = objects.get(from);
      if (kept !== undefined) objects.set(to, { ...kept, modifiedAt: now() });
      return kept !== undefined;
    },
    async remove(keys) {
      call(`remove ${keys.length}`);
      for (const key of keys) objects.delete(key);
    },
    close: async () => {},
  };
}
