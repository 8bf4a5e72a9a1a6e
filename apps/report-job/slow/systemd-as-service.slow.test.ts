import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "../../..");
const PAGE = await readFile(join(ROOT, "docs/deploy/systemd.md"), "utf8");
const UNIT = await readFile(join(ROOT, "deploy/systemd/attached-files.service"), "utf8");
/** Reads files of variables by the same code as EnvironmentFile=, and then replaces what begins with a dollar. */
const READER = "/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator";

it("as_service is the service's user, folders and environment", () => {
  const [, definition = ""] = /as_service\(\) \{([\s\S]*?)\n *\}/.exec(PAGE) ?? [];
  const properties = Object.fromEntries(
    [...definition.matchAll(/-p (\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  // The name of a user that systemd makes is that of the unit; the configuration is found in the working folder.
  const { User, WorkingDirectory, ...others } = properties;
  expect([User, WorkingDirectory]).toEqual(["attached-files", "/etc/attached-files"]);
  expect(Object.keys(others).length).toBeGreaterThan(4);
  for (const [name, value] of Object.entries(others)) expect(UNIT).toContain(`\n${name}=${value}\n`);
  for (const [flag, variable] of [
    ["state", "STATE"],
    ["report", "REPORT"],
  ]) {
    expect(UNIT).toContain(`--${flag}-folder %S/attached-files/${flag}`);
    expect(definition).toContain(`-E ATTACHED_FILES_${variable}_FOLDER=/var/lib/attached-files/${flag}`);
  }
});

it("the mail about a failure has it written out, for machines on which nobody has defined it", async () => {
  const [, definition = ""] = /as_service\(\) \{([\s\S]*?)\n *\}/.exec(PAGE) ?? [];
  const [written = ""] =
    /systemd-run [^"]*(?=")/.exec(await readFile(join(ROOT, "deploy/systemd/attached-files-failed.service"), "utf8")) ??
    [];
  const words = (text: string): readonly string[] => text.replaceAll("\\\n", " ").trim().split(/\s+/);
  expect(words(written)).toEqual(words(definition.replace("sudo ", "").replace('"$@"', "check")));
});

it.skipIf(!existsSync(READER))("the environment of the page is read alike by systemd and by a shell", async () => {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-systemd-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [, text = ""] = /tee -a \/etc\/attached-files\/environment <<'END'.*\n([\s\S]*?)^ *END$/m.exec(PAGE) ?? [];
  const lines = `${text.replaceAll(/^ +/gm, "")}EACH='a b;c|d>e"f\\g%h#i~j*k(l)&'\n`;
  await mkdir(join(folder, "environment.d"));
  await writeFile(join(folder, "environment.d/all.conf"), lines);
  const script = 'set -a; . "$0"; for name in AWS_REGION ON_CALL_URL EACH; do printenv "$name"; done';
  const shell = (await run("sh", ["-c", script, join(folder, "environment.d/all.conf")])).stdout.trimEnd().split("\n");
  // What it prints is quoted for a shell.
  const { stdout } = await run(READER, [], { env: { XDG_CONFIG_HOME: folder, HOME: folder } });
  await writeFile(join(folder, "printed"), stdout);
  const systemd = (await run("sh", ["-c", script, join(folder, "printed")])).stdout.trimEnd().split("\n");
  expect(systemd).toEqual(shell);
  expect(shell[1]).toBe("https://hooks.example.com/workflows/1?api-version=1&sig=x");
  expect(shell[2]).toBe('a b;c|d>e"f\\g%h#i~j*k(l)&');
});
