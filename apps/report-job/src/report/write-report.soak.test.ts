import { mkdir, readdir, readFile, readlink, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConservationError } from "./model/check-conservation.ts";
import { REPORT_FILES } from "./report-files.ts";
import { aFile, anUnknown, caseArn, SLOT } from "./testing/build-state.ts";
import { queryFiles, readCsv } from "./testing/read-back.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

const EVERY_OUTCOME = [
  aFile("f1"),
  aFile("f2", { outcome: "carried", file_status: "REJECTED" }),
  anUnknown("f3", "refused", { error_code: "NOT_FOUND", error_message: "no such file" }),
  anUnknown("f4", "unanswered"),
  anUnknown("f5", "failed", { error_code: "ThrottlingException", error_message: "Rate exceeded" }),
  anUnknown("f6", "deferred"),
];

const ANOTHER_DAY = { started_at: "2026-11-25 06:00:00", finished_at: "2026-11-25 06:02:05" };

describe("the report of a slot", () => {
  it("counts every reference once, by outcome, in all outputs alike", async () => {
    await here.state("main", { outcomes: EVERY_OUTCOME });

    const written = await here.write();

    const outcomes = { retrieved: 1, refused: 1, unanswered: 1, failed: 1, carried: 1, deferred: 1 };
    const report = await readReport(written);
    expect(written.report).toEqual(report);
    expect(report).toMatchObject({
      status: "partial",
      totals: { references: 6, outcomes, filesDescribed: 2, needsAPerson: 3, notKnown: 2, sizeBytes: 2000 },
    });
    expect(report.scopes[0]).toMatchObject({ name: "main", references: 6, outcomes });
    const parquet = await queryFiles(`SELECT outcome FROM '${written.paths.filesParquet}'`);
    const csv = await readCsv(written.paths.filesCsv);
    expect(parquet.map((row) => row.outcome)).toEqual(csv.map((row) => row.outcome));
    expect(csv.map((row) => row.outcome).sort()).toEqual(Object.keys(outcomes).sort());
    expect(report.tables.map(({ file, rows }) => [file, rows])).toEqual([
      ["files.csv", 6],
      ["files.parquet", 6],
      ["files.ndjson", 6],
      ["problems.csv", 5],
      ["problems.parquet", 5],
    ]);
  });

  it("is complete only when nothing is failed or deferred and the search finished", async () => {
    await here.state("main", { outcomes: EVERY_OUTCOME.slice(0, 4) });
    expect((await here.write()).report).toMatchObject({ status: "complete", whyNotComplete: [] });

    await here.state("unsearched", { outcomes: [aFile("f1")], run: { slot: "s2", discovery_finished: false } });
    const unsearched = await readReport(await here.write({ slot: "s2", scopeNames: ["unsearched"] }));
    expect(unsearched).toMatchObject({
      status: "partial",
      whyNotComplete: [{ code: "discovery-unfinished", files: null }],
    });
  });

  it("says in words and numbers why it is partial", async () => {
    const run = { discovery_finished: false, trouble_code: "AccessDeniedException", trouble_message: "not allowed" };
    await here.state("main", { outcomes: EVERY_OUTCOME, run });

    const { whyNotComplete } = await readReport(await here.write());

    expect(whyNotComplete.map(({ code, files }) => [code, files])).toEqual([
      ["discovery-unfinished", null],
      ["call-failed", 1],
      ["deferred", 1],
    ]);
    expect(whyNotComplete.at(-1)?.text).toContain("AccessDeniedException: not allowed");
  });

  it("shows a scope without data, and why, and is partial because of it", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    await here.state("unfinished", { run: null });
    await here.state("newer", { schemaVersion: 99 });
    await writeFile(join(here.path, "damaged.duckdb"), "this is no database".repeat(1000));
    const scopeNames = ["main", "missing", "unfinished", "newer", "damaged"];

    const written = await here.write({ scopeNames });

    const report = await readReport(written);
    expect(report.status).toBe("partial");
    expect(report.scopes.map(({ name, status, whyNotComplete }) => [name, status, whyNotComplete[0]?.code])).toEqual([
      ["main", "complete", undefined],
      ["missing", "no-data", "state-missing"],
      ["unfinished", "no-data", "no-finished-run"],
      ["newer", "no-data", "state-newer"],
      ["damaged", "no-data", "state-unreadable"],
    ]);
    const page = await readFile(written.paths.page, "utf8");
    for (const name of scopeNames) expect(page).toContain(name);
  });

  it("never passes off the answers of another slot as this one's", async () => {
    await here.state("older", { outcomes: [aFile("f1")], run: { slot: "2026-11-23T06:00:00Z" } });
    await here.state("main", { outcomes: [aFile("f1")] });

    const report = await readReport(await here.write({ scopeNames: ["main", "older"] }));

    expect(report).toMatchObject({
      status: "partial",
      whyNotComplete: [{ scope: "older", code: "other-slot" }],
      totals: { references: 2 },
    });
    expect(report.whyNotComplete[0]?.text).toContain("2026-11-23T06:00:00Z");
  });

  it("reports an empty contact centre as complete", async () => {
    await here.state("main", {});
    expect((await here.write()).report).toMatchObject({
      status: "complete",
      totals: { references: 0, sizeBytes: 0 },
    });
  });

  it.each([
    ["a lost reference", { references: 7 }, "found 7 references"],
    ["an outcome counted otherwise", { retrieved: 2, refused: 0 }, "2 retrieved"],
    ["a partial run that calls itself complete", { status: "complete" }, "calls itself complete"],
  ])("refuses to publish %s", async (_, run, message) => {
    await here.state("main", { outcomes: EVERY_OUTCOME, run });

    const writing = here.write();

    await expect(writing).rejects.toThrow(ConservationError);
    await expect(writing).rejects.toThrow(message);
    expect(await readdir(join(here.path, "reports"))).toEqual([]);
  });

  it("refuses to publish a reference that has two outcomes, or one that is none of ours", async () => {
    await here.state("twice", { outcomes: [aFile("f1"), aFile("f1")] });
    await expect(here.write({ scopeNames: ["twice"] })).rejects.toThrow("more than one outcome");
    await here.state("odd", { outcomes: [aFile("f1", { outcome: "vanished" })] });
    await expect(here.write({ scopeNames: ["odd"] })).rejects.toThrow(ConservationError);
  });

  it("orders rows by scope, instance, resource and file", async () => {
    const outcomes = [
      aFile("b"),
      aFile("a"),
      aFile("z", { associated_resource_arn: caseArn("c0") }),
      aFile("Z", { instance_id: "0" }),
    ];
    await here.state("beta", { outcomes });
    await here.state("Alpha", { outcomes });

    const written = await here.write({ scopeNames: ["beta", "Alpha"] });

    const ids = (await readCsv(written.paths.filesCsv)).map((row) => `${row.scope} ${row.file_id}`);
    expect(ids).toEqual(["Alpha Z", "Alpha z", "Alpha a", "Alpha b", "beta Z", "beta z", "beta a", "beta b"]);
    expect(
      (await queryFiles(`SELECT scope || ' ' || file_id AS id FROM '${written.paths.filesParquet}'`)).map(
        (row) => row.id,
      ),
    ).toEqual(ids);
  });

  it("is the same to the byte for the same state", async () => {
    await here.state("main", {
      outcomes: EVERY_OUTCOME,
      irregularities: [{ kind: "null-entry", path: "items[2]", detail: "null" }],
    });

    const first = await here.write({ folder: join(here.path, "one") });
    const second = await here.write({ folder: join(here.path, "two"), memoryLimitMb: 128 });

    for (const [key, path] of Object.entries(first.paths)) {
      const other = second.paths[key as keyof typeof second.paths];
      expect((await readFile(path)).equals(await readFile(other)), key).toBe(true);
    }
  });

  it("adds up sizes beyond 64 bits without losing a byte", async () => {
    const largest = 9_223_372_036_854_775_807n;
    await here.state("main", { outcomes: ["f1", "f2", "f3"].map((id) => aFile(id, { file_size_bytes: largest })) });

    const written = await here.write();

    const report = await readReport(written);
    expect(report.totals.sizeBytes).toBe(String(largest * 3n));
    expect(report.breakdowns.status.entries[0]?.sizeBytes).toBe(String(largest * 3n));
    expect((await readCsv(written.paths.filesCsv))[0]?.file_size_bytes).toBe(String(largest));
  });

  it("replaces the report of the same slot, keeps those of others, and points latest to the newest", async () => {
    await here.state("older", { outcomes: [aFile("f1")], run: { slot: "2026-11-23" } });
    await here.state("main", { outcomes: [aFile("f1")] });
    await here.state("more", { outcomes: [aFile("f1"), aFile("f2")] });
    const older = await here.write({ slot: "2026-11-23", scopeNames: ["older"] });
    await here.write();
    const again = await here.write({ scopeNames: ["main", "more"] });

    const reports = join(here.path, "reports");
    expect((await readdir(reports)).sort()).toEqual(["2026-11-23", "2026-11-24T06~00~00Z", "latest"]);
    expect(await readlink(join(reports, "latest"))).toBe("2026-11-24T06~00~00Z");
    expect((await readReport(again)).totals.references).toBe(3);
    expect((await readReport(older)).totals.references).toBe(1);
    expect((await readdir(again.folder)).sort()).toEqual(Object.values(REPORT_FILES).sort());
  });

  it("leaves a report alone that holds what the state holds no more, and latest where it is", async () => {
    await here.state("main", { outcomes: [aFile("f1")], run: { slot: "s1" } });
    // That s2 is partial is no trouble of s1.
    const failed = aFile("f2", { outcome: "failed", error_code: "AccessDeniedException" });
    await here.state("now", { outcomes: [aFile("f1"), failed], run: { slot: "s2", ...ANOTHER_DAY } });
    const first = await here.write({ slot: "s1" });
    await here.write({ slot: "s2", scopeNames: ["now"] });
    const before = await readReport(first);
    // The state of 'main' goes on to slot s2.
    await rename(join(here.path, "now.duckdb"), join(here.path, "main.duckdb"));

    const again = await here.publish({ slot: "s1" });

    expect(again).toMatchObject({ kind: "kept", report: before, why: [{ code: "other-slot" }], leftOut: [] });
    expect(await readReport(first)).toEqual(before);
    expect(await readlink(join(here.path, "reports", "latest"))).toBe("s2");
  });

  it("knows a report of an earlier program, which lacks members that came later", async () => {
    await here.state("main", { outcomes: [aFile("f1")], run: { slot: "s1" } });
    const { paths } = await here.write({ slot: "s1" });
    const late: readonly string[] = ["endpoint", "rejectedSizeBytes", "runId", "workbook", "changes", "trends"];
    const text = await readFile(paths.report, "utf8");
    const earlier = JSON.parse(text, (key, value) => (late.includes(key) ? undefined : value));
    await writeFile(paths.report, JSON.stringify(earlier));
    for (const path of [paths.manifest, paths.workbook, paths.summary, paths.filesNdjson]) await rm(path);
    await rm(join(here.path, "main.duckdb"));

    expect(await here.publish({ slot: "s1" })).toMatchObject({ kind: "kept", report: earlier });
    await here.state("main", { outcomes: [aFile("f1")], run: { slot: "s1" } });
    expect(await here.publish({ slot: "s1" })).toMatchObject({ kind: "written" });
  });

  it("says which answers are in no report, where a slot is run late for one more scope", async () => {
    await here.state("main", { outcomes: [aFile("f1")], run: { slot: "s1" } });
    await here.write({ slot: "s1" });
    await here.state("late", { outcomes: [aFile("f1")], run: { slot: "s1" } });

    await rm(join(here.path, "main.duckdb"));
    const again = await here.publish({ slot: "s1", scopeNames: ["main", "late"] });

    expect(again).toMatchObject({ kind: "kept", why: [{ code: "state-missing" }], leftOut: ["late"] });
  });

  it("takes a scope into the report of its slot that was not there before", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    expect((await here.write({ scopeNames: ["main", "late"] })).report.status).toBe("partial");
    await here.state("late", { outcomes: [aFile("f1")] });
    expect((await here.write({ scopeNames: ["main", "late"] })).report.status).toBe("complete");
  });

  it("writes nothing where nothing of the slot is known", async () => {
    await here.state("main", { outcomes: [aFile("f1")], run: { slot: "s1" } });
    expect(await here.publish({ slot: "s2", scopeNames: ["main", "nowhere"] })).toMatchObject({
      kind: "nothing",
      why: [{ code: "other-slot" }, { code: "state-missing" }],
    });
    expect(await readdir(join(here.path, "reports"))).toEqual([]);
  });

  it("does not move latest back to a run that finished earlier", async () => {
    await here.state("today", { outcomes: [aFile("f1")], run: { slot: "s2", ...ANOTHER_DAY } });
    await here.state("yesterday", { outcomes: [aFile("f1")], run: { slot: "s1" } });
    await here.write({ slot: "s2", scopeNames: ["today"] });
    await here.write({ slot: "s1", scopeNames: ["yesterday"] });
    expect(await readlink(join(here.path, "reports", "latest"))).toBe("s2");
    await rm(join(here.path, "reports", "s2"), { recursive: true });
    await here.write({ slot: "s1", scopeNames: ["yesterday"] });
    expect(await readlink(join(here.path, "reports", "latest"))).toBe("s1");
  });

  it("leaves latest with the report that knows files where a later one knows none, because nobody answered", async () => {
    const empty = { outcomes: [], run: { slot: "s2", status: "partial", ...ANOTHER_DAY } };
    await here.state("known", { outcomes: [aFile("f1")], run: { slot: "s1" } });
    await here.state("lost", empty);
    await here.state("none", { ...empty, run: { ...empty.run, slot: "s3", status: "complete" } });
    await here.write({ slot: "s1", scopeNames: ["known"] });
    await here.write({ slot: "s2", scopeNames: ["lost"] });
    expect((await readdir(join(here.path, "reports"))).sort()).toEqual(["latest", "s1", "s2"]);
    expect(await readlink(join(here.path, "reports", "latest"))).toBe("s1");
    // Nor does it take the place of its own slot's, after a state was lost.
    await here.state("again", { ...empty, run: { ...empty.run, slot: "s1" } });
    expect((await here.publish({ slot: "s1", scopeNames: ["again"] })).kind).toBe("kept");
    // That there is none is an answer.
    await here.write({ slot: "s3", scopeNames: ["none"] });
    expect(await readlink(join(here.path, "reports", "latest"))).toBe("s3");
  });

  it("tells which runs are not noted as published yet", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    await here.state("noted", { outcomes: [aFile("f1")], run: { published_at: "2026-11-24 06:03:00" } });
    expect(await here.publish({ scopeNames: ["main", "noted"] })).toMatchObject({ unpublished: ["main"] });
  });

  it("reads a state of the version before, and leaves it as it is", async () => {
    await here.state("main", {
      outcomes: [aFile("f1")],
      schemaVersion: 1,
      sql: ["ALTER TABLE runs DROP COLUMN published_at"],
    });
    const before = await readFile(join(here.path, "main.duckdb"));
    expect(await here.publish()).toMatchObject({ kind: "written", report: { status: "complete" }, unpublished: [] });
    expect((await readFile(join(here.path, "main.duckdb"))).equals(before)).toBe(true);
  });

  it("leaves the previous report in place when a later one cannot be made", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    await here.state("broken", { outcomes: [aFile("f1")], run: { references: 3 } });
    const written = await here.write();

    await expect(here.write({ scopeNames: ["main", "broken"] })).rejects.toThrow(ConservationError);

    expect((await readReport(written)).scopes[0]?.name).toBe("main");
    expect((await readdir(join(here.path, "reports"))).sort()).toEqual(["2026-11-24T06~00~00Z", "latest"]);
  });

  it("publishes one whole report when several processes' worth of them are written at once", async () => {
    await here.state("main", { outcomes: EVERY_OUTCOME });

    const all = await Promise.all([here.write(), here.write(), here.write(), here.write()]);

    expect(new Set(all.map((written) => written.folder)).size).toBe(1);
    expect((await readReport(all[0])).totals.references).toBe(6);
    expect((await readdir(join(here.path, "reports"))).sort()).toEqual(["2026-11-24T06~00~00Z", "latest"]);
  });

  it("writes into folders with names that mean something to SQL and to patterns", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    const folder = join(here.path, "it's a [report] *?");
    await mkdir(folder);

    expect((await here.write({ folder })).report).toMatchObject({ totals: { references: 1 }, status: "complete" });
  });

  it("says what to do when the folder cannot be written", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    const folder = join(here.path, "a file");
    await writeFile(folder, "");

    await expect(here.write({ folder })).rejects.toMatchObject({
      name: "JobError",
      code: "unavailable",
      message: expect.stringContaining("a file"),
    });
  });

  it("refuses a slot that could lead out of the folder", async () => {
    await here.state("main", {});
    for (const slot of ["../escape", "", "a/b", ".hidden"]) await expect(here.write({ slot })).rejects.toThrow("slot");
    expect(SLOT).toContain(":");
  });
});
