import { join } from "node:path";
import { expect, it } from "vitest";
import { type Centre, FIRST_DAY, slotOfDay, usePastRuns } from "../history/past-runs.test-support.ts";
import { readStateRows, type StateRow } from "../testing/state-rows.ts";
import { readReport } from "./testing/report-folder.ts";
import { writeReport } from "./write-report.ts";

const past = usePastRuns();
const HOUR_MS = 3_600_000;

async function trendsOf(slot: string) {
  const publication = await writeReport({
    slot,
    scopes: [past.scope()],
    folder: join(past.folder, "reports"),
    generatedAt: new Date("2026-11-24T06:02:06.000Z"),
    stuckAfterSeconds: 3600,
  });
  if (publication.kind !== "written") throw new Error(publication.kind);
  return (await readReport(publication)).trends;
}

/** A file of an hour before (or after) the first run. */
function created(hours: number, change: object = {}): object {
  return {
    CreationTime: new Date(FIRST_DAY + hours * HOUR_MS).toISOString(),
    FileSizeInBytes: 1000 + hours,
    ...change,
  };
}

async function recounted(): Promise<unknown> {
  const { outcomes, runs } = await readStateRows(past.folder, "main");
  const of = (status: string): readonly StateRow[] => outcomes.filter((row) => row.file_status === status);
  const bytes = (rows: readonly StateRow[]): number =>
    rows.reduce((sum, row) => sum + Number(row.file_size_bytes ?? 0), 0);
  const [approved, rejected, processing] = ["APPROVED", "REJECTED", "PROCESSING"].map((status) => of(status).length);
  return {
    slot: runs.at(-1)?.slot,
    files: outcomes.length,
    statuses: {
      approved,
      rejected,
      processing,
      failed: of("FAILED").length,
      other: of("STRANGE").length,
      none: outcomes.filter((row) => row.file_status === null).length,
    },
    sizeBytes: bytes(outcomes),
    rejectedSizeBytes: bytes(of("REJECTED")),
  };
}

it("tells of every run what its state held, when files arrived, and between which times verdicts came", async () => {
  const old = { "a-1": created(-50), "a-2": created(-200, { FileStatus: "STRANGE" }) };
  const days: Centre[] = [
    { ...old, "a-3": created(-1, { FileStatus: "PROCESSING" }) },
    { ...old, "b-1": created(3, { FileStatus: "PROCESSING" }), "b-2": created(20) },
    {
      "a-1": created(-50),
      "b-1": created(3, { FileStatus: "REJECTED" }),
      "b-2": created(20, { Tags: { k: "v" } }),
      "c-1": "refused",
    },
  ];
  const expected: unknown[] = [];
  for (const [day, centre] of days.entries()) {
    await past.run(day, centre);
    expected.push(await recounted());
    const trends = await trendsOf(slotOfDay(day));
    expect(trends?.runs).toEqual(expected.map((run) => expect.objectContaining(run)));
  }

  const trends = await trendsOf(slotOfDay(2));
  const byDay = new Map<string, number>();
  for (const file of Object.values(days[2] ?? {})) {
    if (file === "refused" || typeof file === "string") continue;
    const day = (file as { CreationTime: string }).CreationTime.slice(0, 10);
    byDay.set(day, (byDay.get(day) ?? 0) + 1);
  }
  const found = trends?.arrivals.days ?? [];
  expect(found[0]?.day).toBe([...byDay.keys()].toSorted()[0]);
  expect(found.at(-1)?.day).toBe(slotOfDay(2));
  expect(found.map(({ files }) => files)).toEqual(found.map(({ day }) => byDay.get(day) ?? 0));
  expect(found.some(({ files }) => files === 0)).toBe(true);

  // b-1 was seen in PROCESSING at hour 24 and rejected at hour 48; b-2 was approved when it was first seen, at hour 24.
  expect(trends?.verdicts).toMatchObject({
    files: 2,
    seenProcessing: 1,
    atLeastSeconds: { p50: 0, max: 21 * 3600 },
    atMostSeconds: { p50: 4 * 3600, max: 45 * 3600 },
  });
});
