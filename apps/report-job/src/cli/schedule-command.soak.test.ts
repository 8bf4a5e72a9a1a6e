import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createFakeConnect, type FakeConnect, type FakeServer } from "@attached-files/adapters/fake";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { Log } from "../observe/log.ts";
import type { Io } from "../process/io.ts";
import { VirtualClock } from "../schedule/clock.test-support.ts";
import type { Health } from "../schedule/standing.ts";
import { openState } from "../state/open-state.ts";
import { quietObserving } from "../testing/quiet-observing.ts";
import { runCommand } from "./run-command.ts";
import { scheduleCommand } from "./schedule-command.ts";

const BATCH = "BatchGetAttachedFileMetadata";
const DAILY = { cron: "0 6 * * *", "time-zone": "Europe/Berlin" };

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
let said: string[];
beforeEach(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  for (const name of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) vi.stubEnv(name, "/dev/null");
  for (const name of ["AWS_REGION", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
  folder = await mkdtemp(join(tmpdir(), "attached-files-schedule-"));
  fake = createFakeConnect();
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  fake.state.files.addInstance("i-1");
  fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId: "f-1" });
  server = await fake.listen();
  said = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function io(clock: VirtualClock, signal: AbortSignal): Io {
  const say = (line: string): void => void said.push(line);
  const progress = { begin: () => {}, advance: () => {}, end: () => {}, say };
  const log = new Log(({ lines }) => void said.push(lines.join("\n")));
  const observing = { ...quietObserving(progress), log };
  return { environment: {}, stdin: Readable.from([]), out: () => {}, say, ...observing, clock, signal };
}

async function configFile(more: object = {}): Promise<string> {
  const path = join(folder, "attached-files.yaml");
  const quota = { requestsPerSecond: "unlimited" };
  const scopes = [{ name: "main", region: "eu-central-1", endpoint: server.url, quota }];
  await writeFile(path, JSON.stringify({ scopes, ...more }));
  return path;
}

interface Given {
  readonly from: string;
  readonly to: string;
  readonly flags?: Readonly<Record<string, string>>;
  readonly config?: object;
  readonly arrange?: (clock: VirtualClock) => void;
}

async function schedule({ from, to, flags = DAILY, config, arrange }: Given): Promise<number> {
  const clock = new VirtualClock(from);
  const ending = new AbortController();
  clock.at(to, () => ending.abort());
  arrange?.(clock);
  const options = { config: await configFile(config), skipInvalid: false, overrides: flags };
  return await scheduleCommand(options, io(clock, ending.signal));
}

async function run(slot: string): Promise<number> {
  const clock = new VirtualClock("2026-11-20T08:00:00Z");
  const options = { config: await configFile(), skipInvalid: false, overrides: {}, slot };
  return await runCommand(options, io(clock, new AbortController().signal));
}

const reports = (): string => join(folder, "attached-files-report");
const ended = (): readonly string[] => said.flatMap((line) => /^Slot (\S+ ended with .*) after/.exec(line)?.[1] ?? []);

/** The lines that name the run book's section as the last word of a run. */
const closing = (): readonly string[] => said.filter((line) => line.startsWith("Exit code "));

describe("a schedule of days", () => {
  it("publishes each slot, and goes on after one that got no answer", async () => {
    const exitCode = await schedule({
      from: "2026-11-23T12:00:00Z",
      to: "2026-11-26T12:00:00Z",
      arrange: (clock) => {
        const denied = { error: "AccessDeniedException", times: "always" } as const;
        clock.at("2026-11-24T12:00:00Z", () => void fake.faults.next(denied));
        clock.at("2026-11-25T12:00:00Z", () => fake.faults.clear());
      },
    });
    expect(ended()).toEqual([
      "2026-11-24T05:00:00Z ended with 0 (complete)",
      "2026-11-25T05:00:00Z ended with 4 (nothing was answered)",
      "2026-11-26T05:00:00Z ended with 0 (complete)",
    ]);
    expect(exitCode).toBe(0);
    expect(closing()).toEqual([expect.stringMatching(/^Exit code 4: .* run-book error-access-denied\b/)]);
    expect(await readlink(join(reports(), "latest"))).toBe("2026-11-26T05~00~00Z");
    expect((await readdir(reports())).toSorted()).toEqual([
      "2026-11-24T05~00~00Z",
      "2026-11-25T05~00~00Z",
      "2026-11-26T05~00~00Z",
      "latest",
    ]);
  });

  it("goes on where a list is missing on one of them, and says so", async () => {
    const list = join(folder, "list.csv");
    const rows =
      "instance_id,associated_resource_arn,file_id\ni-1,arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1,f-1\n";
    const scopes = [{ name: "main", region: "eu-central-1", endpoint: server.url, references: "list.csv" }];
    let written: Promise<void> = Promise.resolve();
    await schedule({
      from: "2026-11-23T12:00:00Z",
      to: "2026-11-25T12:00:00Z",
      config: { scopes },
      arrange: (clock) =>
        clock.at("2026-11-24T12:00:00Z", () => {
          written = writeFile(list, rows);
        }),
    });
    await written;
    expect(ended()[0]).toBe("2026-11-24T05:00:00Z ended with 2 (wrong configuration)");
    expect(said.join("\n")).toContain(list);
    expect(ended()[1]).toBe("2026-11-25T05:00:00Z ended with 0 (complete)");
  });
});

describe("a schedule whose state another process works on", () => {
  it("tells, at the end of that slot's run, what to do about a state in use", async () => {
    await run("2026-11-23T05:00:00Z");
    let holder: ChildProcess | undefined;
    onTestFinished(() => void holder?.kill("SIGKILL"));
    await schedule({
      from: "2026-11-23T12:00:00Z",
      to: "2026-11-24T12:00:00Z",
      arrange: (clock) => {
        const { sleep } = clock;
        // Virtual time leaves no room for a process to start in.
        clock.sleep = async (...given) => {
          holder ??= await processWithLock(join(folder, "attached-files-state/scope=main/state.duckdb"));
          await sleep.call(clock, ...given);
        };
      },
    });
    expect(ended()).toEqual(["2026-11-24T05:00:00Z ended with 4 (nothing was answered)"]);
    expect(closing()).toEqual([expect.stringMatching(/^Exit code 4: .* run-book reason-state-in-use\b/)]);
  });
});

/** Another process that has the lock of a state's file, until it is killed. */
async function processWithLock(file: string): Promise<ChildProcess> {
  const program = `import { DuckDBInstance } from "@duckdb/node-api";
    await DuckDBInstance.create(${JSON.stringify(file)});
    process.stdout.write("held");
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  return holder;
}

describe("a schedule that was away", () => {
  it("runs the latest slot that was missed, once, whoever ran the last one", async () => {
    await run("2026-11-20T05:00:00Z");
    const away = { from: "2026-11-23T12:00:00Z", to: "2026-11-23T13:00:00Z" };
    await schedule(away);
    expect(ended()).toEqual(["2026-11-23T05:00:00Z ended with 0 (complete)"]);
    expect(said.join("\n")).toContain("2 slots before it skipped");

    await schedule(away);
    expect(ended()).toHaveLength(1);
  });

  it("publishes a slot that had finished without", async () => {
    await run("2026-11-23T05:00:00Z");
    const state = await openState(join(folder, "attached-files-state"), "main");
    await state.connection.run("UPDATE runs SET published_at = NULL");
    await state.close();
    await rm(reports(), { recursive: true });
    await schedule({ from: "2026-11-23T12:00:00Z", to: "2026-11-23T13:00:00Z" });
    const report = JSON.parse(await readFile(join(reports(), "latest/report.json"), "utf8"));
    expect(report).toMatchObject({ slot: "2026-11-23T05:00:00Z", status: "complete" });
    expect(fake.calls.count(BATCH)).toBe(1);
  });
});

describe("a schedule that cannot work", () => {
  const wait = { from: "2026-11-23T12:00:00Z", to: "2026-11-23T13:00:00Z" };

  it.each([
    ["has no pattern", { flags: {} }, ["schedule.cron: expected a cron pattern", "--cron, received nothing"]],
    [
      "has a wrong one, and more",
      { flags: { cron: "61 25 * * *", "time-zone": "Nowhere" } },
      ["3 problems", "--cron: expected a minute of", "--cron: expected an hour of", "--time-zone: expected the name"],
    ],
    ["has no Region", { config: { scopes: [{ name: "main" }] } }, ["main: ", "Nothing was scheduled."]],
    [
      "has no place for its results, and none to remember them",
      { config: { report: { folder: "attached-files.yaml" }, state: { folder: "attached-files.yaml/state" } } },
      ["No report can be written in", "The state folder", "Nothing was scheduled."],
    ],
    [
      "has a port that is taken",
      { config: { schedule: { cron: "0 6 * * *", healthHost: "192.0.2.1", healthPort: 0 } } },
      ["The health endpoint cannot listen on 192.0.2.1:0"],
    ],
  ])("because it %s ends with 2 before it waits", async (_, given: Partial<Given>, texts) => {
    const error = await schedule({ ...wait, ...given }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ exitCode: 2 });
    for (const text of texts) expect((error as Error).message).toContain(text);
    expect(said.filter((line) => line.startsWith("Next slot"))).toEqual([]);
  });
});

it("the health endpoint tells where a schedule stands, and is gone behind it", async () => {
  const asked: Promise<{ status: number; body: Health }>[] = [];
  const ask = async (): Promise<{ status: number; body: Health }> => {
    const answer = await fetch(url());
    return { status: answer.status, body: (await answer.json()) as Health };
  };
  const url = (): string => /http:\S+/.exec(said[0] ?? "")?.[0] ?? "";
  fake.faults.next({ operation: BATCH, error: "AccessDeniedException", times: "always" });
  await schedule({
    from: "2026-11-23T12:00:00Z",
    to: "2026-11-24T12:00:00Z",
    flags: { ...DAILY, "health-port": "0" },
    arrange: (clock) => {
      const { sleep } = clock;
      // Virtual time leaves no room for an answer over the network.
      clock.sleep = async (...given) => {
        if (asked.length === (ended().length === 0 ? 0 : 1)) await asked[asked.push(ask()) - 1];
        await sleep.call(clock, ...given);
      };
    },
  });
  expect(await Promise.all(asked)).toMatchObject([
    { status: 200, body: { state: "waiting", last: null, next: { slot: "2026-11-24T05:00:00Z" } } },
    { status: 503, body: { status: "unhealthy", last: { slot: "2026-11-24T05:00:00Z", exitCode: 4 } } },
  ]);
  await expect(fetch(url())).rejects.toThrow();
});
