import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeOlderState } from "../testing/older-state.ts";
import { openState, stateFilePath } from "./open-state.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-state-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the state of a scope", () => {
  it("is made where there is none, and found again", async () => {
    const made = await openState(folder, "main");
    await made.connection.run("INSERT INTO loaded_journals VALUES ('x')");
    await made.close();
    const found = await openState(folder, "main");
    const rows = await found.connection.runAndReadAll("SELECT * FROM loaded_journals");
    expect(rows.getRowsJS()).toEqual([["x"]]);
    await found.close();
  });

  it("says which process holds it", async () => {
    await (await openState(folder, "main")).close();
    const holder = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { DuckDBInstance } from "@duckdb/node-api"; await DuckDBInstance.create(process.argv[1]); console.log("held"); setTimeout(() => {}, 60_000);`,
        stateFilePath(folder, "main"),
      ],
      { cwd: import.meta.dirname, stdio: ["ignore", "pipe", "inherit"] },
    );
    try {
      await once(holder.stdout, "data");
      await expect(openState(folder, "main")).rejects.toMatchObject({
        code: "unavailable",
        exitCode: 4,
        message: expect.stringContaining(`PID ${holder.pid}`),
      });
    } finally {
      holder.kill("SIGKILL");
      await once(holder, "exit");
    }
    await (await openState(folder, "main")).close();
  });

  it("refuses a file that is no state, and leaves it alone", async () => {
    const path = stateFilePath(folder, "main");
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, "x".repeat(100_000));
    await expect(openState(folder, "main")).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(
        /100000 bytes.*DuckDB database file! If .*move its folder away and start again: reports stay/,
      ),
    });
  });

  it("refuses a state that a newer program wrote", async () => {
    const state = await openState(folder, "main");
    await state.connection.run("INSERT INTO schema_version VALUES (99, now()::TIMESTAMP)");
    await state.close();
    const opened = openState(folder, "main");
    await expect(opened).rejects.toThrow(
      /schema version 99; this program knows versions up to 8\. .*put back the copy/,
    );
    await expect(opened).rejects.not.toThrow("--state-folder");
  });

  it("brings a state of version 1 forward, whose runs count as published when they finished", async () => {
    await makeOlderState(stateFilePath(folder, "main"), 1);

    const state = await openState(folder, "main");

    const runs = await state.connection.runAndReadAll(
      "SELECT slot, status, epoch_ms(published_at) FROM runs ORDER BY slot",
    );
    expect(runs.getRowsJS()).toEqual([
      ["s1", "complete", BigInt(Date.parse("2026-11-23T07:00:00Z"))],
      ["s2", "abandoned", null],
    ]);
    const columns = await state.connection.runAndReadAll("SELECT * FROM runs");
    const known = await state.connection.runAndReadAll(
      "SELECT number::INTEGER, associated_resource_arn, outcome, answer, answered_run, first_seen_run, since_run, file_name FROM outcomes ORDER BY number",
    );
    expect(known.getRowsJS()).toEqual([
      [1, "a", "refused", "refused", 1, 1, 1, null],
      [2, "b", "retrieved", "retrieved", 1, 1, 1, "b.pdf"],
      [3, "c", "failed", null, null, 1, null, null],
    ]);
    await state.close();
    const backup = await DuckDBInstance.create(stateFilePath(folder, "main").replace(".duckdb", ".version-1.duckdb"));
    const before = await backup.connect();
    const copied = await before.runAndReadAll(
      "SELECT (SELECT max(version) FROM schema_version), count(*) FROM outcomes",
    );
    expect(copied.getRowsJS()).toEqual([[1, 3n]]);
    before.closeSync();
    backup.closeSync();
    const made = await openState(folder, "new");
    expect(columns.columnNames()).toEqual((await made.connection.runAndReadAll("SELECT * FROM runs")).columnNames());
    const tablesOf = async ({ connection }: typeof made) =>
      (await connection.runAndReadAll("SELECT table_name, column_count FROM duckdb_tables() ORDER BY ALL")).getRowsJS();
    const tables = await tablesOf(made);
    await made.close();
    const again = await openState(folder, "main");
    expect(await tablesOf(again)).toEqual(tables);
    const versions = await again.connection.runAndReadAll("SELECT version FROM schema_version ORDER BY ALL");
    expect(versions.getRowsJS()).toEqual([[1], [2], [3], [4], [5], [6], [7], [8]]);
    await again.close();
  });

  it("says that a state folder cannot be made", async () => {
    const file = join(folder, "a-file");
    await writeFile(file, "");
    await expect(openState(file, "main")).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("--state-folder"),
    });
  });
});
