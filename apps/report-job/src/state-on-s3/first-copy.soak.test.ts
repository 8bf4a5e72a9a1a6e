import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Config } from "../config/config-schema.ts";
import type { Progress } from "../run/progress.ts";
import { openState, scopeFolder } from "../state/open-state.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { becomeOwn } from "./become-own.ts";
import type { HeldState } from "./held-state.ts";
import { memoryBucket } from "./memory-bucket.test-support.ts";
import { openHeldState } from "./open-held-state.ts";
import type { StateBucket } from "./state-bucket.ts";

const JOURNAL = "one line that the run under way has learned\n";
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "attached-files-first-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A machine and a bucket; what the machine says is kept. */
function desk() {
  const clock = virtualClock();
  const bucket = memoryBucket(() => clock.elapsedMs() + 10_000_000);
  const said: string[] = [];
  const progress = { say: (text: string) => said.push(text) } as unknown as Progress;
  const open = async (way: StateBucket, stateFolder: string): Promise<{ state: HeldState; end(): Promise<void> }> => {
    const config = { state: { folder: stateFolder } } as Config;
    const unlocks: (() => void)[] = [];
    const s3 = { bucket: "bucket", prefix: "", leaseSeconds: 6 } as never;
    const signal = new AbortController().signal;
    const wanted = { config, s3, scopes: [], store: way.store, waitMs: 0, clock, progress, signal };
    const unlock = (): void => {
      for (const each of unlocks) each();
    };
    const state = await openHeldState(wanted, way, "main", unlocks).catch((error: unknown) => {
      unlock();
      throw error;
    });
    return {
      state,
      end: async () => {
        await state.close();
        unlock();
      },
    };
  };
  return { clock, bucket, way: bucket.wayOf(clock), said, open };
}

/** A state of this machine alone, with a table of one row, and a journal of a run that is under way. */
async function ownState(stateFolder: string, row: string): Promise<void> {
  const state = await openState(stateFolder, "main");
  await state.connection.run(`CREATE TABLE of_the_test AS SELECT '${row}' AS row`);
  await state.close();
  await writeFile(join(scopeFolder(stateFolder, "main"), "journal/000000001.ndjson"), JOURNAL);
}

async function rowIn(stateFolder: string): Promise<unknown> {
  const state = await openState(stateFolder, "main");
  const rows = await state.connection.runAndReadAll("SELECT row FROM of_the_test");
  await state.close();
  return rows.getRowsJS()[0]?.[0];
}

/** All of a folder, but for what names who uses it. */
async function contents(folder: string): Promise<Record<string, string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const kept = entries.filter(({ name }) => !name.startsWith("working-copy"));
  const texts = kept.map(
    async ({ parentPath, name }) => [name, await readFile(join(parentPath, name), "hex")] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

describe("a folder that has a state of its own", () => {
  it("gives it to a bucket that has none yet, with the journals of a run under way, and says so", async () => {
    const { bucket, way, said, open } = desk();
    const [one, other] = [join(root, "one"), join(root, "other")];
    await ownState(one, "kept");
    await (await open(way, one)).end();
    expect(said).toEqual([
      `main: the state in ${scopeFolder(one, "main")} is brought to ${way.place}, which has none yet.`,
    ]);
    expect(bucket.heads.at(-1)?.head.files.map(({ name }) => name)).toEqual([
      "state.duckdb",
      "journal/000000001.ndjson",
    ]);
    const session = await open(way, other);
    expect(await readFile(join(scopeFolder(other, "main"), "journal/000000001.ndjson"), "utf8")).toBe(JOURNAL);
    expect(await rowIn(other)).toBe("kept");
    await session.end();
  });

  it("keeps it where the bucket has another one, and says what to do", async () => {
    const { bucket, way, open } = desk();
    const [one, other] = [join(root, "one"), join(root, "other")];
    await ownState(one, "of the bucket");
    await (await open(way, one)).end();
    await ownState(other, "of its own");
    const before = await contents(other);
    const files = bucket.heads.at(-1)?.head.files;
    await expect(open(way, other)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(/holds a state of its own, and s3:\S+ has another one\. Nothing was changed\./),
    });
    expect(await contents(other)).toEqual(before);
    expect(bucket.heads.at(-1)?.head).toMatchObject({ lease: null, files });
  });

  it("keeps it where it cannot be brought to the bucket, and gives it the next time", async () => {
    const { bucket, clock, way, open } = desk();
    await ownState(root, "kept");
    const cut = bucket.wayOf(clock, (call) => ({ fate: call.includes("files/") ? "fails" : "done", delayMs: 0 }));
    const stop = clock.runFree();
    await expect(open(cut, root)).rejects.toMatchObject({ code: "unavailable" });
    stop();
    expect(bucket.heads.at(-1)?.head).toMatchObject({ lease: null, files: [] });
    await (await open(way, root)).end();
    expect(bucket.heads.at(-1)?.head.files).toHaveLength(2);
    expect(await rowIn(root)).toBe("kept");
  });
});

