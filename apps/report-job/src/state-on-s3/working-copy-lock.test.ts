import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openState, scopeFolder } from "../state/open-state.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { takeInChanges } from "./at-rest.ts";
import { whileStateIsUnused } from "./state-file-lock.ts";
import { lockWorkingCopy } from "./working-copy-lock.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "attached-files-limits-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(root, { recursive: true, force: true });
});

describe("whoever opens a file in a state's folder", () => {
  it("takes as much of the machine for it as for the state itself, and no more", async () => {
    await (await openState(root, "main")).close();
    const folder = scopeFolder(root, "main");
    const create = vi.spyOn(DuckDBInstance, "create");
    const signal = new AbortController().signal;
    (await lockWorkingCopy({ stateFolder: root, scope: "main", waitMs: 0, clock: virtualClock(), signal }))();
    await writeFile(join(folder, "state.duckdb.wal"), "");
    await takeInChanges(join(folder, "state.duckdb"));
    await whileStateIsUnused(join(folder, "state.duckdb"), async () => {});
    expect(create).toHaveBeenCalledTimes(3);
    for (const [, options] of create.mock.calls) expect(options).toMatchObject({ memory_limit: "100MB", threads: "1" });
  });
});
