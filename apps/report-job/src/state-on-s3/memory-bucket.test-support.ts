import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { SourceError } from "@attached-files/core";
import type { Clock } from "../run/clock.ts";
import { type Head, parseHead } from "./head.ts";
import type { StateBucket, StateStore } from "./state-bucket.ts";

/** What becomes of a call: it is done, it fails before or behind it, or it never ends. */
export type Fate = "done" | "fails" | "answer-lost" | "hangs";

export interface MemoryBucket {
  /** The way to the bucket of one process. @param fateOf asked at each call */
  wayOf(clock: Clock, fateOf?: (call: string) => { readonly fate: Fate; readonly delayMs: number }): StateBucket;
  readonly objects: ReadonlyMap<string, { readonly content: Buffer; readonly modifiedMs: number }>;
  /** Every head that ever stood there. */
  readonly heads: readonly { readonly head: Head; readonly atMs: number }[];
}

/** A bucket in memory, whose clock tells whole seconds. @param nowMs of the bucket's clock */
export function memoryBucket(nowMs: () => number): MemoryBucket {
  const objects = new Map<string, { content: Buffer; etag: string; modifiedMs: number }>();
  const heads: { head: Head; atMs: number }[] = [];
  let puts = 0;
  const put = (key: string, content: Buffer): string => {
    puts += 1;
    const etag = `"${puts}"`;
    objects.set(key, { content, etag, modifiedMs: nowMs() });
    if (key.endsWith("head.json")) heads.push({ head: parseHead(content.toString()), atMs: nowMs() });
    return etag;
  };
  const wholeSecond = (ms: number): Date => new Date(Math.floor(ms / 1000) * 1000);
  return {
    objects,
    heads,
    wayOf(clock, fateOf = () => ({ fate: "done", delayMs: 0 })) {
      const call = async <T>(what: string, signal: AbortSignal | undefined, work: () => Promise<T> | T): Promise<T> => {
        const { fate, delayMs } = fateOf(what);
        if (fate === "hangs")
          await new Promise((_, reject) => signal?.addEventListener("abort", reject)).catch(() => {});
        if (delayMs > 0) await clock.sleep(delayMs / 2);
        if (fate === "fails" || fate === "hangs") throw new SourceError("SourceUnreachable", "the way is cut");
        const result = await work();
        if (delayMs > 0) await clock.sleep(delayMs / 2);
        if (fate === "answer-lost") throw new SourceError("SourceTimeout", "no answer");
        return result;
      };
      const store: StateStore = {
        readVersion: (key, { signal } = {}) =>
          call(`read ${key}`, signal, () => {
            const found = objects.get(key);
            if (found === undefined) return undefined;
            const { content, etag, modifiedMs } = found;
            const times = { modifiedAt: wholeSecond(modifiedMs), answeredAt: wholeSecond(nowMs()) };
            return { text: content.toString(), etag, ...times };
          }),
        putTextIf: (key, text, _label, condition, { signal } = {}) =>
          call(`put ${key}`, signal, () => {
            const etag = objects.get(key)?.etag;
            if ("absent" in condition ? etag !== undefined : etag !== condition.etag) return undefined;
            return put(key, Buffer.from(text));
          }),
        fetchFile: (key, path, { signal } = {}) =>
          call(`fetch ${key}`, signal, async () => {
            const found = objects.get(key);
            if (found === undefined) return undefined;
            await writeFile(path, found.content);
            return {
              sizeBytes: found.content.length,
              sha256: createHash("sha256").update(found.content).digest("hex"),
            };
          }),
        putFile: (key, { path }, _label, { signal } = {}) =>
          call(`put ${key}`, signal, async () => {
            put(key, await readFile(path));
          }),
        async *list(prefix) {
          for (const [key, { content, modifiedMs }] of [...objects].sort()) {
            if (key.startsWith(prefix)) yield { key, sizeBytes: content.length, modifiedAt: wholeSecond(modifiedMs) };
          }
        },
        remove: (removed, { signal } = {}) =>
          call("remove", signal, () => {
            for (const key of removed) objects.delete(key);
          }),
      };
      return { store, prefix: "scope=main/", place: "s3://bucket/scope=main/" };
    },
  };
}
