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
      message: expect.stringContaining("100000 bytes"),
    });
  });

  it("refuses a state that a newer program wrote", async () => {
    const state = await openState(folder, "main");
    await state.connection.run("INSERT INTO schema_version VALUES (99, now()::TIMESTAMP)");
    await state.close();
    await expect(openState(folder, "main")).rejects.toThrow(/schema version 99; this program knows version 1/);
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
