import { mkdir } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Config } from "../config/config-schema.ts";
import type { Io } from "../process/io.ts";
import { aFile } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { type VirtualClock, virtualClock } from "../testing/virtual-clock.ts";
import { checkBucket } from "./check-bucket.ts";
import { publishToS3 } from "./publish-to-s3.ts";

const here = useReportFolder();

/** Takes connections, and answers nothing. */
let endpoint: string;
let asked: Promise<unknown>;
let clock: VirtualClock;
let close: () => void;
beforeEach(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on("error", () => {})));
  asked = new Promise((resolve) => server.once("connection", resolve));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  clock = virtualClock();
  close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
});
afterEach(() => {
  vi.unstubAllEnvs();
  close();
});

const s3 = () => ({ bucket: "reports", prefix: "", region: "eu-central-1", endpoint, requestTimeoutSeconds: 120 });
const inMs = (ms: number) => new Date(clock.now().getTime() + ms);

function watching() {
  const said: string[] = [];
  const progress = { begin: () => {}, advance: () => {}, end: () => {}, say: (line: string) => void said.push(line) };
  const io = { clock, progress, out: () => {}, signal: new AbortController().signal } as unknown as Io;
  return { io, said };
}

/** Whether it has ended, once so much time has passed since it asked the bucket. */
async function endedAfter(work: Promise<unknown>, ms: number): Promise<boolean> {
  let isEnded = false;
  work
    .catch(() => {})
    .finally(() => {
      isEnded = true;
    });
  await asked;
  await clock.advance(ms);
  return isEnded;
}

it.each([
  ["10 seconds", undefined, 10],
  ["10 seconds of a time box of 14 minutes", 14 * 60, 10],
  ["a tenth of a time box that is short", 30, 3],
])("is looked at for %s before the run, which goes on", async (_, boxSeconds, seconds) => {
  const { io, said } = watching();
  const deadline = boxSeconds === undefined ? undefined : inMs(boxSeconds * 1000);
  const look = checkBucket({ publish: { s3: s3() } } as Config, io, deadline);
  expect(await endedAfter(look, seconds * 1000 - 1)).toBe(false);
  await clock.advance(1);
  await look;
  expect(said).toEqual([
    `The report may not get to s3://reports/: it did not answer within ${seconds} s. The run goes on; the report is tried there at its end.`,
  ]);
  expect(clock.sleepers).toBe(0);
});

it.each([
  ["a minute beyond a time box", 20_000, 80],
  ["a minute where the time box is over", -5000, 60],
])("gets a report for %s at most, and then it is not published", async (_, leftMs, seconds) => {
  await here.state("main", { outcomes: [aFile("f1")] });
  const published = await here.write();
  const stateFolder = join(dirname(published.folder), "state");
  await mkdir(stateFolder, { recursive: true });
  const { io } = watching();
  const work = publishToS3({ bucket: s3(), keep: undefined, stateFolder, deadline: inMs(leftMs) }, published, io);
  expect(await endedAfter(work, seconds * 1000 - 1)).toBe(false);
  await clock.advance(1);
  await expect(work).rejects.toMatchObject({
    code: "unavailable",
    bucket: "reports",
    cause: { code: "SourceTimeout" },
    section: "trouble-bucket-not-reached",
    message: `The report is in ${published.folder}, but not in s3://reports/: SourceTimeout, it did not answer within ${seconds} s, and a run with a time box waits no longer. What was published there before stands. Once that is mended, the next run, or 'attached-files report', publishes it.`,
  });
  expect(clock.sleepers).toBe(0);
});
