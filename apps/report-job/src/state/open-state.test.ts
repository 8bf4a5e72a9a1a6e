import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
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
    await expect(openState(folder, "main")).rejects.toThrow(/schema version 99; this program knows versions up to 4/);
  });

  it("brings a state of version 1 forward, whose runs count as published when they finished", async () => {
    await makeVersion1();

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
    await made.close();
    const again = await openState(folder, "main");
    const versions = await again.connection.runAndReadAll("SELECT version FROM schema_version ORDER BY ALL");
    expect(versions.getRowsJS()).toEqual([[1], [2], [3], [4]]);
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

/** A state as the first version of the program left it, with the tables that it had. */
async function makeVersion1(): Promise<void> {
  const file = stateFilePath(folder, "main");
  await mkdir(dirname(file), { recursive: true });
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const statement of VERSION_1) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

const OUTCOME_1 = `file_name VARCHAR, file_status VARCHAR, file_size_bytes BIGINT, file_use_case_type VARCHAR,
  creation_time VARCHAR, file_arn VARCHAR, created_by_kind VARCHAR, created_by VARCHAR, answered_resource_arn VARCHAR,
  tags VARCHAR, unknown_members VARCHAR, error_code VARCHAR, error_message VARCHAR, checked_at TIMESTAMP`;
const REFERENCE_1 = "instance_id VARCHAR, associated_resource_arn VARCHAR, file_id VARCHAR, association_time VARCHAR";
const VERSION_1 = [
  "CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL)",
  "INSERT INTO schema_version VALUES (1, now()::TIMESTAMP)",
  `CREATE TABLE runs (slot VARCHAR PRIMARY KEY, status VARCHAR, input VARCHAR, input_digest VARCHAR, started_at TIMESTAMP,
    finished_at TIMESTAMP, discovery_finished BOOLEAN, resume_token VARCHAR, attempts INTEGER, "references" BIGINT,
    repeated BIGINT, skipped_lines BIGINT, retrieved BIGINT, refused BIGINT, unanswered BIGINT, failed BIGINT, carried BIGINT,
    deferred BIGINT, calls BIGINT, trouble_code VARCHAR, trouble_message VARCHAR)`,
  "CREATE TABLE loaded_journals (name VARCHAR NOT NULL)",
  "INSERT INTO loaded_journals VALUES ('000000007.ndjson')",
  `CREATE TABLE working_references (${REFERENCE_1})`,
  "CREATE TABLE working_outcomes (outcome VARCHAR)",
  "CREATE TABLE working_irregularities (kind VARCHAR)",
  `CREATE TABLE outcomes (${REFERENCE_1}, outcome VARCHAR, ${OUTCOME_1})`,
  "CREATE TABLE irregularities (kind VARCHAR, path VARCHAR, file_id VARCHAR, associated_resource_arn VARCHAR, detail VARCHAR)",
  `INSERT INTO runs VALUES ('s1', 'complete', 'all Cases domains', 'd', '2026-11-23 06:00:00', '2026-11-23 07:00:00', true, NULL,
     1, 3, 0, 0, 1, 1, 0, 1, 0, 0, 2, NULL, NULL),
    ('s2', 'running', 'all Cases domains', 'd', '2026-11-23 08:00:00', NULL, true, NULL, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL)`,
  `INSERT INTO outcomes (instance_id, associated_resource_arn, file_id, outcome, file_name, file_status, checked_at) VALUES
    ('i', 'b', '1', 'retrieved', 'b.pdf', 'APPROVED', '2026-11-23 06:30:00'), ('i', 'a', '1', 'refused', NULL, NULL, '2026-11-23 06:30:00'),
    ('i', 'c', '1', 'failed', NULL, NULL, '2026-11-23 06:30:00')`,
];
