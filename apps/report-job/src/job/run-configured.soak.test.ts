import { writeFileSync } from "node:fs";
import { access, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createFakeConnect, type FakeConnect, type FakeServer } from "@attached-files/adapters/fake";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reportCommand } from "../cli/report-command.ts";
import { parseConfig } from "../config/parse-config.ts";
import type { Io } from "../process/io.ts";
import type { Report } from "../report/report-schema.ts";
import { openRun } from "../state/open-run.ts";
import { openState } from "../state/open-state.ts";
import { quietObserving } from "../testing/quiet-observing.ts";
import { CALM } from "../testing/scope-run.ts";
import { runConfigured } from "./run-configured.ts";

const BATCH = "BatchGetAttachedFileMetadata";

const START = new Date("2026-11-24T06:00:00.000Z");

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let minute: number;
let said: string[];
/** What happens just before the report is written. */
let beforeWriting: () => void;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-job-"));
  fake = createFakeConnect({ clock: () => START });
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  fake.state.files.addInstance("i-1");
  attach("f-1");
  server = await fake.listen();
  minute = 0;
  said = [];
  beforeWriting = () => {};
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function attach(fileId: string, FileStatus = "APPROVED"): void {
  fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId, members: { FileStatus } });
}

/** Each command begins a minute after the one before. */
function io(): Io {
  minute += 1;
  const now = new Date(START.getTime() + minute * 60_000);
  const say = (line: string): void => void said.push(line);
  return {
    environment: {},
    stdin: Readable.from([]),
    out: () => {},
    say,
    ...quietObserving({
      begin: (step) => void (step === "writing the report" && beforeWriting()),
      advance: () => {},
      end: () => {},
      say,
    }),
    clock: { now: () => now, sleep: async () => {} },
    signal: new AbortController().signal,
  };
}

function settings(scopes: readonly string[]): object {
  return {
    scopes: scopes.map((name) => ({
      name,
      region: "eu-central-1",
      endpoint: server.url,
      quota: { requestsPerSecond: "unlimited" },
    })),
    state: { folder: join(folder, "state") },
    report: { folder: join(folder, "reports") },
  };
}

async function run(options: { slot?: string; scopes?: readonly string[]; only?: string } = {}): Promise<number> {
  const config = parseConfig(settings(options.scopes ?? ["main"]));
  if (!config.ok) throw new Error("the test's own configuration is wrong");
  const scopes = config.value.scopes.filter(({ name }) => options.only === undefined || name === options.only);
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return await runConfigured(
    {
      config: config.value,
      scopes,
      lists: { skipInvalid: false },
      fake: { credentials, contents: "a test's" },
      ...(options.slot === undefined ? {} : { slot: options.slot }),
    },
    io(),
  );
}

async function reportAgain(scopes: readonly string[] = ["main"]): Promise<number> {
  const path = join(folder, "attached-files.yaml");
  await writeFile(path, JSON.stringify(settings(scopes)));
  return await reportCommand({ config: path, overrides: {} }, io());
}

async function report(slot: string): Promise<Report> {
  return JSON.parse(await readFile(join(folder, "reports", slot, "report.json"), "utf8")) as Report;
}

function latest(): Promise<string> {
  return readlink(join(folder, "reports", "latest"));
}

/** A file where the folder of reports should be made. */
function putInTheWay(): void {
  writeFileSync(join(folder, "reports"), "in the way");
}

/** Leaves the state as a process does that is killed while it goes on with a slot. */
async function reopenInState(slot: string): Promise<void> {
  const state = await openState(join(folder, "state"), "main");
  const rows = await state.connection.runAndReadAll("SELECT input_digest FROM runs");
  const digest = String(rows.value(0, 0));
  const input = { description: "a test", digest, sourceDigest: digest, isList: false };
  await openRun(state, slot, input, { now: START, full: false, isBoxed: false, rules: CALM.searches });
  await state.close();
}

