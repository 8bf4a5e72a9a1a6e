import { cp, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aFile, buildState } from "../report/testing/build-state.ts";
import { type PublishedReport, writeReport } from "../report/write-report.ts";
import { bucketLayout } from "./bucket-layout.ts";
import { type CaughtUp, catchUp } from "./catch-up.ts";
import { derivedReport } from "./derived-report.test-support.ts";
import { type MemoryStore, memoryStore } from "./memory-store.test-support.ts";
import { forgetUnpublished, noteUnpublished, unpublishedSlots } from "./unpublished-slots.ts";

const layout = bucketLayout("");
let template: PublishedReport;
let path: string;
let made: PublishedReport;
let store: MemoryStore;
let state: string;
let told: (readonly [string, CaughtUp])[];

/** One report of a few files is made, and copied for each test. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-template-"));
  const stateFile = join(folder, "main.duckdb");
  await buildState(stateFile, { outcomes: [aFile("f")], run: { slot: "s-0" } });
  const publication = await writeReport({
    slot: "s-0",
    scopes: [{ name: "main", stateFile }],
    folder: join(folder, "reports"),
    generatedAt: new Date("2026-11-24T06:02:06.000Z"),
    stuckAfterSeconds: 3600,
  });
  if (publication.kind !== "written") throw new Error(publication.kind);
  template = publication;
  for (const name of await readdir(template.folder)) {
    if (!["report.json", "files.csv", "files.ndjson", "files.parquet"].includes(name))
      await rm(join(template.folder, name));
  }
});
afterAll(() => rm(dirname(dirname(template.folder)), { recursive: true, force: true }));
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "attached-files-catch-up-"));
  made = { ...template, folder: join(path, "reports", "s-0") };
  await cp(template.folder, made.folder, { recursive: true });
  store = memoryStore(() => new Date());
  state = join(path, "state");
  told = [];
});
afterEach(() => rm(path, { recursive: true, force: true }));

/** Reports of the slots s-1, s-2 …, whose runs finished a day after another, noted in that order. */
async function leave(days: number): Promise<void> {
  for (let day = 1; day <= days; day += 1) {
    await derivedReport(made, `s-${day}`, new Date(Date.UTC(2026, 10, day + 1)).toISOString());
    await note(`s-${day}`, day);
  }
}

async function note(slot: string, second: number): Promise<void> {
  await noteUnpublished(state, slot);
  await utimes(join(state, "unpublished", encodeURIComponent(slot)), second, second);
}

async function goOn(): Promise<number> {
  told = [];
  const onSlot = (slot: string, end: CaughtUp): void => void told.push([slot, end]);
  return await catchUp({ store, layout, reportFolder: join(path, "reports"), stateFolder: state, onSlot });
}

const pointed = () =>
  [...store.objects.keys()].flatMap((key) => /^reports\/([^/]+)\/current\.json$/.exec(key)?.[1] ?? []).sort();
const latest = () => JSON.parse(store.objects.get("latest.json")?.text ?? "null") as { slot: string } | null;

describe("reports that did not get to the bucket", () => {
  it("are published later, each whole, the newest first, and once", async () => {
    await leave(3);
    expect(await goOn()).toBe(0);
    expect(told).toEqual(["s-3", "s-2", "s-1"].map((slot) => [slot, { kind: "published" }]));
    expect(pointed()).toEqual(["s-1", "s-2", "s-3"]);
    expect(latest()?.slot).toBe("s-3");
    expect(await unpublishedSlots(state)).toEqual([]);
    store.calls.length = 0;
    await goOn();
    expect([told, store.calls]).toEqual([[], []]);
  });

  it("are ten at a time", async () => {
    await leave(12);
    expect(await goOn()).toBe(2);
    expect(pointed()).toHaveLength(10);
    expect(await unpublishedSlots(state)).toEqual(["s-2", "s-1"]);
    expect(await goOn()).toBe(0);
    expect(pointed()).toHaveLength(12);
  });

  it("stay noted where the bucket fails once more, and nothing of them is valid", async () => {
    await leave(2);
    for (const calls of [0, 1, 5, 12]) {
      store.failAfter(calls);
      await expect(goOn()).rejects.toThrow("the bucket is gone");
      expect(pointed()).toEqual([]);
      expect(await unpublishedSlots(state)).toEqual(["s-2", "s-1"]);
    }
    store.failAfter(Number.POSITIVE_INFINITY);
    await goOn();
    expect(pointed()).toEqual(["s-1", "s-2"]);
  });

  it("are forgotten where they stand no more, or another machine published the slot since", async () => {
    await leave(2);
    await rm(join(path, "reports", "s-1"), { recursive: true });
    const generatedAt = "2026-12-01T00:00:00.000Z";
    const standing = {
      schemaVersion: 1,
      slot: "s-2",
      prefix: "p/",
      manifest: "p/m",
      status: "complete",
      finishedAt: null,
      generatedAt,
    };
    store.objects.set(layout.current("s-2"), {
      text: JSON.stringify(standing),
      label: { contentType: "", metadata: {} },
      modifiedAt: new Date(),
    });
    await goOn();
    expect(told).toEqual([
      ["s-2", { kind: "kept" }],
      ["s-1", { kind: "gone" }],
    ]);
    expect(store.objects.size).toBe(1);
    expect(await unpublishedSlots(state)).toEqual([]);
  });

  it.each([
    ["a file that was changed", (folder: string) => writeFile(join(folder, "files.csv"), "x"), "files.csv was changed"],
    ["a file that is missing", (folder: string) => rm(join(folder, "files.ndjson")), "files.ndjson is missing"],
    [
      "a stranger's file",
      (folder: string) => writeFile(join(folder, "notes.txt"), "x"),
      "notes.txt is not in manifest.json",
    ],
    [
      "a manifest that is none",
      (folder: string) => writeFile(join(folder, "manifest.json"), "{"),
      "manifest.json cannot be read",
    ],
  ])("are not published with %s, and do not hold up the others", async (_, damage, why) => {
    await leave(2);
    await damage(join(path, "reports", "s-2"));
    expect(await goOn()).toBe(0);
    expect(told).toEqual([
      ["s-2", { kind: "broken", why }],
      ["s-1", { kind: "published" }],
    ]);
    expect(pointed()).toEqual(["s-1"]);
    expect(await unpublishedSlots(state)).toEqual(["s-2"]);
  });
});

describe("the note of a slot that is not in the bucket", () => {
  it("stands for any slot until it is taken back, and strangers' files are none", async () => {
    const slots = ["2026-11-24T06:00:00+01:00", "daily", "latest", "a_b.c-d"];
    for (const [second, slot] of slots.entries()) await note(slot, 100 - second);
    await mkdir(join(state, "unpublished", "%"));
    await cp(join(state, "unpublished", "daily"), join(state, "unpublished", ".DS_Store"));
    await writeFile(join(state, "unpublished", "a b"), "");
    expect(await unpublishedSlots(state)).toEqual(slots);
    for (const slot of slots) await forgetUnpublished(state, slot);
    expect(await unpublishedSlots(state)).toEqual([]);
    expect(await readdir(join(state, "unpublished"))).toHaveLength(3);
    await forgetUnpublished(join(state, "nowhere"), "s");
    expect(await unpublishedSlots(join(state, "nowhere"))).toEqual([]);
  });
});
