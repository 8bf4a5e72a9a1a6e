import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Message } from "../notify/message.ts";
import { Log } from "../observe/log.ts";
import type { Io } from "../process/io.ts";
import { systemClock } from "../run/clock.ts";
import { quietObserving } from "../testing/quiet-observing.ts";
import { useWebhook } from "../testing/webhook.ts";
import { scheduleCommand } from "./schedule-command.ts";

const ops = useWebhook();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-schedule-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function begin(schedule: object | undefined, overrides = {}): Promise<unknown> {
  const quiet = { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} };
  const io: Io = {
    ...quietObserving(quiet),
    environment: { OPS_URL: ops.url },
    stdin: Readable.from([]),
    out: () => {},
    say: () => {},
    log: new Log(() => {}),
    clock: systemClock,
    signal: new AbortController().signal,
  };
  const notify = [{ name: "ops", to: "webhook", on: ["failure"], urlVariable: "OPS_URL" }];
  const config = join(folder, "attached-files.yaml");
  return writeFile(
    config,
    JSON.stringify({ scopes: [{ name: "main", region: "eu-central-1" }], notify, schedule }),
  ).then(() => scheduleCommand({ config, skipInvalid: false, overrides }, io));
}

it.each([
  ["has no pattern", undefined, {}, /^schedule\.cron: expected a cron pattern.*Nothing was scheduled\.$/],
  ["has a pattern that is none", { cron: "61 * * * *" }, {}, /schedule\.cron/],
  ["is given one that is none", undefined, { cron: "nonsense" }, /--cron/],
  ["has a pattern of the past", { cron: "0 0 0 1 1 * 1999" }, {}, /cron/],
  [
    "cannot listen where its health is asked",
    { cron: "0 6 * * *", healthPort: 80, healthHost: "203.0.113.1" },
    {},
    /health endpoint cannot listen/,
  ],
] as const)("a schedule that %s is told, once, before it ends", async (_, schedule, overrides, words) => {
  const error = await begin(schedule, overrides).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: expect.stringMatching(words) });
  expect(ops.messages<Message>()).toMatchObject([
    { event: "run-failed", exitCode: 2, slot: null, trouble: [{ text: expect.stringMatching(words) }] },
  ]);
});