describe("a job", () => {
  it("makes no call where somebody's files stand in the place of its report, and leaves them", async () => {
    const mine = join(folder, "reports", "s1", "precious.txt");
    await mkdir(join(folder, "reports", "s1"), { recursive: true });
    await writeFile(mine, "mine");

    await expect(run({ slot: "s1" })).rejects.toMatchObject({ exitCode: 2 });

    expect(fake.calls.count()).toBe(0);
    expect(await readFile(mine, "utf8")).toBe("mine");
    await rm(mine);
    await rm(join(folder, "reports", "s1"), { recursive: true });
    expect(await run({ slot: "s1" })).toBe(0);
    await writeFile(mine, "a note beside the report");
    await expect(reportAgain()).rejects.toMatchObject({ exitCode: 2 });
    expect(await readFile(mine, "utf8")).toBe("a note beside the report");
  });

  it("leaves what somebody put in the place of its report during the run", async () => {
    await mkdir(join(folder, "reports"));
    beforeWriting = () => writeFileSync(join(folder, "reports", "s1"), "mine");
    await expect(run({ slot: "s1" })).rejects.toMatchObject({ exitCode: 2 });
    expect(await readdir(join(folder, "reports"))).toEqual(["s1"]);
    expect(await readFile(join(folder, "reports", "s1"), "utf8")).toBe("mine");
  });

  it("writes nothing at all where it gets none of its states", async () => {
    await mkdir(join(folder, "state", "scope=main"), { recursive: true });
    await writeFile(join(folder, "state", "scope=main", "state.duckdb"), "x".repeat(100_000));
    expect(await run()).toBe(4);
    expect(await readdir(folder)).toEqual(["state"]);
    expect(said.join("\n")).toMatch(/main: The state .* cannot be opened/);
  });

  it("leaves the report of an older slot alone when that slot is started again", async () => {
    expect(await run({ slot: "s1" })).toBe(0);
    const before = await report("s1");
    attach("f-2");
    expect(await run({ slot: "s2" })).toBe(0);
    const calls = fake.calls.count();

    expect(await run({ slot: "s1" })).toBe(0);

    expect(await report("s1")).toEqual(before);
    expect(await latest()).toBe("s2");
    expect(fake.calls.count()).toBe(calls);
    expect(said.join("\n")).toContain("was left as it was");
  });

  it("that was partial goes on when its slot is started again, over its own report", async () => {
    fake.faults.next({ operation: BATCH, error: "AccessDeniedException", times: "always" });
    expect(await run({ slot: "s1" })).toBe(4);
    expect(await report("s1")).toMatchObject({ status: "partial", totals: { outcomes: { failed: 1 } } });
    await reopenInState("s1");
    // A process that died while it went on has taken nothing away.
    expect(await reportAgain()).toBe(4);
    expect(await report("s1")).toMatchObject({ status: "partial", totals: { outcomes: { failed: 1 } } });
    fake.faults.clear();

    expect(await run({ slot: "s1" })).toBe(0);

    expect(await report("s1")).toMatchObject({ status: "complete", totals: { outcomes: { retrieved: 1 } } });
    expect(await readdir(join(folder, "reports"))).toEqual(["latest", "s1"]);
  });

  it("whose search fails reports the files that were known, as they were", async () => {
    expect(await run({ slot: "s1" })).toBe(0);
    fake.faults.next({ operation: "ListDomains", error: "AccessDeniedException", times: "always" });
    expect(await run({ slot: "s2" })).toBe(4);
    expect(await report("s2")).toMatchObject({
      status: "partial",
      totals: { references: 1, filesDescribed: 1, notKnown: 0, outcomes: { carried: 1 } },
    });
    const { scopes } = await report("s2");
    expect(scopes[0]?.run).toMatchObject({ troubleCode: "AccessDeniedException", troubleOperation: "ListDomains" });
    await rm(join(folder, "reports"), { recursive: true });
    await reportAgain();
    expect((await report("s2")).scopes).toEqual(scopes);
    fake.faults.clear();
    expect(await run({ slot: "s2" })).toBe(0);
    expect((await report("s2")).scopes[0]?.run).toMatchObject({ troubleCode: null, troubleOperation: null });
  });

  it("reports all scopes of the configuration, whichever of them were run", async () => {
    const scopes = ["a", "b"];
    expect(await run({ slot: "9", scopes })).toBe(0);
    expect(await run({ slot: "9", scopes, only: "a" })).toBe(0);
    expect((await report("9")).scopes.map(({ name, status }) => [name, status])).toEqual([
      ["a", "complete"],
      ["b", "complete"],
    ]);

    expect(await run({ slot: "10", scopes, only: "a" })).toBe(3);

    expect((await report("10")).whyNotComplete).toMatchObject([{ scope: "b", code: "other-slot" }]);
    expect(await run({ slot: "10", scopes, only: "b" })).toBe(0);
  });

  it("that broke off before it published goes on with the same slot, without a call", async () => {
    beforeWriting = putInTheWay;
    await expect(run()).rejects.toMatchObject({ code: "unavailable" });
    const calls = fake.calls.count();
    expect(calls).toBeGreaterThan(0);
    await rm(join(folder, "reports"));
    beforeWriting = () => {};

    expect(await run()).toBe(0);

    expect(await latest()).toBe("2026-11-24T06~01~00Z");
    expect(fake.calls.count()).toBe(calls);
    expect(await run()).toBe(0);
    expect(await latest()).toBe("2026-11-24T06~03~00Z");
  });

  it("that broke off between two scopes runs the other one for the same slot", async () => {
    beforeWriting = putInTheWay;
    await expect(run({ scopes: ["a", "b"], only: "a" })).rejects.toMatchObject({ code: "unavailable" });
    await rm(join(folder, "reports"));
    beforeWriting = () => {};
    const calls = fake.calls.count(BATCH);

    expect(await run({ scopes: ["a", "b"] })).toBe(0);

    expect(fake.calls.count(BATCH)).toBe(calls + 1);
    const slots = (await report("2026-11-24T06~01~00Z")).scopes.map((scope) => [scope.name, scope.run?.slot]);
    expect(slots).toEqual([
      ["a", "2026-11-24T06:01:00Z"],
      ["b", "2026-11-24T06:01:00Z"],
    ]);
  });
});

