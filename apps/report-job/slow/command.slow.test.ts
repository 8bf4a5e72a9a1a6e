import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FakeConnect, FakeServer } from "@attached-files/adapters/fake";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, caseArn, INSTANCE, newDesk } from "./desk.ts";

const LIMITS = "ListAttachedFilesConfigurations";

/** A terminal obeys the one, and the other turns text around. */
const STEERING = ["\u001b", "\u202e"];

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let clear: () => Promise<void>;
beforeEach(async () => {
  ({ folder, fake, server, clear } = await newDesk(60));
});
afterEach(() => clear());

async function config(more = "", scope = ""): Promise<string> {
  const path = join(folder, "attached-files.yaml");
  await writeFile(
    path,
    `scopes:\n  - name: main\n    region: eu-central-1\n    endpoint: ${server.url}\n    quota: { requestsPerSecond: unlimited }\n${scope}${more}`,
  );
  return path;
}

async function report(): Promise<{ status: string; [member: string]: unknown }> {
  return JSON.parse(await readFile(join(folder, "attached-files-report/latest/report.json"), "utf8"));
}

describe("attached-files run", () => {
  it("finds, asks, remembers and reports, and ends with 0", async () => {
    fake.state.files.configure(INSTANCE, "CASE", { maximumSizeBytes: 1000, extensions: ["PDF"] });
    const ended = await run(["run", "--config", await config(), "--slot", "2026-11-24"]);
    expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("60 files known: 60 retrieved") });
    expect(await report()).toMatchObject({ status: "complete", slot: "2026-11-24", totals: { references: 60 } });
    expect(fake.calls.count(BATCH)).toBe(20);
    // Every file has 1024 bytes, which is more than the centre has come to allow.
    expect(fake.calls.count(LIMITS)).toBe(1);
    const { problems, limits } = await report();
    expect(problems).toContainEqual(expect.objectContaining({ problem: "too-large", rows: 60 }));
    expect(problems).toContainEqual(expect.objectContaining({ problem: "extension-not-allowed", rows: 0 }));
    expect(limits).toMatchObject([
      { instanceId: INSTANCE, answer: "learnt", standing: [{ maxFileSizeBytes: 1000, maxFileSizeFrom: "learnt" }, {}] },
    ]);
  });

  it("makes no call for a slot that was finished, and reports it again", async () => {
    fake.faults.next({ operation: LIMITS, error: "AccessDeniedException", times: "always" });
    const path = await config();
    const first = await runHere(["run", "--config", path, "--slot", "s"]);
    // That the limits may not be asked for leaves the rest as it is.
    expect(first).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`connect:${LIMITS}`) });
    const calls = fake.calls.count();
    const again = await runHere(["run", "--config", path, "--slot", "s"]);
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("was finished before; no call made") });
    expect(fake.calls.count()).toBe(calls);
  });

  it("ends with 3 and says what is missing when a case could not be asked", async () => {
    fake.faults.next({ operation: BATCH, error: "AccessDeniedException", message: "\u001b[2J\u202edenied" });
    const ended = await run(["run", "--config", await config()]);
    expect(ended).toMatchObject({ exitCode: 3, stdout: expect.stringContaining("The answer is partial.") });
    expect(ended.stderr).toContain("denied");
    for (const character of STEERING) expect(ended.stderr + ended.stdout).not.toContain(character);
    expect(await report()).toMatchObject({ status: "partial", totals: { outcomes: { failed: 3, retrieved: 57 } } });
  });

  it("ends with 4 when everything is denied, after a few calls, and still writes the report", async () => {
    fake.faults.next({ operation: BATCH, error: "AccessDeniedException", times: "always" });
    const ended = await runHere(["run", "--config", await config("run: { stopAfterFailures: 5 }\n")]);
    expect(ended.exitCode).toBe(4);
    expect(fake.calls.count(BATCH)).toBe(3);
    expect(await report()).toMatchObject({ status: "partial", totals: { outcomes: { failed: 9, deferred: 51 } } });
  });

  it("ends with 4 when nobody is there", async () => {
    const path = await config();
    await server.close();
    const ended = await runHere(["run", "--config", path], { env: { AWS_MAX_ATTEMPTS: "1" } });
    expect(ended).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("SourceUnreachable") });
  });

  it("reads AWS's own endpoint variables when the configuration names none", async () => {
    const path = join(folder, "attached-files.yaml");
    await writeFile(path, "scopes:\n  - name: main\n    quota: { requestsPerSecond: unlimited }\n");
    const env = {
      AWS_REGION: "eu-central-1",
      AWS_ENDPOINT_URL_CONNECT: server.url,
      AWS_ENDPOINT_URL_CONNECTCASES: server.url,
    };
    expect(await runHere(["run", "--config", path], { env })).toMatchObject({ exitCode: 0 });
    expect(fake.calls.count(BATCH)).toBe(20);
  });

  it("asks for the references of a list instead of searching", async () => {
    const list = join(folder, "list.csv");
    const lines = [0, 20, 40].map((file) => `${INSTANCE},${caseArn(0)},f-${file}`);
    await writeFile(list, `instance_id,associated_resource_arn,file_id\n${lines.join("\n")}\n`);
    const ended = await runHere(["run", "--config", await config(), "--references", list]);
    expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("3 files known: 3 retrieved") });
    expect([fake.calls.count(), fake.calls.count(BATCH), fake.calls.count(LIMITS)]).toEqual([2, 1, 1]);
  });

  it("takes the list from standard input, and settings from its environment", async () => {
    const path = join(folder, "attached-files.yaml");
    await writeFile(path, "scopes: [{ name: main }]\n");
    const env = { AWS_REGION: "eu-central-1", AWS_ENDPOINT_URL_CONNECT: server.url };
    const input = JSON.stringify({
      associated_resource_arn: caseArn(0),
      file_arn: `arn:aws:connect:eu-central-1:111122223333:instance/${INSTANCE}/file/f-0`,
    });
    const ended = await run(["run", "--config", path, "--references", "-"], { env, input });
    expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("1 file known: 1 retrieved") });
    expect(await report()).toMatchObject({ scopes: [{ endpoint: server.url }] });
  });

  it("tells every malformed line by number and makes no call; or counts them in the report when told to skip", async () => {
    const list = join(folder, "list.csv");
    await writeFile(
      list,
      `instance_id,associated_resource_arn,file_id\n${INSTANCE},${caseArn(0)},f-0\nx\n,nonsense,\n`,
    );
    const path = await config();
    const refused = await runHere(["run", "--config", path, "--references", list]);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/line 3: .*\n(.*\n)*.*line 4: .*associated_resource_arn/);
    expect(fake.calls.count()).toBe(0);
    const skipped = await runHere(["run", "--config", path, "--references", list, "--skip-invalid"]);
    expect(skipped).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("1 file known") });
    expect(await report()).toMatchObject({ scopes: [{ run: { skippedInputLines: 2 } }] });
  });

  it("tells every problem of a configuration at once, and ends with 2", async () => {
    const ended = await runHere(["run", "--config", await config("run: { stopAfterFailures: 0 }\n", "    typo: 1\n")]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toMatch(/2 problems/);
    expect(ended.stdout).toBe("");
  });

  it("keeps strangers' escapes out of the terminal", async () => {
    fake.faults.next({
      operation: "SearchAllRelatedItems",
      error: "ValidationException",
      message: "\u001b[2J\u202eoops",
      times: 9,
    });
    const { stderr, stdout } = await runHere(["run", "--config", await config()]);
    expect(stderr + stdout).toContain("oops");
    for (const character of STEERING) expect(stderr + stdout).not.toContain(character);
  });
});

