import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { type Centre, slotOfDay, usePastRuns } from "../history/past-runs.test-support.ts";
import { makeOlderState } from "../testing/older-state.ts";
import { readStateRows, type StateRow } from "../testing/state-rows.ts";
import { readReport } from "./testing/report-folder.ts";
import { writeReport } from "./write-report.ts";

const past = usePastRuns();
const MEMBERS = [
  "file_status",
  "file_name",
  "file_size_bytes",
  "file_use_case_type",
  "created_by_kind",
  "created_by",
  "tags",
];

async function report(slot: string) {
  const publication = await writeReport({
    slot,
    scopes: [past.scope()],
    folder: join(past.folder, "reports"),
    generatedAt: new Date("2026-11-24T06:02:06.000Z"),
    stuckAfterSeconds: 3600,
  });
  if (publication.kind !== "written") throw new Error(publication.kind);
  const page = await readFile(publication.paths.page, "utf8");
  const words = page
    .slice(page.indexOf("<body>"))
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
  return { ...(await readReport(publication)), words };
}

async function outcomes(): Promise<ReadonlyMap<unknown, StateRow>> {
  const { outcomes: rows } = await readStateRows(past.folder, "main");
  return new Map(rows.map((row) => [row.file_id, row]));
}

it("counts what changed as a plain comparison of two states does, and says where there is nothing to compare", async () => {
  const first: Centre = {
    "a-1": { FileStatus: "PROCESSING" },
    "a-2": {},
    "b-1": {},
    "b-2": { FileStatus: "PROCESSING" },
    "d-1": {},
  };
  const { "d-1": _, ...withoutD } = first;
  await past.run(0, first);
  const begun = await report(slotOfDay(0));
  expect(begun.changes?.scopes).toMatchObject([{ comparison: "first", counts: null, from: null }]);
  expect(begun.words).toContain("This is the first report");
  await past.run(1, withoutD);
  const before = await outcomes();
  const { "b-1": __, ...withoutB } = first;
  await past.run(2, {
    ...withoutB,
    "a-1": { FileStatus: "REJECTED", Tags: { k: "v" } },
    "a-2": "refused",
    "b-2": { FileStatus: "APPROVED" },
    "c-1": {},
    "c-2": {},
  });
  const after = await outcomes();

  const recount = { appeared: 0, vanished: 0, reappeared: 0, changed: 0 };
  const members = new Map<string, number>();
  const moves = new Map<string, number>();
  for (const [id, row] of after) {
    const old = before.get(id);
    if (row.vanished_run !== null) recount.vanished += 1;
    else if (old === undefined || old.vanished_run !== null) recount[id === "d-1" ? "reappeared" : "appeared"] += 1;
    else {
      const differing = old.answer === row.answer ? MEMBERS.filter((name) => old[name] !== row[name]) : ["answer"];
      if (differing.length > 0) recount.changed += 1;
      for (const name of differing) members.set(name, (members.get(name) ?? 0) + 1);
      const move = `${old.file_status} ${row.file_status}`;
      if (differing.includes("file_status")) moves.set(move, (moves.get(move) ?? 0) + 1);
    }
  }
  const { changes, words } = await report(slotOfDay(2));
  const [scope] = changes?.scopes ?? [];
  expect(recount).toEqual({ appeared: 2, vanished: 1, reappeared: 1, changed: 3 });
  expect(scope?.counts).toEqual(recount);
  expect(scope?.from?.slot).toBe(slotOfDay(1));
  expect(new Map(scope?.changedMembers.map(({ member, files }) => [member, files]))).toEqual(members);
  expect(new Map(scope?.statusMoves.map(({ from, to, files }) => [`${from} ${to}`, files]))).toEqual(moves);
  expect(changes?.examples[0]).toMatchObject({ fileId: "a-1", before: "PROCESSING", after: "REJECTED" });
  expect(words).toContain("2 files appeared, 3 changed, 1 vanished, 1 came back.");
});

it("does not know what changed from a state that never remembered it", async () => {
  await makeOlderState(past.scope().stateFile, 3);
  const instance = await DuckDBInstance.create(past.scope().stateFile);
  const connection = await instance.connect();
  await connection.run("UPDATE runs SET status = 'partial' WHERE slot = 's1'");
  connection.closeSync();
  instance.closeSync();
  const { changes, words } = await report("s1");
  expect(changes).toMatchObject({ scopes: [{ comparison: "unknown", counts: null }], examples: [] });
  expect(words).toContain("Not known: the run was made by an older version");
});