describe("a report that is built again", () => {
  it("is that of the run that finished last, not of the slot that sorts last", async () => {
    const scopes = ["a", "b"];
    await run({ slot: "9", scopes, only: "a" });
    await run({ slot: "10", scopes, only: "b" });
    const older = await report("9");

    expect(await reportAgain(scopes)).toBe(3);

    expect((await report("10")).generatedAt).toBe("2026-11-24T06:03:00.000Z");
    expect(await report("9")).toEqual(older);
  });

  it("says the same of the same answers, whenever it is built", async () => {
    attach("f-2", "PROCESSING");
    await run({ slot: "s" });
    const before = await report("s");
    expect(before.breakdowns.status.entries.map(({ value }) => value)).toContain("PROCESSING");
    minute += 24 * 60;
    await reportAgain();
    // The workbook holds the moment, and is compressed.
    const { workbook: _, ...same } = before;
    const { workbook: __, ...again } = await report("s");
    expect({ ...again, generatedAt: before.generatedAt }).toEqual(same);
  });

  it("tells the scopes that cannot be read, ends partial, and makes nothing", async () => {
    await run({ slot: "s" });
    const damaged = join(folder, "state", "scope=damaged", "state.duckdb");
    await run({ slot: "s", scopes: ["damaged"] }).catch(() => {});
    await writeFile(damaged, "x".repeat(100_000));
    await rm(join(folder, "reports"), { recursive: true });

    expect(await reportAgain(["main", "damaged", "nowhere"])).toBe(3);

    expect((await report("s")).whyNotComplete.map(({ scope, code }) => [scope, code])).toEqual([
      ["damaged", "state-unreadable"],
      ["nowhere", "state-missing"],
    ]);
    await expect(access(join(folder, "state", "scope=nowhere"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("is not partial in place of a complete one when a state is lost, and that is no success", async () => {
    const scopes = ["a", "b"];
    await run({ slot: "s", scopes });
    const before = await report("s");
    await rm(join(folder, "state", "scope=b"), { recursive: true });

    expect(await reportAgain(scopes)).toBe(3);

    expect(await report("s")).toEqual(before);
    expect(said.join("\n")).toMatch(/b: No data: there is no state/);
  });

  it("says why there is none, and makes no folder", async () => {
    await expect(reportAgain(["main", "other"])).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringMatching(/attached-files run'\.\n {2}main: No data.*\n {2}other: No data/),
    });
    for (const name of ["state", "reports"]) {
      await expect(access(join(folder, name))).rejects.toMatchObject({ code: "ENOENT" });
    }
  });
});
