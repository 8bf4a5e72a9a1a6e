import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BATCH } from "./desk.ts";
import { endOf, LEASE_SECONDS, type Machine, newYard, PREFIX, type Yard } from "./machines.ts";
import { reportRows } from "./state-rows.ts";

const FILES = 60;
let yard: Yard;
beforeEach(async () => {
  yard = await newYard(FILES);
});
afterEach(() => yard.clear());

const SLOT = ["--slot", "2026-11-24T06:00:00Z"];
const calls = (): number => yard.desk.fake.calls.count(BATCH);

/** Starts a run whose calls beyond so many are not answered, and waits until it makes one. */
async function runThatHangs(machine: Machine, answered: number) {
  yard.desk.hold(answered);
  const child = machine.start("run", ...SLOT);
  await expect.poll(calls, { timeout: 60_000, interval: 50 }).toBeGreaterThan(answered);
  return child;
}

/** A journal of the run that hangs has come to the bucket. */
async function journalIsThere(): Promise<void> {
  const names = async () => ((await yard.head())?.files ?? []).map(({ name }) => name).join();
  await expect.poll(names, { timeout: 60_000, interval: 100 }).toContain("journal/");
}

async function undisturbed(): Promise<unknown> {
  const local = await yard.machine("undisturbed", { s3: null });
  expect(await local.run("run", ...SLOT)).toMatchObject({ exitCode: 0 });
  return await reportRows(local.report);
}

describe("a state on S3", () => {
  it("is there for another machine, which makes no call again, and for those who only read it", async () => {
    const [one, other, third] = [await yard.machine("one"), await yard.machine("other"), await yard.machine("third")];
    const nothing = await third.run("runs");
    expect(nothing).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining("No run of this scope has got that far"),
    });
    expect(await one.run("run", ...SLOT)).toMatchObject({ exitCode: 0 });
    const made = calls();
    const again = await other.run("run", ...SLOT);
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("was finished before; no call made") });
    expect(calls()).toBe(made);
    expect(await reportRows(other.report)).toEqual(await reportRows(one.report));

    expect(await yard.head()).toMatchObject({ lease: null, files: [{ name: "state.duckdb" }] });
    const before = yard.bucket.requests.length;
    const query = await third.run("query", "SELECT count(*) AS files FROM files", "--format", "csv");
    expect(query).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`${FILES}`) });
    const plan = JSON.parse((await third.run("plan", "--json")).stdout) as { scopes: { files: number; due: number }[] };
    expect(plan.scopes).toMatchObject([{ files: FILES, due: 0 }]);
    expect(await third.run("runs", "--json")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("complete"),
    });
    // Who reads puts nothing.
    expect(yard.bucket.requests.slice(before).filter((request) => !request.startsWith("GET"))).toEqual([]);
    expect(await third.run("report")).toMatchObject({ exitCode: 0 });
    expect(await reportRows(third.report)).toEqual(await reportRows(one.report));
  });

  it("keeps one generation of files, however many runs there were", async () => {
    const machine = await yard.machine("one");
    for (const day of ["21", "22", "23"]) {
      expect(await machine.run("run", "--slot", `2026-11-${day}`, "--full")).toMatchObject({ exitCode: 0 });
    }
    const keys = await yard.keys();
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe("head.json");
    expect(JSON.parse((await machine.run("runs", "--json")).stdout)).toHaveLength(3);
  });

  it("is refused to a second machine while the first is at work, which then waits if it is told to", async () => {
    const [one, other] = [await yard.machine("one"), await yard.machine("other")];
    const child = await runThatHangs(one, 3);
    const refused = await other.run("run", ...SLOT);
    expect(refused).toMatchObject({ exitCode: 4, stdout: "" });
    expect(refused.stderr).toMatch(
      /main: The state s3:\/\/reports\/attached-files-state\/scope=main\/ is in use by another run: process \d+ on \S+ since 2\S+Z\. Wait for it to end, or give --wait/,
    );
    const made = calls();
    // Longer than the lease: it is renewed.
    await wait((LEASE_SECONDS + 4) * 1000);
    expect(await other.run("run", ...SLOT)).toMatchObject({ exitCode: 4 });
    const waiting = other.run("run", ...SLOT, "--wait", "2m");
    await wait(2000);
    expect(calls()).toBe(made);
    yard.desk.release();
    expect(await endOf(child)).toMatchObject({ exitCode: 0 });
    expect(await waiting).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("Waiting.") });
    expect(calls()).toBe(20);
    expect(await reportRows(other.report)).toEqual(await reportRows(one.report));
  });
});