describe("a folder that has a copy", () => {
  it("is not used for another bucket or prefix, which is not touched", async () => {
    const { bucket, way, open } = desk();
    await ownState(root, "kept");
    await (await open(way, root)).end();
    const before = await contents(root);
    const heads = bucket.heads.length;
    await expect(open({ ...way, prefix: "typo/", place: "s3://bucket/typo/" }, root)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(
        /holds the state of s3:\S+scope=main\/, and not of s3:\/\/bucket\/typo\/\. Nothing/,
      ),
    });
    expect(await contents(root)).toEqual(before);
    expect(bucket.heads).toHaveLength(heads);
  });

  it("is one of its own when it was used without its bucket, and is not replaced unasked then", async () => {
    const { clock, way, open } = desk();
    await ownState(root, "kept");
    await (await open(way, root)).end();
    await becomeOwn(root, "main", { clock, signal: new AbortController().signal });
    await expect(open(way, root)).rejects.toThrow(/holds a state of its own, and .* has another one/);
    expect(await rowIn(root)).toBe("kept");
  });

  it("gives it back to its bucket when that was emptied", async () => {
    const { bucket, way, said, open } = desk();
    await ownState(root, "kept");
    await (await open(way, root)).end();
    await way.store.remove([...bucket.objects.keys()]);
    await (await open(way, root)).end();
    expect(said).toHaveLength(2);
    expect(bucket.heads.at(-1)?.head.files[0]?.name).toBe("state.duckdb");
    expect(await rowIn(root)).toBe("kept");
  });

  it("is replaced by what its bucket has, once all of that has proved good", async () => {
    const { bucket, way, open } = desk();
    const [one, other] = [join(root, "one"), join(root, "other")];
    await ownState(one, "first");
    await (await open(way, one)).end();
    await (await open(way, other)).end();
    const session = await open(way, other);
    const state = await openState(other, "main");
    await state.connection.run("UPDATE of_the_test SET row = 'second'");
    await state.close();
    await session.end();

    const before = await contents(scopeFolder(one, "main"));
    const journal = bucket.heads.at(-1)?.head.files[1]?.pieces[0]?.key ?? "";
    const object = bucket.objects.get(`${way.prefix}${journal}`)?.content ?? Buffer.of();
    const byte = object[20] ?? 0;
    object[20] = byte ^ 1;
    await expect(open(way, one)).rejects.toThrow(/is damaged: .* Nothing was changed/);
    expect(await contents(scopeFolder(one, "main"))).toEqual(before);
    object[20] = byte;
    await (await open(way, one)).end();
    expect(await rowIn(one)).toBe("second");
  });

  it("and no state's file has its journals removed, which are of no state", async () => {
    const { way, open } = desk();
    await mkdir(join(scopeFolder(root, "main"), "journal"), { recursive: true });
    await writeFile(join(scopeFolder(root, "main"), "journal/000000007.ndjson"), "of no state");
    const session = await open(way, root);
    expect(await readdir(join(scopeFolder(root, "main"), "journal"))).toEqual([]);
    await session.end();
  });
});
