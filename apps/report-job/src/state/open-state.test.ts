import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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
      message: expect.stringMatching(/100000 bytes.*move its folder away and start again: reports stay/),
    });
  });

  it("refuses a state that a newer program wrote", async () => {
    const state = await openState(folder, "main");
    await state.connection.run("INSERT INTO schema_version VALUES (99, now()::TIMESTAMP)");
    await state.close();
    await expect(openState(folder, "main")).rejects.toThrow(/schema version 99; this program knows versions up to 3/);
  });

  it("brings a state of version 1 forward, whose runs count as published when they finished", async () => {
    await makeVersion1();

    const state = await openState(folder, "main");

    const runs = await state.connection.runAndReadAll(
      "SELECT slot, status, epoch_ms(published_at) FROM runs ORDER BY slot",
    );
    expect(runs.getRowsJS()).toEqual([
      ["s1", "complete", BigInt(Date.parse("2026-11-23T07:00:00Z"))],
      ["s2", "running", null],
    ]);
    const columns = await state.connection.runAndReadAll("SELECT * FROM runs");
    await state.close();
    const made = await openState(folder, "new");
    expect(columns.columnNames()).toEqual((await made.connection.runAndReadAll("SELECT * FROM runs")).columnNames());
    await made.close();
    const again = await openState(folder, "main");
    const versions = await again.connection.runAndReadAll("SELECT version FROM schema_version ORDER BY ALL");
    expect(versions.getRowsJS()).toEqual([[1], [2], [3]]);
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

/** A state as the first version of the program left it. */
async function makeVersion1(): Promise<void> {
  const state = await openState(folder, "main");
  const { connection } = state;
  await connection.run("DROP TABLE reopened_runs");
  await connection.run("ALTER TABLE runs DROP COLUMN published_at");
  await connection.run("UPDATE schema_version SET version = 1");
  const none = "true, NULL, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL";
  await connection.run(
    `INSERT INTO runs VALUES ('s1', 'complete', 'i', 'd', '2026-11-23 06:00:00', '2026-11-23 07:00:00', ${none}),
       ('s2', 'running', 'i', 'd', '2026-11-23 06:00:00', NULL, ${none})`,
  );
  await state.close();
}
