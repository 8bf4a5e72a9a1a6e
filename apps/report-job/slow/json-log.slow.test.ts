import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "./attached-files-process.ts";
import { type Desk, newDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await newDesk(30);
});
afterAll(() => desk.clear());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function objects(stderr: string): readonly Record<string, unknown>[] {
  return stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

it("with --log json, every line on standard error is an object with the run's id, and stdout holds the results", async () => {
  const path = join(desk.folder, "attached-files.yaml");
  const quota = "quota: { requestsPerSecond: unlimited }";
  await writeFile(path, `scopes: [{ name: main, region: eu-central-1, endpoint: "${desk.server.url}", ${quota} }]\n`);
  const args = ["run", "--config", path, "--slot", "s1", "--log", "json"];
  // What Node.js itself warns of, as of an old version, comes when it likes.
  const warning = "process.once('beforeExit',()=>process.emitWarning('late'))";
  // And what the AWS SDK warns of: a profile and keys at once.
  const credentials = join(desk.folder, "credentials");
  await writeFile(credentials, "[work]\naws_access_key_id=test\naws_secret_access_key=test\n");
  const profile = { AWS_PROFILE: "work", AWS_SHARED_CREDENTIALS_FILE: credentials };
  const ended = await run(args, {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${warning}`, ...profile },
  });
  expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("30 files known: 30 retrieved") });
  const lines = objects(ended.stderr);
  const [first] = lines;
  expect(first).toMatchObject({ level: "info", event: "run.begin", runId: expect.stringMatching(UUID) });
  for (const line of lines) {
    expect(line).toMatchObject({ runId: first?.runId, time: expect.any(String), msg: expect.any(String) });
  }
  expect(lines.filter(({ level }) => level !== "info")).toMatchObject([
    { event: "warning", code: "aws-sdk-warning", msg: expect.stringContaining("AWS_PROFILE") },
    { event: "warning", msg: "Warning: late" },
  ]);
  // What Node.js says when all is over is of no run.
  expect(lines.filter(({ slot, event }) => slot !== "s1" && event !== "warning")).toEqual([]);
  const ofScope = lines.filter(({ msg }) => String(msg).startsWith("main: "));
  expect(ofScope.length).toBeGreaterThan(3);
  expect(ofScope.filter(({ scope }) => scope !== "main")).toEqual([]);
  const asking = { scope: "main", slot: "s1", step: "main: asking for metadata", unit: "files" };
  expect(lines).toContainEqual(expect.objectContaining({ ...asking, event: "step.begin", total: 30 }));
  expect(lines).toContainEqual(expect.objectContaining({ ...asking, event: "step.end", done: 30 }));
});

it("whoever asks for JSON in the configuration is told in JSON what is wrong with the rest of it", async () => {
  const path = join(desk.folder, "wrong.yaml");
  await writeFile(path, "log: json\nscopes: []\n");
  const { exitCode, stderr, stdout } = await run(["run", "--config", path]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(objects(stderr)).toMatchObject([
    {
      level: "error",
      code: "usage",
      exitCode: 2,
      msg: expect.stringMatching(/1 problem\n +scopes: expected at least 1/),
    },
  ]);
});

it("a wrong flag is told in JSON, too", async () => {
  const { exitCode, stderr } = await run(["run", "--nonsense", "--log=json"]);
  expect(exitCode).toBe(2);
  expect(objects(stderr)).toContainEqual(
    expect.objectContaining({
      level: "error",
      code: "usage",
      msg: expect.stringContaining("unknown option '--nonsense'"),
    }),
  );
});
