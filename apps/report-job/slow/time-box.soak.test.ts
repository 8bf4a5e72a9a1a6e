import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FakeConnect, FakeServer } from "@attached-files/adapters/fake";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Ended, endOf, run, start } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, INSTANCE, newDesk } from "./desk.ts";
import { inState } from "./state-rows.ts";

const SEARCH = "SearchAllRelatedItems";
/** Twenty cases take forty seconds. */
const SLOW =
  "{ requestsPerSecond: 0.5, burst: 1, share: 1, operations: { SearchAllRelatedItems: { requestsPerSecond: 1000, burst: 100 } } }";
const FAST = "{ requestsPerSecond: unlimited }";
/** A process has to start, and a machine that is busy needs longer for everything but the waiting. */
const SLACK_MS = 15_000;

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let clear: () => Promise<void>;
beforeEach(async () => {
  ({ folder, fake, server, clear } = await newDesk(60));
});
afterEach(() => clear());

async function command(quota: string, slot: string, ...more: readonly string[]): Promise<readonly string[]> {
  const path = join(folder, "attached-files.yaml");
  const scope = (name: string): string =>
    `  - { name: ${name}, region: eu-central-1, endpoint: "${server.url}", quota: ${quota} }\n`;
  const scopes = more.includes("--two") ? scope("main") + scope("other") : scope("main");
  await writeFile(path, `scopes:\n${scopes}run: { commitCalls: 4, commitSeconds: 600 }\n`);
  return ["run", "--config", path, "--slot", slot, ...more.filter((flag) => flag !== "--two")];
}

async function timed(args: readonly string[]): Promise<Ended & { readonly tookMs: number }> {
  const began = performance.now();
  const ended = await run(args);
  return { ...ended, tookMs: performance.now() - began };
}

async function report(): Promise<
  Record<string, never> & { status: string; scopes: { name: string; outcomes: Record<string, number> }[] }
> {
  return JSON.parse(await readFile(join(folder, "attached-files-report/latest/report.json"), "utf8"));
}