describe("attached-files report", () => {
  it("writes the last report again without a call, equal but for its own time", async () => {
    const path = await config();
    await runHere(["run", "--config", path, "--slot", "s"]);
    const csv = join(folder, "attached-files-report/latest/files.csv");
    const before = await readFile(csv, "utf8");
    const calls = fake.calls.count();
    await rm(join(folder, "attached-files-report"), { recursive: true });
    expect(await runHere(["report", "--config", path])).toMatchObject({ exitCode: 0 });
    expect(await readFile(csv, "utf8")).toBe(before);
    expect(fake.calls.count()).toBe(calls);
  });

  it("says what to do when there is nothing to report", async () => {
    const ended = await runHere(["report", "--config", await config()]);
    expect(ended).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("attached-files run") });
  });
});

describe("the command line", () => {
  it.each([[["--help"]], [["run", "--help"]], [["get", "--help"]], [["fake", "--help"]]])(
    "helps a stranger with %s",
    async (args) => {
      const ended = await runHere(args);
      expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Usage: attached-files") });
    },
  );

  it.each([
    [["nonsense"], /unknown command 'nonsense'/],
    [["run", "--nonsense"], /unknown option '--nonsense'/],
    [["fake", "--port", "70000"], /whole number from 0 to 65535/],
    [["get"], /--instance-id/],
    [["run", "--config", "/nowhere.yaml"], /Check the path/],
    [[], /Usage/],
  ])("refuses %s with 2 and a next step", async (args, message) => {
    const ended = await runHere(args);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toMatch(message);
  });

  it("as a process, prints help to standard output, and what is wrong to standard error", async () => {
    expect(await run(["--help"])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Usage/), stderr: "" });
    const refused = await run([`nonsense${STEERING.join("")}`]);
    expect(refused).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringMatching(/^error: unknown command/),
    });
    for (const character of STEERING) expect(refused.stderr).not.toContain(character);
  });
});
