import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Log } from "../observe/log.ts";
import type { Io } from "../process/io.ts";
import { systemClock } from "../run/clock.ts";
import { quietObserving } from "../testing/quiet-observing.ts";
import { scheduleCommand } from "./schedule-command.ts";

let folder: string;
/** Takes connections, and answers nothing. */
let silent: Server;
beforeEach(async () => {
  // Without keys nobody would be asked.
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  folder = await mkdtemp(join(tmpdir(), "attached-files-health-"));
  silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  silent.close();
  await rm(folder, { recursive: true, force: true });
});

it("the health of a schedule is told before a bucket that does not answer was asked", async () => {
  const { port } = silent.address() as { port: number };
  const s3 = { bucket: "my-state", region: "eu-central-1", endpoint: `http://127.0.0.1:${port}` };
  const config = join(folder, "attached-files.yaml");
  const schedule = { cron: "0 6 * * *", healthPort: 0, healthHost: "127.0.0.1" };
  await writeFile(
    config,
    JSON.stringify({ scopes: [{ name: "main", region: "eu-central-1" }], state: { folder: "state", s3 }, schedule }),
  );
  const ending = new AbortController();
  const told = Promise.withResolvers<string>();
  const io: Io = {
    ...quietObserving({ begin: () => {}, advance: () => {}, end: () => {}, say: () => {} }),
    environment: {},
    stdin: Readable.from([]),
    out: () => {},
    say: (line) => /^Health is told at (.*)$/.exec(line)?.[1] !== undefined && told.resolve(line.slice(18)),
    log: new Log(() => {}),
    clock: systemClock,
    signal: ending.signal,
  };
  const began = performance.now();
  const ended = scheduleCommand({ config, skipInvalid: false, overrides: {} }, io).catch(() => {});
  const { status } = await fetch(await told.promise);
  expect(status).toBe(200);
  expect(performance.now() - began).toBeLessThan(3000);
  ending.abort();
  await ended;
});
