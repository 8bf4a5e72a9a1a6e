import type { ChildProcess } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET } from "@attached-files/test-bucket";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../src/run/clock.ts";
import { acquireLease } from "../src/state-on-s3/acquire-lease.ts";
import { scopeBucket } from "../src/state-on-s3/state-bucket.ts";
import { endOf, start } from "./attached-files-process.ts";
import { KEYS, newYard, type Yard } from "./machines.ts";

/** No slot comes while the test looks. */
const NEXT_YEAR = ["--cron", "0 0 1 1 *"];
const HINT = "What to do: attached-files run-book reason-state-in-use";

let yard: Yard;
let running: ChildProcess[];
beforeEach(async () => {
  yard = await newYard(6);
  running = [];
});
afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
  await yard.clear();
});

async function configured(state: object = {}): Promise<string> {
  const path = join(yard.desk.folder, "attached-files.yaml");
  const scope = { name: "main", region: "eu-central-1", endpoint: yard.desk.server.url };
  await writeFile(path, JSON.stringify({ scopes: [scope], state }));
  return path;
}

/** A schedule that has begun to wait, and its lines by then. */
async function schedule(config: string, cron: readonly string[] = NEXT_YEAR) {
  const child = start(["schedule", "--config", config, ...cron], { env: KEYS });
  running.push(child);
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await expect.poll(() => said, { timeout: 60_000, interval: 20 }).toMatch(/^Next slot /m);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = endOf(child);
    child.kill(signal);
    await ended;
  };
  const ranASlot = async (): Promise<void> => {
    const before = said.length;
    await expect.poll(() => said.slice(before), { timeout: 60_000, interval: 20 }).toMatch(/begins[\s\S]* ended with /);
  };
  return { pid: child.pid, ranASlot, others: said.split("\n").filter((line) => line.includes(HINT)), end };
}

describe("a schedule that begins where another one keeps the same states", () => {
  it("says in a line who that is, since when, and what comes of it; and nothing once the other has ended, or was killed", async () => {
    const config = await configured();
    const first = await schedule(config);
    expect(first.others).toEqual([]);
    const second = await schedule(config);
    expect(second.others).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Another schedule uses the states in .*attached-files-state: .*\\(PID ${first.pid}\\) on \\S+ since \\d{4}-\\S+Z\\. This one goes on all the same: .* it ends with 4, or with 3 where other scopes are free\\. Unless it is about to end, as at a restart, end one of them\\. ${HINT}$`,
        ),
      ),
    ]);
    await second.end("SIGTERM");
    await first.end("SIGKILL");
    const third = await schedule(config);
    expect(third.others).toEqual([]);
    await third.end("SIGTERM");
    expect((await schedule(config)).others).toEqual([]);
  });

  it("is told of the second one once the first has ended, and the second has begun a slot", async () => {
    const config = await configured();
    const first = await schedule(config);
    const second = await schedule(config, ["--cron", "* * * * * *"]);
    expect(second.others).toHaveLength(1);
    await first.end("SIGKILL");
    await second.ranASlot();
    const [line = "none"] = (await schedule(config)).others;
    expect(line).toContain(`(PID ${second.pid}) on `);
  });

  it("on S3 names whoever has a lease, of whatever machine", async () => {
    const s3 = { bucket: BUCKET, region: "us-east-1", endpoint: yard.bucket.endpoint, prefix: "attached-files-state/" };
    const bucket = scopeBucket(yard.store, s3, "main");
    const wanted = { leaseSeconds: 60, waitMs: 0, clock: systemClock, onWait: () => {}, isDoubted: false };
    const held = await acquireLease({ ...wanted, bucket, signal: new AbortController().signal });
    const config = await configured({ s3 });
    try {
      expect((await schedule(config)).others).toEqual([
        expect.stringMatching(
          new RegExp(
            `^main: the state s3://${BUCKET}/attached-files-state/scope=main/ is in use by process ${process.pid} on \\S+ since \\S+Z\\. This one goes on all the same: if that is a schedule of the same states, whichever comes second at a slot waits`,
          ),
        ),
      ]);
    } finally {
      await held.release((files) => files);
    }
  });
});
