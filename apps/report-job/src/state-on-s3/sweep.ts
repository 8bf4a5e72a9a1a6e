import { FILES_KEY, type StoredFile } from "./head.ts";
import type { StateBucket } from "./state-bucket.ts";

/**
 * Removes what sessions that died have put and no head names. Only what was put before this session took the lease: what is
 * younger may be of the one that has taken it since.
 *
 * @param before when the lease was taken, by the store's clock.
 */
export async function sweep({ store, prefix }: StateBucket, files: readonly StoredFile[], before: Date): Promise<void> {
  const named = new Set(files.flatMap(({ pieces }) => pieces.map(({ key }) => `${prefix}${key}`)));
  const left: string[] = [];
  for await (const { key, modifiedAt } of store.list(`${prefix}${FILES_KEY}`)) {
    if (!named.has(key) && modifiedAt < before) left.push(key);
  }
  if (left.length > 0) await store.remove(left);
}
