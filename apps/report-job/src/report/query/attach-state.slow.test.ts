import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildState } from "../testing/build-state.ts";
import { attachState } from "./attach-state.ts";
import { withReportDatabase } from "./report-database.ts";

const DUCKDB = pathToFileURL(createRequire(import.meta.url).resolve("@duckdb/node-api")).href;

let folder: string;
let stateFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-attach-"));
  stateFile = join(folder, "state.duckdb");
  await buildState(stateFile, {});
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Another process that has the state open for so long. */
async function heldFor(ms: number): Promise<{ readonly ended: Promise<unknown> }> {
  const program = `import { DuckDBInstance } from ${JSON.stringify(DUCKDB)};
    const instance = await DuckDBInstance.create(${JSON.stringify(stateFile)});
    console.log("open");
    setTimeout(() => { instance.closeSync(); }, ${ms});`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  return { ended };
}

async function attached(): Promise<unknown> {
  return await withReportDatabase({ temporaryFolder: folder }, (connection) => attachState(connection, stateFile, "s"));
}

it("waits a moment for a state that another process looks at", async () => {
  const { ended } = await heldFor(700);
  expect(await attached()).toEqual({ schemaVersion: expect.any(Number) });
  await ended;
});

it("tells that a state is in use, where another process works on it for long", async () => {
  const { ended } = await heldFor(6000);
  expect(await attached()).toMatchObject({ code: "state-in-use" });
  await ended;
});
