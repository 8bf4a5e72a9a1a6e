import type { ChildProcess } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FakeConnect, FakeServer } from "@attached-files/adapters/fake";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Ended, endOf, run, start } from "./attached-files-process.ts";
import { BATCH, newDesk } from "./desk.ts";

/** 20 calls take four seconds: whatever is done to a run meets it at work. */
const SLOW = "{ requestsPerSecond: 5, burst: 1, share: 1 }";
const FAST = "{ requestsPerSecond: unlimited }";
const EVERY_SECOND = ["--cron", "* * * * * *"];

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let clear: () => Promise<void>;
let running: ChildProcess[];
beforeEach(async () => {
  running = [];
  ({ folder, fake, server, clear } = await newDesk(60));
});
afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
  await clear();
});

async function config(quota: string, more = ""): Promise<string> {
  const path = join(folder, "attached-files.yaml");
  const scope = `  - { name: main, region: eu-central-1, endpoint: "${server.url}", quota: ${quota} }\n`;
  await writeFile(path, `scopes:\n${scope}run: { commitCalls: 4, commitSeconds: 600 }\n${more}`);
  return path;
}

function schedule(path: string, ...flags: readonly string[]) {
  const child = start(["schedule", "--config", path, ...flags]);
  running.push(child);
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = endOf(child);
  return {
    said: (text: string | RegExp) => expect.poll(() => stderr, { timeout: 60_000, interval: 5 }).toMatch(text),
    end: async (): Promise<Ended & { readonly tookMs: number }> => {
      const asked = performance.now();
      child.kill("SIGTERM");
      return { ...(await ended), tookMs: performance.now() - asked };
    },
    text: () => stderr,
  };
}

describe("attached-files schedule", () => {
  it("runs slot after slot, tells its health, and ends with 0 while it waits", async () => {
    const { said, end, text } = schedule(await config(FAST), ...EVERY_SECOND, "--health-port", "0");
    await said(/(ended with 0[\s\S]*){2}/);
    const [url = ""] = /http:\S+\/healthz/.exec(text()) ?? [];
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: "healthy", last: { exitCode: 0, meaning: "complete" } });

    const ended = await end();

    // A run may have been under way just then.
    expect([0, 3]).toContain(ended.exitCode);
    expect(ended.tookMs).toBeLessThan(10_000);
    const begun = Array.from(ended.stderr.matchAll(/Slot (\S+) begins/g), ([, slot = ""]) => slot);
    expect(new Set(begun).size).toBe(begun.length);
    expect(begun.length).toBeGreaterThanOrEqual(2);
    const folders = (await readdir(join(folder, "attached-files-report"))).filter((name) => name !== "latest");
    expect(folders.length).toBeGreaterThanOrEqual(2);
    for (const name of folders) expect(begun).toContain(name.replaceAll("~", ":"));
    await expect(fetch(url)).rejects.toThrow();
  });

  it("that is asked to end in the middle of a run ends in time with 3, and the slot goes on", async () => {
    const { end, text } = schedule(await config(SLOW), ...EVERY_SECOND);
    await expect.poll(() => fake.calls.count(BATCH), { timeout: 60_000, interval: 1 }).toBeGreaterThanOrEqual(5);
    const ended = await end();
    expect(ended).toMatchObject({ exitCode: 3, stderr: expect.stringMatching(/ended with 3 \(partial\)/) });
    expect(ended.tookMs).toBeLessThan(10_000);
    expect(text().match(/begins/g)).toHaveLength(1);

    const [, slot = ""] = /Slot (\S+) begins/.exec(text()) ?? [];
    const again = await run(["run", "--config", await config(FAST), "--slot", slot]);
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("60 files known: 60 retrieved") });
    // Nothing that was answered is asked again; calls in flight on 2 connections were let go.
    expect(fake.calls.count(BATCH)).toBeLessThanOrEqual(20 + 2);
  });
});
