import { execFile, spawnSync } from "node:child_process";
import { copyFile, glob, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createFakeConnect } from "@attached-files/adapters/fake";
import { expect, it, onTestFinished } from "vitest";
import { codeBlocksOf } from "../blocks/code-blocks-of.ts";
import { ROOT } from "../repository.ts";

const execute = promisify(execFile);
const HAS_SYSTEMD = spawnSync("systemctl", ["--version"]).status === 0;
const COMMAND = join(ROOT, "apps/report-job/dist/main.js");

/** The block of a page that holds a text. */
async function block(page: string, holds: string): Promise<string> {
  const text = await readFile(join(ROOT, "docs/deploy", page), "utf8");
  const found = codeBlocksOf(page, text).find(({ language, code }) => language === "sh" && code.includes(holds));
  return found?.code ?? `echo 'no block of ${page} has ${holds}' >&2; exit 9`;
}

/** What a machine has beside its files: nobody is root, systemd works on the folder alone, and npm's calls are written down. */
const MACHINE = `set -euo pipefail
sudo() { "$@"; }
npm() { echo "npm $*"; }
attached-files() { node '${COMMAND}' "$@"; }
systemctl() {
  case $1 in
  enable | disable) command systemctl --root="$MACHINE" "$1" "\${@: -1}" ;;
  *) echo "systemctl $*" ;;
  esac
}
`;

async function newMachine(): Promise<{ folder: string; sh: (script: string) => Promise<string> }> {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-machine-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const each of ["etc/systemd/system", "var/lib/private/attached-files/state"])
    await mkdir(join(folder, each), { recursive: true });
  const sh = async (script: string): Promise<string> => {
    const here = script.replaceAll(/(?<=[ '"=])\/(?=(?:etc|var)\/)/g, `${folder}/`);
    const env = { ...process.env, MACHINE: folder };
    return (await execute("bash", ["--norc", "-c", `${MACHINE}${here}`], { cwd: folder, env })).stdout;
  };
  return { folder, sh };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const entry of glob("**/*", { cwd: folder, withFileTypes: true }))
    if (!entry.isDirectory()) found.push(entry.name);
  return found.sort();
}

// systemctl --root works on files, and asks no manager.
it.skipIf(!HAS_SYSTEMD)(
  "the commands that remove leave nothing of what the page about systemd has put on a machine",
  async () => {
    const { folder, sh } = await newMachine();
    await sh(await block("systemd.md", "tee /etc/systemd/system/attached-files.service"));
    await sh(await block("systemd.md", "systemctl enable --now"));
    await sh(await block("systemd.md", "install -m 600").then((code) => `mkdir -p /etc/attached-files\n${code}`));
    // What 'systemctl edit' of the page leaves, and what the job has written.
    for (const unit of ["service", "timer"]) {
      await mkdir(join(folder, `etc/systemd/system/attached-files.${unit}.d`));
      await writeFile(join(folder, `etc/systemd/system/attached-files.${unit}.d/${unit}.conf`), "[Unit]\n");
    }
    await writeFile(join(folder, "var/lib/private/attached-files/state/state.duckdb"), "state");
    await sh("ln -s private/attached-files /var/lib/attached-files");
    expect(await filesOf(folder)).toEqual(
      [
        ...[
          "attached-files-failed.service",
          "attached-files.service",
          "attached-files.timer",
          "service.conf",
          "timer.conf",
        ],
        // The links by which the timer is started, and to the folder.
        ...["attached-files", "attached-files.timer", "environment", "state.duckdb"],
      ].sort(),
    );
    const told = await sh(await block("upgrade-and-remove.md", "systemctl disable --now"));
    expect(told).toContain("npm uninstall --global --prefix /usr/local @attached-files/report-job");
    expect(told).toMatch(/systemctl stop attached-files\.service\n[\s\S]*systemctl daemon-reload\n/);
    expect(await filesOf(folder)).toEqual([]);
  },
);

it("the configuration is such as the service's user may read, whatever the umask of whoever installs", async () => {
  const { folder, sh } = await newMachine();
  await sh(`umask 077\n${await block("systemd.md", "attached-files init")}`);
  const modes = await Promise.all(
    ["etc/attached-files", "etc/attached-files/attached-files.yaml"].map((path) => stat(join(folder, path))),
  );
  expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(["755", "644"]);
});

it("the commands that upgrade stop what would begin a run before they install, and start it again behind", async () => {
  const { sh } = await newMachine();
  const told = (await sh(await block("upgrade-and-remove.md", "systemctl start attached-files.timer")))
    .trim()
    .split("\n");
  expect(told).toEqual([
    "systemctl stop attached-files.timer attached-files.service",
    expect.stringMatching(/^npm install --global --prefix \/usr\/local \S+attached-files-packages\/\*\.tgz$/),
    expect.stringMatching(/^\d+\.\d+\.\d+/),
    "systemctl start attached-files.timer",
  ]);
});

it("the commands that go back give the scope the state that it had, and the next run goes on from there", async () => {
  const { folder, sh } = await newMachine();
  const fake = createFakeConnect();
  fake.seed({ seed: 1, cases: 4 });
  const server = await fake.listen();
  onTestFinished(() => server.close());
  const scope = `{ name: customer-care, region: eu-central-1, endpoint: "${server.url}", quota: { requestsPerSecond: unlimited } }`;
  await writeFile(join(folder, "job.yaml"), `scopes: [${scope}]\n`);
  const state = join(folder, "var/lib/private/attached-files/state");
  const job = async (...args: string[]): Promise<string> => {
    const where = ["--config", join(folder, "job.yaml"), "--state-folder", state];
    const env = { PATH: process.env.PATH, HOME: folder, AWS_ACCESS_KEY_ID: "any", AWS_SECRET_ACCESS_KEY: "any" };
    return (await execute(process.execPath, [COMMAND, ...args, ...where], { cwd: folder, env })).stdout;
  };
  await job("run", "--slot", "before");
  // What an upgrade leaves beside the state that it has brought forward.
  await copyFile(
    join(state, "scope=customer-care/state.duckdb"),
    join(state, "scope=customer-care/state.version-6.duckdb"),
  );
  await job("run", "--slot", "since");
  expect(await job("runs")).toMatch(/^since /m);

  await sh(await block("upgrade-and-remove.md", "state.version-6.duckdb"));
  const runs = await job("runs");
  expect(runs).toMatch(/^before /m);
  expect(runs).not.toMatch(/^since /m);
  expect(await filesOf(join(state, "scope=customer-care/newer"))).toContain("state.duckdb");
  await job("run", "--slot", "again");
  expect(await job("runs")).toMatch(/^again +complete/m);
});
