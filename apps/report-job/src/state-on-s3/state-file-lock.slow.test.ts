import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StateInUseError } from "../state/open-state.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { copyDown } from "./copy-down.ts";
import { memoryBucket } from "./memory-bucket.test-support.ts";

const HOLDER = `
  import { DuckDBInstance } from "@duckdb/node-api";
  const instance = await DuckDBInstance.create(process.argv[1]);
  const connection = await instance.connect();
  await connection.run("SET checkpoint_threshold = '1GB'");
  await connection.run("CREATE TABLE held AS SELECT 1 AS row");
  console.log("held");
  setInterval(() => {}, 1000);
`;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("a state that a process has open which knows nothing of buckets", () => {
  it("is not replaced under it, and is once it has ended", async () => {
    const clock = virtualClock();
    const way = memoryBucket(() => clock.elapsedMs()).wayOf(clock);
    const [path, journal] = [join(folder, "state.duckdb"), join(folder, "journal/000000001.ndjson")];
    await mkdir(join(folder, "journal"));
    await writeFile(journal, "a line");
    const child = spawn(process.execPath, ["--input-type=module", "-e", HOLDER, path], { cwd: import.meta.dirname });
    await once(child.stdout, "data");
    const before = [await readFile(path), await readFile(`${path}.wal`)];
    expect(before[1]?.length).toBeGreaterThan(0);
    const copying = (): Promise<void> => copyDown(way, [], folder, new AbortController().signal);
    const refused = await copying().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StateInUseError);
    expect(refused).toMatchObject({
      message: expect.stringContaining(`(PID ${child.pid})`),
      section: "reason-state-in-use",
    });
    expect([await readFile(path), await readFile(`${path}.wal`)]).toEqual(before);
    expect(await readFile(journal, "utf8")).toBe("a line");
    child.kill("SIGKILL");
    await once(child, "close");
    await copying();
    await expect(readFile(path)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
