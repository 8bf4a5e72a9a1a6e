import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runHere } from "./command-here.ts";
import { type Desk, newDesk } from "./desk.ts";

const run = promisify(execFile);
const UNITS = resolve(import.meta.dirname, "../../../deploy/systemd");
const COMMAND = resolve(import.meta.dirname, "../dist/main.js");
const PAGE = resolve(import.meta.dirname, "../../../docs/deploy/systemd.md");
const hasSystemd = await run("systemd-analyze", ["--version"]).then(
  () => true,
  () => false,
);

let desk: Desk;
beforeEach(async () => {
  desk = await newDesk(3);
});
afterEach(() => desk.clear());

/** What systemd starts: its escapes are taken back, and its folder for states is the desk's. */
async function execStart(unit: string): Promise<string> {
  const text = await readFile(join(UNITS, unit), "utf8");
  const [, script = ""] = /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(text) ?? [];
  return script
    .replaceAll("$$", "$")
    .replaceAll("%%", "%")
    .replaceAll("%S/attached-files", desk.folder)
    .replaceAll("%H", "box-1");
}

/** Programs that write down what they are given, in the place of those of the machine. */
async function standIns(...names: readonly string[]): Promise<string> {
  const folder = join(desk.folder, "bin");
  await mkdir(folder);
  for (const name of names) {
    const script = `#!/bin/sh\nprintf '%s\\n' ${name} "$@"\ntest ${name} = journalctl || cat\n`;
    await writeFile(join(folder, name), script, { mode: 0o755 });
  }
  return folder;
}

describe("the units of systemd", () => {
  it("run a command that completes, and go on with the same slot when they are started again on that day", async () => {
    const programs = await standIns("attached-files");
    const script = (await execStart("attached-files.service"))
      .replace("/usr/local/bin/", `${programs}/`)
      .replace("/etc/attached-files", desk.folder);
    const { stdout } = await run("/bin/sh", ["-c", `${script} </dev/null`]);
    const [, ...args] = stdout.trim().split("\n");
    await writeFile(
      join(desk.folder, "attached-files.yaml"),
      `scopes: [{ name: main, region: eu-central-1, endpoint: "${desk.server.url}", quota: { requestsPerSecond: unlimited } }]\n`,
    );
    const env = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
    for (let start = 0; start < 2; start += 1) expect(await runHere(args, { env })).toMatchObject({ exitCode: 0 });
    const slots = (await readdir(join(desk.folder, "report"))).filter((name) => !name.startsWith("latest"));
    expect(slots).toEqual([expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)]);
  });

  const exited = { MONITOR_EXIT_CODE: "exited", MONITOR_EXIT_STATUS: "3", MONITOR_SERVICE_RESULT: "exit-code" };
  const killed = { MONITOR_EXIT_CODE: "killed", MONITOR_EXIT_STATUS: "KILL", MONITOR_SERVICE_RESULT: "oom-kill" };
  const byMail = (head: string): string => `mail\n-s\nattached-files.service ${head} on box-1\nroot\n`;
  it.each([
    ["by mail", ["journalctl", "mail"], exited, byMail("ended with exit code 3")],
    ["by a process that was killed", ["journalctl", "mail"], killed, byMail("was ended by signal KILL (oom-kill)")],
    ["that systemd told nothing of", ["journalctl", "mail"], {}, byMail("ended with exit code unknown")],
    [
      "in the journal where there is no mail",
      ["journalctl", "systemd-cat"],
      exited,
      "systemd-cat\n--identifier=attached-files\n",
    ],
  ])("tell somebody of a failure %s", async (_, programs, told: NodeJS.ProcessEnv, expected) => {
    const path = await standIns(...programs);
    for (const program of ["sh", "cat", "printf", "test", "timeout"])
      await symlink(`/usr/bin/${program}`, join(path, program));
    const env = { PATH: path, ...told };
    const script = await execStart("attached-files-failed.service");
    const { stdout } = await run("/bin/sh", ["-c", script], { env });
    expect(stdout.startsWith(expected)).toBe(true);
    expect(stdout).toContain("on box-1\nConfiguration: /etc/attached-files/attached-files.yaml\n");
    expect(stdout).toContain("journalctl\n--unit=attached-files.service\n");
    // There is no command here that could be asked: without a status there is no section, and no blank in its place.
    const [, asked = ""] = /^What it means: attached-files (.*)$/m.exec(stdout) ?? [];
    const section = told.MONITOR_EXIT_STATUS ?? "--config";
    expect(asked.split(" ").slice(0, 2)).toEqual(["run-book", section]);
    const [command = "", ...args] = asked.split(" ");
    const config = join(desk.folder, "attached-files.yaml");
    await writeFile(config, "scopes: [{ name: main, region: eu-central-1 }]\n");
    const here = args.map((each) => each.replace("/etc/attached-files/attached-files.yaml", config));
    expect(await runHere([command, ...here], { env: {} })).toMatchObject({ exitCode: 0 });

    // With it, the mail has what it says of the exit code, with commands as they are typed on this machine.
    await writeFile(join(path, "attached-files"), `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`, {
      mode: 0o755,
    });
    const real = script.replaceAll("/usr/local/bin/attached-files run-book", `${path}/attached-files run-book`);
    const mail = (await run("/bin/sh", ["-c", real.replaceAll("/etc/attached-files/", `${desk.folder}/`)], { env }))
      .stdout;
    if (told.MONITOR_EXIT_STATUS === undefined) return;
    expect(mail).not.toContain("What it means: ");
    expect(mail).toMatch(/\nConfirm:\n[\s\S]*\nDo:\n {2}1\. /);
    expect(mail).toContain(` --config ${config} --state-folder ${desk.folder}/state`);
  });

  it("stand on their page as they are, for readers without a checkout", async () => {
    const page = await readFile(PAGE, "utf8");
    const shown = [
      ...page.matchAll(/^ *sudo tee \/etc\/systemd\/system\/(\S+) <<'END' >\/dev\/null\n([\s\S]*?)^ *END$/gm),
    ];
    const texts = shown.map(([, name, text = ""]) => [name, text]);
    const files = await Promise.all(
      (await readdir(UNITS)).map(async (name) => [name, await readFile(join(UNITS, name), "utf8")]),
    );
    expect(Object.fromEntries(texts)).toEqual(Object.fromEntries(files));
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
    const failed = join(folder, "attached-files-failed.service");
    await copyFile(join(UNITS, "attached-files-failed.service"), failed);
    const { stdout, stderr } = await run("systemd-analyze", ["verify", service, timer, failed]);
    expect(stdout + stderr).toBe("");
    // 0 is nothing that could be exposed, 10 everything; whatever is above the threshold ends with an error.
    await run("systemd-analyze", ["security", "--offline=true", "--threshold=20", service]);
  });
});
