import { beforeEach, describe, expect, it } from "vitest";
import { aFile } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import type { PublishedReport } from "../report/write-report.ts";
import { bucketLayout } from "./bucket-layout.ts";
import { derivedReport } from "./derived-report.test-support.ts";
import { type MemoryStore, memoryStore } from "./memory-store.test-support.ts";
import type { Pointer } from "./pointer.ts";
import { publishToBucket } from "./publish-to-bucket.ts";
import { retireFromBucket } from "./retire-from-bucket.ts";

const HOUR_MS = 3_600_000;
const layout = bucketLayout("team/attached-files");
const here = useReportFolder();
let store: MemoryStore;
let now: Date;
beforeEach(() => {
  now = new Date("2026-11-24T06:00:00Z");
  store = memoryStore(() => now);
});

/** A report of a slot, whose run finished in the hour of that number. */
async function aReport(slot: string, hour: number, files = 2): Promise<PublishedReport> {
  const name = `main${hour}x${files}`;
  const finishedAt = new Date(Date.UTC(2026, 10, 1) + hour * HOUR_MS).toISOString().replace("T", " ").slice(0, 19);
  const outcomes = Array.from({ length: files }, (_, index) => aFile(`f${index}`));
  await here.state(name, { outcomes, run: { slot, finished_at: finishedAt } });
  const state = here.input({ scopeNames: [name] }).scopes[0];
  return await here.write({ slot, scopes: [{ ...state, name: "main", stateFile: `${here.path}/${name}.duckdb` }] });
}

const publish = ({ folder, report }: Pick<PublishedReport, "folder" | "report">) =>
  publishToBucket({ store, layout, folder, report });
const pointerAt = (key: string): Pointer => JSON.parse(store.objects.get(key)?.text ?? "null") as Pointer;
const writes = () => store.calls.filter((call) => /^(put|upload|copy|remove) /.test(call));

/** Everything that a pointer makes valid. */
function valid(slot: string): Record<string, string | undefined> {
  const { prefix, manifest } = pointerAt(layout.current(slot));
  const { tables } = JSON.parse(store.objects.get(`${prefix}report.json`)?.text ?? "null") as {
    tables: { file: string; sizeBytes: string }[];
  };
  expect(store.objects.has(manifest)).toBe(true);
  const files = [...tables.map(({ file }) => file), "report.json", "report.html"];
  for (const file of files) expect(store.objects.has(`${prefix}${file}`), file).toBe(true);
  return Object.fromEntries(files.map((file) => [file, store.objects.get(`${prefix}${file}`)?.text]));
}

