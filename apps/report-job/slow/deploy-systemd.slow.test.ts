import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runHere } from "./command-here.ts";
import { type Desk, newDesk } from "./desk.ts";

const run = promisify(execFile);
const UNITS = resolve(import.meta.dirname, "../../../deploy/systemd");
const hasSystemd = await run("systemd-analyze", ["--version"]).then(
  () => true,
  () => false,
);

let desk: Desk;
beforeEach(async () => {
  desk = await newDesk(3);
});
afterEach(() => desk.clear());

async function execStart(): Promise<readonly string[]> {
  const unit = await readFile(join(UNITS, "attached-files.service"), "utf8");
  return /^ExecStart=(.*)$/m.exec(unit)?.[1]?.split(" ") ?? [];
}

describe("the units of systemd", () => {
  it("run a command that completes", async () => {
    const [program, ...args] = await execStart();
    expect(program).toBe("/usr/local/bin/attached-files");
    const here = args.map((arg) =>
      arg.replace("%S/attached-files", desk.folder).replace("/etc/attached-files", desk.folder),
    );
    await writeFile(
      join(desk.folder, "attached-files.yaml"),
      `scopes: [{ name: main, region: eu-central-1, endpoint: "${desk.server.url}", quota: { requestsPerSecond: unlimited } }]\n`,
    );
    const env = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
    expect(await runHere(here, { env })).toMatchObject({ exitCode: 0 });
  });

  // Debian's package systemd brings it.
  it.skipIf(!hasSystemd)("are such as systemd-analyze takes, and leave little exposed", async () => {
    // The command need not be installed where it is looked for here.
    const folder = join(desk.folder, "units");
    await mkdir(folder);
    const unit = await readFile(join(UNITS, "attached-files.service"), "utf8");
    const service = join(folder, "attached-files.service");
    await writeFile(service, unit.replace("/usr/local/bin/attached-files", process.execPath));
    const timer = join(folder, "attached-files.timer");
    await copyFile(join(UNITS, "attached-files.timer"), timer);
    const { stdout, stderr } = await run("systemd-analyze", ["verify", service, timer]);
    expect(stdout + stderr).toBe("");
    // 0 is nothing that could be exposed, 10 everything; whatever is above the threshold ends with an error.
    await run("systemd-analyze", ["security", "--offline=true", "--threshold=20", service]);
  });
});
