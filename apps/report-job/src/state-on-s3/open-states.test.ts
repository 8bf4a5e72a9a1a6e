import { appendFile, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Config, ScopeConfig } from "../config/config-schema.ts";
import type { Progress } from "../run/progress.ts";
import { openState, scopeFolder } from "../state/open-state.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { type MemoryBucket, memoryBucket } from "./memory-bucket.test-support.ts";
import { openStates } from "./open-states.ts";
import type { StateStore } from "./state-bucket.ts";

let stateFolder: string;
beforeEach(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), "attached-files-open-"));
});
afterEach(() => rm(stateFolder, { recursive: true, force: true }));

const SCOPES = [{ name: "one" }, { name: "other" }] as unknown as readonly ScopeConfig[];

function desk() {
  const clock = virtualClock();
  const bucket = memoryBucket(() => clock.elapsedMs() + 10_000_000);
  const said: string[] = [];
  const progress = { say: (text: string) => said.push(text) } as unknown as Progress;
  const { store } = bucket.wayOf(clock);
  const open = (through: StateStore = store, leaseSeconds = 6) => {
    const config = { state: { folder: stateFolder }, scopes: SCOPES } as unknown as Config;
    const s3 = { bucket: "bucket", prefix: "", leaseSeconds } as never;
    const signal = new AbortController().signal;
    return openStates({ config, s3, scopes: SCOPES, store: through, waitMs: 0, clock, progress, signal });
  };
  return { clock, bucket, store, said, open };
}

function leaseOf(bucket: MemoryBucket, scope: string): unknown {
  return JSON.parse(bucket.objects.get(`scope=${scope}/head.json`)?.content.toString() ?? "{}").lease;
}

/** The same store, in which a state of scope `one` cannot be put. */
function refusing(store: StateStore, trouble: Error): StateStore {
  const putFile: StateStore["putFile"] = async (key, ...others) => {
    if (key.startsWith("scope=one/")) throw trouble;
    await store.putFile(key, ...others);
  };
  return { ...store, putFile };
}

async function makeStates(): Promise<void> {
  for (const { name } of SCOPES) await (await openState(stateFolder, name)).close();
}

describe("the states of several scopes", () => {
  it("are all closed where one of them meets a defect, which is told", async () => {
    const { bucket, store, clock, open } = desk();
    const defect = new TypeError("nobody thought of this");
    const states = await open(refusing(store, defect));
    await makeStates();
    await states.readyToReport();
    await expect(states.close()).rejects.toBe(defect);
    expect(leaseOf(bucket, "other")).toBeNull();
    expect(bucket.objects.has("scope=other/head.json")).toBe(true);
    // That of the one that could not be brought there ends by itself.
    await clock.advance(20_000);
    const next = await open();
    expect([next.troubleOf("one"), next.troubleOf("other")]).toEqual([undefined, undefined]);
    await next.close();
    expect(leaseOf(bucket, "one")).toBeNull();
  });

  it("are all closed where the disk refuses one of them, which is told as trouble of the disk", async () => {
    const { bucket, store, open } = desk();
    const states = await open(refusing(store, Object.assign(new Error("no space"), { code: "ENOSPC" })));
    await makeStates();
    await expect(states.close()).rejects.toMatchObject({
      code: "unavailable",
      section: "trouble-disk-full",
      message: expect.stringMatching(/^one: The state \S+scope=one cannot be written: no space\./),
    });
    expect(leaseOf(bucket, "other")).toBeNull();
  });

  it("tell of what takes long on the way to the bucket, and of nothing else", async () => {
    const { clock, store, said, open } = desk();
    const onTheWay = Promise.withResolvers<void>();
    const putFile: StateStore["putFile"] = async (key, ...others) => {
      await store.putFile(key, ...others);
      if (!key.startsWith("scope=one/")) return;
      onTheWay.resolve();
      await clock.sleep(5500);
    };
    const states = await open({ ...store, putFile }, 600);
    await makeStates();
    const closed = states.close();
    await onTheWay.promise;
    await clock.advance(5500);
    await closed;
    expect(said).toEqual([
      expect.stringMatching(/^one: of its state, \d+\.\d MiB goes to s3:\/\/bucket\/scope=one\/, since 5\.0 s\.$/),
      expect.stringMatching(/^one: of its state, .* is in s3:\/\/bucket\/scope=one\/, in 5\.5 s\.$/),
    ]);
  });
});

describe("a disk that refuses a state", () => {
  it.each(["working-copy.duckdb", "copy-of.json.partial"])(
    "is named as what it is, for %s, and leaves the other scopes to run",
    async (name) => {
      const { bucket, open } = desk();
      await mkdir(join(scopeFolder(stateFolder, "one"), name), { recursive: true });
      const states = await open();
      expect(states.troubleOf("one")).toMatchObject({ code: "unavailable", section: "trouble-disk-full" });
      expect(states.troubleOf("other")).toBeUndefined();
      await states.close();
      expect(leaseOf(bucket, "one") ?? null).toBeNull();
    },
  );

  it("is named for the copy of a state, on which the lease is given back", async () => {
    const { bucket, store, open } = desk();
    const states = await open();
    await makeStates();
    await states.close();
    await rm(scopeFolder(stateFolder, "one"), { recursive: true });
    const fetchFile: StateStore["fetchFile"] = async () => {
      throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    };
    const next = await open({ ...store, fetchFile });
    expect(next.troubleOf("one")).toMatchObject({ code: "unavailable", section: "trouble-disk-full" });
    expect(leaseOf(bucket, "one")).toBeNull();
    await next.close();
  });

  it("is named for the notes that all machines share", async () => {
    const { store, open } = desk();
    const label = { contentType: "application/json", metadata: {} };
    await store.putTextIf("notified.json", "{}", label, { absent: true });
    const there = await readdir(stateFolder);
    await (await open()).close();
    const made = (await readdir(stateFolder)).filter((name) => !there.includes(name) && !name.startsWith("scope="));
    expect(made).toHaveLength(1);
    const notes = join(stateFolder, made[0] ?? "");
    await rm(notes, { recursive: true });
    await mkdir(notes);
    await expect(open()).rejects.toMatchObject({ code: "unavailable", section: "trouble-disk-full" });
  });

  it("is named for what is packed on the way to the bucket, and again when it is closed", async () => {
    const { bucket, open } = desk();
    const states = await open();
    await makeStates();
    const folder = scopeFolder(stateFolder, "one");
    const journal = join(folder, "journal/000000001.ndjson");
    await appendFile(journal, "a line\n");
    const block = () => symlink(folder, join(folder, "packed.partial"));
    await block();
    const trouble = { code: "unavailable", section: "trouble-disk-full" };
    await expect(states.keeperOf("one")?.onJournalTaken(journal)).rejects.toMatchObject(trouble);
    await block();
    await expect(states.close()).rejects.toMatchObject(trouble);
    expect(leaseOf(bucket, "other")).toBeNull();
  });
});