describe("a run that is killed", () => {
  it("is taken over by another machine after the lease time, which asks again for what was under way alone", async () => {
    const whole = await undisturbed();
    const before = calls();
    const [one, other] = [await yard.machine("one"), await yard.machine("other")];
    const child = await runThatHangs(one, before + 8);
    await journalIsThere();
    const answered = calls();
    child.kill("SIGKILL");
    await once(child, "close");
    yard.desk.release();
    const killedAt = Date.now();
    const early = await other.run("run", ...SLOT);
    expect(early).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("if it has died, its lease ends at") });
    const next = await other.run("run", ...SLOT, "--wait", "1m");
    expect(next).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("going on with slot") });
    expect(Date.now() - killedAt).toBeGreaterThan((LEASE_SECONDS - 2) * 1000);
    // 20 calls in all; those that were not answered when it was killed were made for nothing.
    expect(calls() - before).toBeLessThanOrEqual(20 + (answered - before - 8));
    expect(await reportRows(other.report)).toEqual(whole);
    expect(await yard.keys()).toHaveLength(2);
  });

  it("may be killed again and again, each time on a machine of its own", async () => {
    const whole = await undisturbed();
    const before = calls();
    for (const [number, answered] of [3, 7, 11, 15].entries()) {
      const machine = await yard.machine(`machine-${number}`);
      yard.desk.hold(calls() + answered - number * 4);
      const child = machine.start("run", ...SLOT, "--wait", "1m");
      const held = calls();
      await expect.poll(calls, { timeout: 60_000, interval: 50 }).toBeGreaterThan(held);
      await wait(300 + 400 * number);
      child.kill("SIGKILL");
      await once(child, "close");
    }
    yard.desk.release();
    const last = await yard.machine("last");
    expect(await last.run("run", ...SLOT, "--wait", "1m")).toMatchObject({ exitCode: 0 });
    expect(await reportRows(last.report)).toEqual(whole);
    expect(calls()).toBeGreaterThan(before + 20);
  });
});

describe("a run that is asked to end", () => {
  it("brings what it has to the bucket and gives its lease back, so that another machine goes on at once", async () => {
    const whole = await undisturbed();
    const before = calls();
    const [one, other] = [await yard.machine("one"), await yard.machine("other")];
    const child = await runThatHangs(one, before + 8);
    child.kill("SIGTERM");
    await wait(500);
    yard.desk.release();
    expect(await endOf(child)).toMatchObject({ exitCode: 3, stdout: "" });
    expect(await yard.head()).toMatchObject({ lease: null });
    expect(await other.run("run", ...SLOT)).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("going on with slot"),
    });
    expect(calls() - before).toBe(20);
    expect(await reportRows(other.report)).toEqual(whole);
  });
});

describe("a run that stands still for longer than its lease", () => {
  it("ends with 4 when it goes on, and changes nothing of what the next one has made", async () => {
    const whole = await undisturbed();
    const [one, other] = [await yard.machine("one"), await yard.machine("other")];
    const child = await runThatHangs(one, calls() + 5);
    const ended = endOf(child);
    await journalIsThere();
    child.kill("SIGSTOP");
    yard.desk.release();
    expect(await other.run("run", ...SLOT, "--wait", "1m")).toMatchObject({ exitCode: 0 });
    const [head, keys] = [await yard.head(), await yard.keys()];
    child.kill("SIGCONT");
    const { exitCode, stderr, stdout } = await ended;
    expect([exitCode, stdout]).toEqual([4, ""]);
    expect(stderr).toMatch(
      /main: The (state|lease on the state) s3:\S+ (is in use by another run, which took it over|could not be renewed in time)/,
    );
    expect(await yard.head()).toEqual(head);
    expect(await yard.keys()).toEqual(keys);
    expect(await reportRows(other.report)).toEqual(whole);
    // Its own folder is one like any other by then.
    expect(await one.run("run", ...SLOT)).toMatchObject({ exitCode: 0 });
    expect(await reportRows(one.report)).toEqual(whole);
  });
});

