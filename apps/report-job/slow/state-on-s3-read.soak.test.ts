import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUCKET } from "@attached-files/test-bucket";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { CheckResult } from "../src/check/check-schema.ts";
import { lastSlotOf } from "../src/cli/last-slot-of.ts";
import { loadConfig } from "../src/config/load-config.ts";
import { runHere } from "./command-here.ts";
import { KEYS, newYard, PREFIX, type Yard } from "./machines.ts";

const FILES = 30;
const SLOT = "2026-11-24";
let yard: Yard;
let path: string;
const run = (...args: string[]) => runHere([...args, "--config", path], { env: KEYS });
beforeAll(async () => {
  yard = await newYard(FILES);
  const { folder } = await yard.machine("one", { scopes: ["main", "other"] });
  path = join(folder, "attached-files.yaml");
  await yard.store.putText(`${PREFIX}head.json`, "{}", { contentType: "application/json", metadata: {} });
  expect(await run("run", "--slot", SLOT)).toMatchObject({ exitCode: 3 });
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => yard.clear());

describe("a bucket of which the state of one scope is damaged", () => {
  it("is read for the others, and why that one is not is told", async () => {
    const plan = await run("plan", "--json");
    const { scopes } = JSON.parse(plan.stdout) as { scopes: unknown[] };
    const isDamaged = expect.stringContaining("is damaged");
    expect(scopes).toMatchObject([
      { unreadable: isDamaged, isKnown: false },
      { unreadable: null, files: FILES },
    ]);
    expect(plan.exitCode).toBe(3);
    for (const args of [["runs"], ["query", "SELECT count(*) AS files FROM files"]]) {
      const read = await run(...args);
      expect([args[0], read.exitCode, read.stderr]).toEqual([args[0], 3, expect.stringMatching(/main: .* is damaged/)]);
    }
    const { findings } = JSON.parse((await run("check", "--json")).stdout) as CheckResult;
    const ofStates = findings.filter(({ check, about }) => check === "state-folder" && about !== null);
    expect(ofStates).toMatchObject([
      { about: "main", result: "failed", text: isDamaged },
      { about: "other", result: "passed", text: expect.stringContaining(`${FILES} files are known`) },
    ]);
    const alone = await run("runs", "--scope", "main");
    expect(alone).toMatchObject({ exitCode: 4, stderr: isDamaged });
  });

  it("tells a schedule which slot was finished last, by the others", async () => {
    for (const [name, value] of Object.entries(KEYS)) vi.stubEnv(name, value);
    const config = await loadConfig({ path, environment: KEYS, flags: {} });
    const said: string[] = [];
    const io = { environment: KEYS, signal: new AbortController().signal, say: (line: string) => void said.push(line) };
    expect(await lastSlotOf(config, io)).toMatchObject({ slot: SLOT });
    expect(said).toEqual([expect.stringMatching(/^main: .* is damaged/)]);
    // That none can be read is not the same as that there are none.
    const alone = { ...config, scopes: config.scopes.filter(({ name }) => name === "main") };
    await expect(lastSlotOf(alone, io)).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("a bucket without a state", () => {
  it("is named by every command that reads, by its URL, with what to do", async () => {
    const { folder } = await yard.machine("empty", { s3: { prefix: "nobody-was-here/" } });
    const config = ["--config", join(folder, "attached-files.yaml")];
    const commands = [["runs"], ["changes"], ["query", "SELECT 1"], ["report"]];
    for (const args of commands) {
      const { exitCode, stderr } = await runHere([...args, ...config], { env: KEYS });
      expect([args[0], exitCode]).toEqual([args[0], 4]);
      expect(stderr).toContain(`here is no state at s3://${BUCKET}/nobody-was-here/scope=main/`);
      expect(stderr).toContain("Start 'attached-files run' first");
      expect(stderr).not.toContain(tmpdir());
      if (args[0] === "report") expect(stderr).toContain(`No finished run in s3://${BUCKET}/nobody-was-here/. Start`);
    }
  });
});