/** The cases that were asked about, in their order. */
function asked(): string[] {
  return fake.calls
    .last(BATCH)
    .map(({ input }) => String(input.query.associatedResourceArn).replace(/^.*\/case\//, ""));
}

describe("a run with a time box", () => {
  it("ends in time with what it has, says so, and the slots that follow come to the end of the work", async () => {
    const boxed = await timed(await command(SLOW, "s1", "--time-box", "6s"));
    expect(boxed).toMatchObject({ exitCode: 3, stdout: expect.stringContaining("The answer is partial.") });
    expect(boxed.stderr).toContain("stopped where the time ended");
    expect(boxed.tookMs).toBeLessThan(6000 + SLACK_MS);
    const { status, scopes } = await report();
    expect(status).toBe("partial");
    const { retrieved = 0, deferred = 0 } = scopes[0]?.outcomes ?? {};
    expect(retrieved).toBeGreaterThan(0);
    expect(deferred).toBe(60 - retrieved);
    const first = asked();

    fake.calls.clear();
    expect(await runHere(await command(SLOW, "s2", "--time-box", "6s"))).toMatchObject({ exitCode: 3 });
    // What was answered once is not asked again before what was never.
    for (const each of asked()) expect(first).not.toContain(each);
    expect(asked().length).toBeGreaterThan(0);
    expect(await runHere(await command(FAST, "s3", "--time-box", "60s"))).toMatchObject({ exitCode: 0 });
    expect(await report()).toMatchObject({ status: "complete", totals: { references: 60, notKnown: 0 } });
  });

  it("asks first for what is new, then for what is not settled, then for what was asked longest ago", async () => {
    const stillScanned = fake.state.files.get(INSTANCE, "f-5");
    fake.state.files.put(INSTANCE, "f-5", stillScanned?.associatedResourceArn ?? "", {
      ...stillScanned?.wire,
      FileStatus: "PROCESSING",
    });
    expect(await runHere(await command(FAST, "s1"))).toMatchObject({ exitCode: 0 });
    const longAgo = (days: number, number: number): string =>
      `UPDATE outcomes SET checked_at = checked_at - INTERVAL ${days} DAY WHERE associated_resource_arn LIKE '%/case/c-${number}'`;
    await inState(join(folder, "attached-files-state/scope=main"), async (connection) => {
      for (const [days, number] of [
        [100, 7],
        [300, 3],
        [200, 11],
      ] as const)
        await connection.run(longAgo(days, number));
    });
    fake.state.attachFile({ domainId: "d-1", caseId: "c-new", instanceId: INSTANCE, fileId: "new" });
    fake.calls.clear();

    expect(
      await runHere(await command("{ requestsPerSecond: 50, burst: 1, share: 1 }", "s2", "--time-box", "60s")),
    ).toMatchObject({ exitCode: 0 });

    expect(asked()).toEqual(["c-new", "c-5", "c-3", "c-11", "c-7"]);
  });

  it("that is too small for anything ends all the same, in time and with an answer that tells so", async () => {
    const ended = await timed(await command(SLOW, "s", "--time-box", "1s"));
    expect([3, 4]).toContain(ended.exitCode);
    expect(ended.stdout + ended.stderr).toMatch(/The answer is partial|the time .* ended/);
    expect(ended.tookMs).toBeLessThan(1000 + SLACK_MS);
    expect(await runHere(await command(FAST, "s"))).toMatchObject({ exitCode: 0 });
  });

  it("is shared by its scopes", async () => {
    const ended = await timed(await command(SLOW.replace("0.5", "2"), "s", "--two", "--time-box", "6s"));
    expect(ended.exitCode).toBe(3);
    expect(ended.tookMs).toBeLessThan(6000 + SLACK_MS);
    const { scopes } = await report();
    expect(scopes.map(({ name }) => name)).toEqual(["main", "other"]);
    for (const { outcomes } of scopes) expect(outcomes.retrieved).toBeGreaterThan(0);
  });

  it("ends in the middle of a search for all files, which later runs go on with and do not begin anew", async () => {
    for (let file = 60; file < 1500; file += 1)
      fake.state.attachFile({ domainId: "d-1", caseId: `c-${file % 20}`, instanceId: INSTANCE, fileId: `f-${file}` });
    const pages = 1500 / 25;
    fake.faults.next({ operation: SEARCH, latencyMs: 50, times: "always" });
    const ended = await timed(await command(FAST, "s1", "--time-box", "4s"));
    expect(ended).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining("the search for files stopped where its time ended"),
    });
    expect(ended.tookMs).toBeLessThan(4000 + SLACK_MS);
    const before = fake.calls.count(SEARCH);
    expect(before).toBeLessThan(pages);
    expect(before).toBeGreaterThan(2);
    expect(fullSearchesBegun()).toBe(1);

    let beginnings = 0;
    let slot = 2;
    for (; slot < 30; slot += 1) {
      fake.calls.clear();
      const { exitCode } = await runHere(await command(FAST, `s${slot}`, "--time-box", "4s"));
      beginnings += fullSearchesBegun();
      if (exitCode === 0) break;
    }
    expect(slot).toBeLessThan(30);
    expect(beginnings).toBe(0);
    expect(await report()).toMatchObject({ status: "complete", totals: { references: 1500 } });
  });
});

/** Searches that begin with the oldest file and at its beginning. */
function fullSearchesBegun(): number {
  const bodies = fake.calls
    .last(SEARCH)
    .map(({ input }) => input.body as { nextToken?: string; sorts?: { sortOrder?: string }[] });
  return bodies.filter(({ nextToken, sorts }) => nextToken === undefined && sorts?.[0]?.sortOrder === "Asc").length;
}

describe("a run that is asked to end while the service is slow", () => {
  it("ends within ten seconds with 3, and what was answered is not asked again", async () => {
    fake.faults.next({ operation: BATCH, latencyMs: 3000, times: "always" });
    const child = start(await command("{ requestsPerSecond: 50, burst: 50, share: 1 }", "s"));
    const ending = endOf(child);
    // The first is answered after three seconds; then others are begun.
    await expect.poll(() => fake.calls.count(BATCH), { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(3);
    const askedAt = performance.now();
    child.kill("SIGTERM");
    const ended = await ending;
    expect(ended).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("goes on with slot s") });
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    const before = asked();
    fake.faults.clear();
    fake.calls.clear();
    expect(await runHere(await command(FAST, "s"))).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("60 retrieved"),
    });
    expect(asked()).not.toContain(before[0]);
  });
});
