import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { FakeConnect, FakeServer } from "@attached-files/adapters/fake";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endOf, run, start } from "./attached-files-process.ts";
import { BATCH, newDesk } from "./desk.ts";

const CALLS = 20;

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let hold: (answered: number) => void;
let release: () => void;
let clear: () => Promise<void>;
beforeEach(async () => {
  ({ folder, fake, server, hold, release, clear } = await newDesk(60));
});
afterEach(() => clear());

async function command(...more: readonly string[]): Promise<readonly string[]> {
  const path = join(folder, "attached-files.yaml");
  const scope = `  - { name: main, region: eu-central-1, endpoint: "${server.url}", quota: { requestsPerSecond: unlimited } }\n`;
  await writeFile(path, `scopes:\n${scope}run: { commitCalls: 4, commitSeconds: 600 }\n`);
  return ["run", "--config", path, "--slot", "s", ...more];
}

async function calls(atLeast: number): Promise<void> {
  const polling = { timeout: 60_000, interval: 1 };
  await expect.poll(() => fake.calls.count(BATCH), polling).toBeGreaterThanOrEqual(atLeast);
}

/** A process and what it says, as it comes. */
function started(args: readonly string[]) {
  const child = start(args);
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = endOf(child);
  return {
    child,
    ended,
    says: (text: string) => expect.poll(() => stderr, { timeout: 60_000, interval: 5 }).toContain(text),
  };
}

function noteOfWhoIsAtWork(): Promise<{ pid: number; host: string; since: string }> {
  return readFile(join(folder, "attached-files-state/scope=main/lease.json"), "utf8").then(JSON.parse);
}

describe("a second process for a scope that is at work", () => {
  it("ends with 4 and says who has it; one that waits finds the slot published, and makes no call", async () => {
    hold(2);
    const first = started(await command());
    await calls(3);
    const { pid, host, since } = await noteOfWhoIsAtWork();
    expect([pid, host]).toEqual([first.child.pid, hostname()]);

    const waiting = started(await command("--wait", "60s"));
    const second = await run(await command());
    expect(second).toMatchObject({ exitCode: 4, stdout: "" });
    for (const part of [`PID ${pid}`, `on ${host} since ${since}`, "give --wait"])
      expect(second.stderr).toContain(part);
    await waiting.says("Waiting.");
    release();

    expect(await first.ended).toMatchObject({ exitCode: 0 });
    const waited = await waiting.ended;
    expect(waited).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("was finished before; no call made") });
    expect(fake.calls.count(BATCH)).toBe(CALLS);
    expect((await readdir(join(folder, "attached-files-report"))).sort()).toEqual(["latest", "s"]);
  });

  it("ends in time with 3 where it is asked to while it waits, and with 4 where the time is over", async () => {
    hold(2);
    const first = started(await command());
    await calls(3);
    const waiting = started(await command("--wait", "10m"));
    const short = run(await command("--wait", "1s"));
    await waiting.says("Waiting.");
    const asked = performance.now();
    waiting.child.kill("SIGTERM");
    expect(await waiting.ended).toMatchObject({
      exitCode: 3,
      stdout: "",
      stderr: expect.stringMatching(/Interrupted while main was waited for/),
    });
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(await short).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("in use by another run") });
    first.child.kill("SIGKILL");
    await first.ended;
  });

  it("takes over at once from one that was killed, whatever note that left", async () => {
    hold(8);
    const first = started(await command());
    await calls(9);
    first.child.kill("SIGKILL");
    await once(first.child, "close");
    release();
    expect((await noteOfWhoIsAtWork()).pid).toBe(first.child.pid);
    const second = await run(await command());
    expect(second).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("60 files known: 60 retrieved") });
    expect(second.stderr).not.toContain("Waiting.");
    expect(await readdir(join(folder, "attached-files-state/scope=main"))).not.toContain("lease.json");
  });
});

describe("a slot that two schedulers start at the same moment", () => {
  it("is asked for once and published once, be it that both wait or that one is refused", async () => {
    const both = await Promise.all([run(await command("--wait", "60s")), run(await command("--wait", "60s"))]);
    expect(
      both.map(({ exitCode }) => exitCode),
      both.map(({ stderr }) => stderr).join("\n"),
    ).toEqual([0, 0]);
    expect(fake.calls.count(BATCH)).toBe(CALLS);
    expect((await readdir(join(folder, "attached-files-report"))).sort()).toEqual(["latest", "s"]);

    fake.calls.clear();
    const args = (await command()).with(-1, "later");
    const ended = await Promise.all([run(args), run(args)]);
    const codes = ended.map(({ exitCode }) => exitCode).sort();
    // The later one may come just when the earlier one has finished.
    expect(codes[0]).toBe(0);
    expect([0, 4]).toContain(codes[1]);
    expect(fake.calls.count(BATCH)).toBeLessThanOrEqual(CALLS);
    expect((await readdir(join(folder, "attached-files-report"))).sort()).toEqual(["later", "latest", "s"]);
  });
});
