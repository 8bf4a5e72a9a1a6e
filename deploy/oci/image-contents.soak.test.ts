import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { createFakeConnect, type FakeConnect, type FakeServer } from "@attached-files/adapters/fake";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOCKERFILE, imageSettings } from "./dockerfile.ts";

const execute = promisify(execFile);
const ROOT = resolve(DOCKERFILE, "../../..");
const BATCH = "BatchGetAttachedFileMetadata";
/** Mounting takes root and Linux, and may be forbidden to root in a container. */
const canMount =
  process.getuid?.() === 0 && spawnSync("unshare", ["--mount", "mount", "-o", "remount,bind,ro", "/"]).status === 0;

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let settings: Awaited<ReturnType<typeof imageSettings>>;

/** The pnpm that runs these tests, or the one that the README names. */
async function pnpm(...args: string[]): Promise<void> {
  const running = process.env.npm_execpath ?? "";
  const [command = "", ...first] = /pnpm[^/]*$/.test(running) ? [running] : ["npx", "--yes", "pnpm@12.21.0"];
  await execute(command, [...first, ...args], { cwd: ROOT, maxBuffer: 1 << 26 });
}

beforeAll(async () => {
  settings = await imageSettings();
  folder = await realpath(await mkdtemp(join(tmpdir(), "attached-files-image-")));
  await chmod(folder, 0o755);
  // As the Dockerfile installs it; and Node.js where everybody may start it.
  await pnpm("--filter", "@attached-files/report-job", "deploy", "--prod", join(folder, "app"));
  await copyFile(process.execPath, join(folder, "node"));
  const [uid = 0, gid = 0] = settings.user.split(":").map(Number);
  for (const volume of settings.volumes) {
    await mkdir(join(folder, volume));
    await chown(join(folder, volume), uid, gid);
  }
  fake = createFakeConnect();
  fake.seed({ seed: 1, cases: 60 });
  server = await fake.listen();
  await mkdir(join(folder, "config"));
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts what the image starts: as its user, without capabilities, in a file system that is read-only but for its volumes. */
async function start(quota: string): Promise<ChildProcess> {
  await writeFile(
    join(folder, "config/attached-files.yaml"),
    `scopes: [{ name: main, region: eu-central-1, endpoint: "${server.url}", quota: { requestsPerSecond: ${quota} } }]\n`,
  );
  const mounts = settings.volumes.map((volume) => `mount --bind "$FOLDER${volume}" "$FOLDER${volume}"`);
  const [uid = "", gid = ""] = settings.user.split(":");
  const identity = `setpriv --reuid=${uid} --regid=${gid} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all`;
  const [, main = "", ...args] = settings.command;
  const script = [
    "set -e",
    ...mounts,
    "mount -o remount,bind,ro /",
    `cd "$FOLDER${settings.workingFolder}"`,
    // What is not a volume cannot be written, or this shows nothing.
    `if ${identity} touch "$FOLDER/app/x" 2>/dev/null || touch "$FOLDER/app/x" 2>/dev/null; then exit 99; fi`,
    `exec ${identity} "$FOLDER/node" "$FOLDER${main}" ${args.join(" ")}`,
  ].join("\n");
  const inside = Object.entries(settings.environment).map(([name, value]) => [
    name,
    settings.volumes.includes(value) ? join(folder, value) : value,
  ]);
  return spawn("unshare", ["--mount", "--propagation", "private", "sh", "-c", script], {
    env: {
      ...Object.fromEntries(inside),
      PATH: process.env.PATH ?? "",
      FOLDER: folder,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_EC2_METADATA_DISABLED: "true",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function end(child: ChildProcess): Promise<{ exitCode: number | null; output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, output };
}

describe.skipIf(!canMount)("what the image holds", () => {
  it("makes its report as nobody in particular, in a file system that it may not write but for its volumes", async () => {
    const { exitCode, output } = await end(await start("unlimited"));
    expect(output).toContain("The answer is complete.");
    expect(exitCode).toBe(0);
    expect(await readdir(join(folder, "reports"))).toContain("latest");
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
  });

  it("ends in order with 3 when its container is stopped", async () => {
    const before = fake.calls.count("SearchAllRelatedItems") + fake.calls.count(BATCH);
    const child = await start("0.5");
    const ending = end(child);
    await expect
      .poll(() => fake.calls.count("SearchAllRelatedItems") + fake.calls.count(BATCH), { timeout: 60_000 })
      .toBeGreaterThan(before);
    child.kill("SIGTERM");
    expect(await ending).toMatchObject({ exitCode: 3, output: expect.stringContaining("the same command goes on") });
  });
});