describe("a report in a bucket", () => {
  it("is there once the pointers are, which come last, behind the file that lists the others", async () => {
    const { kind, pointer } = await publish(await aReport("2026-11-24T06:00:00Z", 1));

    expect(kind).toBe("published");
    expect(pointer).toMatchObject({ slot: "2026-11-24T06:00:00Z", status: "complete" });
    expect(pointer.prefix).toMatch(/^team\/attached-files\/reports\/2026-11-24T06~00~00Z\/[0-9a-f]{16}\/$/);
    const table = "team/attached-files/tables/files/slot_date=2026-11-24/slot=2026-11-24T06~00~00Z/files.parquet";
    expect(writes().slice(-5)).toEqual([
      expect.stringMatching(/^upload .*\/manifest\.json$/),
      `copy ${table}`,
      `copy ${table.replaceAll("files", "problems").replace("attached-problems", "attached-files")}`,
      "put team/attached-files/reports/2026-11-24T06~00~00Z/current.json",
      "put team/attached-files/latest.json",
    ]);
    expect(store.objects.get(table)?.text).toBe(valid("2026-11-24T06:00:00Z")["files.parquet"]);
    expect(pointerAt(layout.latest)).toEqual(pointer);
  });

  it("is not published twice", async () => {
    const report = await aReport("s", 1);
    await publish(report);
    const before = writes().length;
    await publish(report);
    expect(writes()).toHaveLength(before);
  });

  it("stands whole, whichever call of its successor fails, and the successor's repetition needs no more than what was missing", async () => {
    const first = await aReport("s", 1, 2);
    await publish(first);
    const old = valid("s");
    const second = await aReport("s", 2, 3);
    const whole = memoryStore(() => now);
    for (const [key, kept] of store.objects) whole.objects.set(key, kept);
    const start = new Map(store.objects);
    await publishToBucket({ store: whole, layout, folder: second.folder, report: second.report });
    const needed = whole.calls.length;
    expect(needed).toBeGreaterThan(15);
    for (let calls = 0; calls < needed; calls += 1) {
      store = memoryStore(() => now);
      for (const [key, kept] of start) store.objects.set(key, kept);
      store.failAfter(calls);
      await expect(publish(second)).rejects.toThrow("the bucket is gone");
      const moved = writes().some((call) => call.endsWith("/current.json"));
      const standing = valid("s");
      if (!moved) expect(standing).toEqual(old);
      const done = writes();
      store.calls.length = 0;
      store.failAfter(Number.POSITIVE_INFINITY);
      await publish(second);
      expect(writes().filter((call) => done.includes(call))).toEqual([]);
      expect(valid("s")["report.json"]).toBe(whole.objects.get(`${pointerAt(layout.latest).prefix}report.json`)?.text);
    }
  });

  it("never moves the newest one back, and never gets less than it was", async () => {
    const newest = await aReport("new", 9);
    await publish(newest);
    const both = await derivedReport(newest, "old", "2026-11-01T03:00:00.000Z");
    await publish(both);
    expect(pointerAt(layout.latest).slot).toBe("new");
    expect(pointerAt(layout.current("old")).slot).toBe("old");
    const blind = await derivedReport(newest, "blind", "2026-12-01T03:00:00.000Z");
    const totals = { ...blind.report.totals, references: 0 };
    await publish({ ...blind, report: { ...blind.report, status: "partial", totals } });
    expect(pointerAt(layout.current("blind")).slot).toBe("blind");
    expect(pointerAt(layout.latest).slot).toBe("new");

    const scope = both.report.scopes[0];
    if (scope === undefined) throw new Error("no scope");
    const less = { ...both, report: { ...both.report, scopes: [{ ...scope, name: "another" }] } };
    const before = pointerAt(layout.current("old"));
    expect(await publish(less)).toEqual({ kind: "kept", pointer: before });
    expect(pointerAt(layout.current("old"))).toEqual(before);
  });

  it("has a partition without a date where its slot begins with none", () => {
    expect(layout.table("files", "daily+7")).toBe(
      "team/attached-files/tables/files/slot_date=__HIVE_DEFAULT_PARTITION__/slot=daily+7/files.parquet",
    );
    expect(bucketLayout("").table("files", "2026-11-24")).toBe(
      "tables/files/slot_date=2026-11-24/slot=2026-11-24/files.parquet",
    );
  });
});

describe("removing old reports from a bucket", () => {
  beforeEach(async () => {
    const newest = await aReport("s3", 3);
    await publish(newest);
    for (const hour of [1, 2]) await publish(await derivedReport(newest, `s${hour}`, `2026-11-01T0${hour}:00:00.000Z`));
  });
  const retire = (slot = "s3") => retireFromBucket({ store, layout }, { reports: 1 }, slot, now);
  const slotsLeft = () =>
    ["s1", "s2", "s3"].filter((slot) => [...store.objects.keys()].some((key) => key.includes(`${slot}/`)));

  it("takes them with their tables, and leaves the rest as it is", async () => {
    const others = new Map([...store.objects].filter(([key]) => key.includes("s3/")));
    expect(await retire()).toEqual({ removed: ["s1", "s2"], left: [] });
    expect(new Map([...store.objects].filter(([key]) => key !== layout.latest))).toEqual(others);
    expect(pointerAt(layout.latest).slot).toBe("s3");
  });

  it("leaves the one of the slot that was published, and a stranger's object with all that is beside it", async () => {
    store.objects.set(`${layout.slot("s1")}notes.txt`, {
      text: "mine",
      label: { contentType: "", metadata: {} },
      modifiedAt: now,
    });
    store.objects.set(`${layout.reports}elsewhere/x`, {
      text: "mine",
      label: { contentType: "", metadata: {} },
      modifiedAt: now,
    });
    const before = store.objects.size;
    expect(await retire("s2")).toEqual({ removed: [], left: [`${layout.slot("s1")}notes.txt`] });
    expect(store.objects.size).toBe(before);
    expect(slotsLeft()).toEqual(["s1", "s2", "s3"]);
  });

  it("goes on where it was stopped", async () => {
    store.failAfter(12);
    await expect(retire()).rejects.toThrow("the bucket is gone");
    store.failAfter(Number.POSITIVE_INFINITY);
    await retire();
    expect(slotsLeft()).toEqual(["s3"]);
  });

  it("takes what another publication of a slot replaced, after a day", async () => {
    await publish(await aReport("s3", 4, 5));
    const before = store.objects.size;
    await retireFromBucket({ store, layout }, { reports: 9 }, "s3", now);
    expect(store.objects.size).toBe(before);
    now = new Date(now.getTime() + 25 * HOUR_MS);
    await retireFromBucket({ store, layout }, { reports: 9 }, "s3", now);
    expect(store.objects.size).toBe(before - 10);
    valid("s3");
  });
});
