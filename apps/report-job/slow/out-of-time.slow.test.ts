import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parseConfig } from "../src/config/parse-config.ts";
import { runConfigured } from "../src/job/run-configured.ts";
import type { Io } from "../src/process/io.ts";
import { systemClock } from "../src/run/clock.ts";
import { quietObserving } from "../src/testing/quiet-observing.ts";
import { type Desk, newDesk } from "./desk.ts";
import { type Listeners, listen } from "./listeners.ts";

let desk: Desk;
let listeners: Listeners;
beforeEach(async () => {
  desk = await newDesk(3);
  listeners = await listen();
});
afterEach(async () => {
  await listeners.close();
  await desk.clear();
});

/** A run that is broken off before its first call; answers who was told. */
async function brokenOff(isOutOfTime: boolean): Promise<readonly string[]> {
  const scope = { name: "main", region: "eu-central-1", endpoint: desk.server.url };
  const config = parseConfig({
    scopes: [scope],
    state: { folder: join(desk.folder, "state") },
    report: { folder: join(desk.folder, "report") },
    notify: [{ name: "chat", to: "webhook", on: ["failure"], urlVariable: "CHAT_URL" }],
  });
  if (!config.ok) throw new Error("the test's own configuration is wrong");
  const { value } = config;
  const io: Io = {
    environment: { CHAT_URL: `${listeners.url}/chat` },
    stdin: Readable.from([]),
    out: () => {},
    say: () => {},
    ...quietObserving({ begin: () => {}, advance: () => {}, end: () => {}, say: () => {} }),
    clock: systemClock,
    signal: AbortSignal.abort(),
  };
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const fake = { credentials, contents: "a test's" };
  const job = {
    config: value,
    scopes: value.scopes,
    lists: { skipInvalid: false },
    fake,
    isOutOfTime: () => isOutOfTime,
  };
  await expect(runConfigured(job, io)).rejects.toMatchObject({ code: "interrupted" });
  return [...listeners.heard.keys()];
}

it("tells people of a run that its time broke off, and not of one that was asked to end", async () => {
  expect(await brokenOff(false)).toEqual([]);
  expect(await brokenOff(true)).toEqual(["/chat"]);
});