describe("a bucket in trouble", () => {
  it("that cannot be read is not taken for an empty one", async () => {
    const machine = await yard.machine("one");
    expect(await machine.run("run", ...SLOT)).toMatchObject({ exitCode: 0 });
    const made = calls();
    const head = await yard.head();
    yard.bucket.refuse(() => ({ status: 403, code: "AccessDenied" }));
    for (const args of [["run", "--slot", "2026-11-25"], ["report"], ["plan"], ["runs"], ["query", "SELECT 1"]]) {
      const denied = await machine.run(...args);
      expect([args[0], denied.exitCode]).toEqual([args[0], 4]);
      expect(denied.stderr).toMatch(
        /cannot be reached: AccessDenied, .*; 'attached-files permissions' prints what has to be allowed/,
      );
    }
    yard.bucket.refuse(() => undefined);
    expect(calls()).toBe(made);
    expect(await yard.head()).toEqual(head);
    const nowhere = await yard.machine("nowhere", { s3: { bucket: "no-such-bucket" } });
    expect(await nowhere.run("run", ...SLOT)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /There is no bucket for s3:\/\/no-such-bucket\/\S* where it was asked for: correct state\.s3\.bucket, state\.s3\.region or state\.s3\.endpoint .*, whichever is wrong, or make it there\. No call was made\./,
      ),
    });
  });

  it.each([
    ["is missing", async (key: string) => yard.store.remove([key]), /is not there/],
    [
      "was cut",
      async (key: string) => yard.store.putText(key, "half", LABEL),
      /has 4 bytes with SHA-256 \w{64}, and should have \d+/,
    ],
  ])("whose object %s is damaged, and stays as it is", async (_, harm, what) => {
    const [one, other] = [await yard.machine("one"), await yard.machine("other")];
    expect(await one.run("run", ...SLOT)).toMatchObject({ exitCode: 0 });
    const made = calls();
    const key = (await yard.keys()).find((name) => name.startsWith("files/")) ?? "";
    await harm(`${PREFIX}${key}`);
    const head = await yard.head();
    for (const args of [["run", "--slot", "2026-11-25"], ["runs"]]) {
      const ended = await other.run(...args);
      expect([args[0], ended.exitCode]).toEqual([args[0], 4]);
      expect(ended.stderr).toMatch(/The state s3:\S+ is damaged: /);
      expect(ended.stderr).toMatch(what);
    }
    expect((await yard.head())?.files).toEqual(head?.files);
    expect(calls()).toBe(made);
    // The machine that made it has it still, and knows it by its digest.
    expect(await one.run("run", "--slot", "2026-11-25")).toMatchObject({ exitCode: 0 });
    expect(await other.run("run", "--slot", "2026-11-25")).toMatchObject({ exitCode: 0 });
  });

  it("whose head is none is told as that, and so is one of a newer program", async () => {
    const machine = await yard.machine("one");
    await yard.store.putText(`${PREFIX}head.json`, '{"format":2}', LABEL);
    expect(await machine.run("run", ...SLOT)).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining("it has format 2; this program knows formats up to 1"),
    });
    await yard.store.putText(`${PREFIX}head.json`, "{}", LABEL);
    expect(await machine.run("run", ...SLOT)).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining("is damaged"),
    });
    expect(await yard.store.readText(`${PREFIX}head.json`)).toBe("{}");
  });

  it("of one scope leaves the others to run, and the report says why", async () => {
    const machine = await yard.machine("one", { scopes: ["main", "other"] });
    await yard.store.putText(`${PREFIX}head.json`, "{}", LABEL);
    const ended = await machine.run("run", ...SLOT);
    expect(ended).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("main: The state s3:") });
    expect(ended.stdout).toContain("No data: The state s3://reports/attached-files-state/scope=main/ is damaged");
  });
});

const LABEL = { contentType: "application/json", metadata: {} };
