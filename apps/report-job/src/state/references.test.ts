import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MetadataRequest } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRun } from "./open-run.ts";
import { openState, type State } from "./open-state.ts";
import { countReferences, dueRequests, settleReferences } from "./references.ts";

let folder: string;
let state: State;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-references-"));
  state = await openState(folder, "main");
  await openRun(state, "s", { description: "a test", digest: "d" }, new Date(0));
});
afterEach(async () => {
  await state.close();
  await rm(folder, { recursive: true, force: true });
});

async function find(cases: number, filesACase: number): Promise<void> {
  await state.connection.run(
    `INSERT INTO working_references SELECT 'i', 'case-' || c, 'f-' || f, '2026-11-0' || (1 + f % 9)
     FROM range(${cases}) a(c), range(${filesACase}) b(f)`,
  );
}

async function requests(pageSize: number): Promise<MetadataRequest[]> {
  const all: MetadataRequest[] = [];
  for await (const request of dueRequests(state, pageSize)) all.push(request);
  return all;
}

describe("the references of a run", () => {
  it.each([1, 7, 10, 80, 1000])("pack the files of one case together, read in pages of %i", async (pageSize) => {
    await find(5, 8);
    const calls = await requests(pageSize);
    expect(calls.map(({ fileIds }) => fileIds.length)).toEqual([8, 8, 8, 8, 8]);
    expect(new Set(calls.map(({ associatedResourceArn }) => associatedResourceArn)).size).toBe(5);
  });

  it("fill calls to the hundred, and make no more of them than need be, across pages", async () => {
    await find(1, 250);
    for (const pageSize of [60, 100, 10_000]) {
      const calls = await requests(pageSize);
      expect(calls.map(({ fileIds }) => fileIds.length).sort()).toEqual([100, 100, 50].sort());
      expect(new Set(calls.flatMap(({ fileIds }) => fileIds)).size).toBe(250);
    }
  });

  it("are each there once when they are settled, the repeated ones counted, the earliest time kept", async () => {
    await find(2, 2);
    await find(2, 3);
    expect(await settleReferences(state, "s", { finished: true, skippedLines: 4 })).toEqual({ distinct: 6, due: 6 });
    const runs = await state.connection.runAndReadAll("SELECT repeated, skipped_lines, discovery_finished FROM runs");
    expect(runs.getRowsJS()).toEqual([[4n, 4n, true]]);
  });

  it("keep the rule of their table that what names a file is there", async () => {
    await find(1, 1);
    await settleReferences(state, "s", { finished: true, skippedLines: 0 });
    await expect(state.connection.run("INSERT INTO working_references VALUES ('i', NULL, 'f', NULL)")).rejects.toThrow(
      /NOT NULL/,
    );
    expect(await countReferences(state)).toEqual({ distinct: 1, due: 1 });
  });
});
