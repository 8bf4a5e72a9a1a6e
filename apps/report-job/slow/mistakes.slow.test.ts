import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FakeConnect, FakeServer } from "@attached-files/adapters/fake";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endOf, ISOLATED, MAIN, start } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { caseArn, INSTANCE, newDesk } from "./desk.ts";

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let clear: () => Promise<void>;
beforeEach(async () => {
  ({ folder, fake, server, clear } = await newDesk(1));
});
afterEach(() => clear());

async function config(scope = ""): Promise<string> {
  const path = join(folder, "attached-files.yaml");
  const main = `  - name: main\n    region: eu-central-1\n    endpoint: ${server.url}\n`;
  await writeFile(path, `scopes:\n${main}${scope}`);
  return path;
}

describe("a person's mistake", () => {
  it("reads the lists of all scopes before the first call, and tells what is wrong with any of them", async () => {
    const list = (lines: string): string => `instance_id,associated_resource_arn,file_id\n${lines}`;
    await writeFile(join(folder, "good.csv"), list(`${INSTANCE},${caseArn(0)},f-0\n`));
    await writeFile(join(folder, "bad.csv"), list(`${INSTANCE},${caseArn(0)},f-0\nx\n`));
    const scope = (name: string): string =>
      `  - { name: ${name}, region: eu-central-1, endpoint: "${server.url}", references: ${name}.csv }\n`;
    const path = join(folder, "attached-files.yaml");
    await writeFile(path, `scopes:\n${["good", "bad", "missing"].map(scope).join("")}`);
    const ended = await runHere(["run", "--config", path]);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toMatch(/bad\.csv, line 3: (.*\n)*.*1 malformed line in .*bad\.csv.*\n.*missing\.csv.*ENOENT/);
    expect(ended.stderr).toContain("No call was made.");
    expect(fake.calls.count()).toBe(0);
  });

  it.each([
    [
      "a header with semicolons",
      "instance_id;associated_resource_arn;file_id\n",
      /line 1: .*with semicolons where commas/,
    ],
    ["nothing at all", "", /expected at least one reference/],
  ])("refuses a list with %s, whatever may be skipped", async (_, input, message) => {
    const args = ["run", "--config", await config(), "--references", "-", "--skip-invalid"];
    const ended = await runHere(args, { input });
    expect(ended).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringMatching(message) });
  });

  it("ends when it is asked to while it waits for standard input", async () => {
    const child = start(["run", "--config", await config(), "--references", "-"], { input: null });
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    await expect.poll(() => stderr, { timeout: 20_000, interval: 5 }).toContain("reading standard input");
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([3, null]);
    expect(stderr).toContain("Interrupted while standard input was read. No call was made.");
  });

  it.each([
    [
      "an endpoint of another kind",
      "    endpoint: ftp://x\n",
      /scopes\[0\]\.endpoint: expected a URL that begins with http/,
    ],
    [
      "a role that is none",
      "    assumeRole: { roleArn: nonsense }\n",
      /assumeRole\.roleArn: expected the ARN of an IAM role/,
    ],
    ["an alias of nothing", "    profile: *x\n", /cannot be read as YAML/],
  ])("ends with 2 for %s in the configuration", async (_, scope, message) => {
    const path = join(folder, "attached-files.yaml");
    await writeFile(path, `scopes:\n  - name: main\n${scope}`);
    expect(await runHere(["run", "--config", path])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(message),
    });
  });

  it.each([
    ["a Region that is none", { AWS_REGION: "EU_WEST" }, /AWS_REGION: expected an AWS Region/],
    ["no Region at all", {}, /main: No AWS Region: .*in AWS_REGION, or in the profile/],
    [
      "a profile that is nowhere",
      { AWS_REGION: "eu-central-1", AWS_PROFILE: "nope" },
      /Check the profile's name, "nope"/,
    ],
    [
      "an endpoint that is none",
      { AWS_REGION: "eu-central-1", AWS_ENDPOINT_URL_CONNECT: "nonsense" },
      /AWS_ENDPOINT_URL_CONNECT: expected a URL/,
    ],
  ])("ends with 2 and without a report for %s in the environment", async (_, env, message) => {
    const path = join(folder, "attached-files.yaml");
    await writeFile(path, "scopes: [{ name: main }]\n");
    const here = { AWS_ENDPOINT_URL_CONNECTCASES: server.url, ...env };
    const ended = await runHere(["run", "--config", path], { env: here });
    expect(ended).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringMatching(message) });
    expect(ended.stderr).toContain("No call was made.");
    expect(await readdir(folder)).toEqual(["attached-files.yaml"]);
    expect(fake.calls.count()).toBe(0);
  });

  it.each(["latest", "2026-13-45"])("ends with 2 for --slot %s", async (slot) => {
    const ended = await runHere(["run", "--config", await config(), "--slot", slot]);
    expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--slot: expected") });
  });

  it.skipIf(process.platform !== "linux")(
    "tells in a line that results cannot be written, and ends with 4",
    async () => {
      const full = await open("/dev/full", "w");
      try {
        const child = spawn(process.execPath, [MAIN, "run", "--config", await config()], {
          env: { ...ISOLATED },
          stdio: ["ignore", full.fd, "pipe"],
        });
        const ended = await endOf(child);
        expect(ended.exitCode).toBe(4);
        expect(ended.stderr).toMatch(/\nThe results cannot be written to standard output: ENOSPC.*\n$/);
        expect(ended.stderr).not.toMatch(/\n {4}at /);
      } finally {
        await full.close();
      }
    },
  );

  it("ends with 2 where the state folder cannot be made, with a list too", async () => {
    const list = join(folder, "list.csv");
    await writeFile(list, `instance_id,associated_resource_arn,file_id\n${INSTANCE},${caseArn(0)},f-0\n`);
    const path = await config();
    for (const more of [[], ["--references", list]]) {
      const ended = await runHere(["run", "--config", path, "--state-folder", join(list, "below"), ...more]);
      expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/cannot be made.*--state-folder/) });
    }
  });
});
