import { EventEmitter } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../notify/message.ts";
import { useWebhook } from "../testing/webhook.ts";
import { createHandler } from "./create-handler.ts";

const OPS = "{ name: ops, to: webhook, on: [failure], urlVariable: OPS_URL }";
const SCOPES = "scopes: [{ name: main, region: eu-central-1 }]";

const ops = useWebhook();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-lambda-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Invokes a function whose file holds this, and returns its error and its log. */
async function invoked(yaml: string | undefined, event: object = {}) {
  if (yaml !== undefined) await writeFile(join(folder, "attached-files.yaml"), yaml);
  const lines: string[] = [];
  const handler = createHandler({
    version: "0.0.0",
    environment: { OPS_URL: ops.url, LAMBDA_TASK_ROOT: folder },
    stderr: { write: (text: string) => void lines.push(text) },
    warnings: new EventEmitter(),
    temporaryFolder: folder,
  });
  const error = await handler(event, { getRemainingTimeInMillis: () => 60_000 }).catch((error: Error) => error);
  return { error, log: lines.join("") };
}

describe("a configuration that a function refuses", () => {
  it.each([
    ["has a wrong setting", `${SCOPES}\nnotify: [${OPS}]\npolcy: 1\n`, /polcy/],
    ["keeps no state on S3", `${SCOPES}\nnotify: [${OPS}]\n`, /state\.s3: expected a bucket/],
    ["is not YAML throughout", `notify:\n  - ${OPS}\n${SCOPES}\nstate: "x\n`, /is not YAML/],
  ])("is told to the targets in it where it %s", async (_, yaml, words) => {
    const { error } = await invoked(yaml, { slot: "2026-11-24" });
    expect(error).toMatchObject({ name: "ConfigurationError", message: expect.stringMatching(words) });
    expect(String(error)).not.toContain("not told");
    expect(await readFile(join(folder, "attached-files/state/notified.json"), "utf8")).toContain('"ops"');
    expect(ops.messages<Message>()).toMatchObject([
      { event: "run-failed", exitCode: 2, slot: "2026-11-24", trouble: [{ text: expect.stringMatching(words) }] },
    ]);
  });

  it.each([
    ["is not there", undefined, "Nobody was told: no 'notify' could be read."],
    ["cannot be read as far as that", `scopes: "x\nnotify: [${OPS}]\n`, "Nobody was told: no 'notify' could be read."],
    [
      "has no target that can be read",
      `${SCOPES}\nnotify: [{ to: pigeon }]\n`,
      "Nobody was told: target notify[0] could not be read, and was not told.",
    ],
  ])("says in its error and its log that nobody was told where it %s", async (_, yaml, words) => {
    const { error, log } = await invoked(yaml);
    expect(error).toMatchObject({ name: "ConfigurationError", message: expect.stringContaining(words) });
    expect(log).toContain(words);
    expect(ops.messages<Message>()).toEqual([]);
  });

  it("names those that were not told beside those that were", async () => {
    const { error } = await invoked(`${SCOPES}\nnotify: [${OPS}, { name: on-call, to: pigeon }, { to: dove }]\n`);
    const words = 'target "on-call", target notify[2] could not be read, and were not told.';
    expect(String(error)).toContain(`\n${words}`);
    expect(ops.messages<Message>()).toMatchObject([{ trouble: [{ text: expect.stringContaining(words) }] }]);
  });

  it("is told as an event is that no slot can be read from", async () => {
    const state = "state: { s3: { bucket: my-state, region: eu-central-1 } }";
    const { error } = await invoked(`${SCOPES}\n${state}\nnotify: [${OPS}]\n`, { slot: "2026-02-30" });
    expect(error).toMatchObject({ name: "ConfigurationError", message: expect.stringContaining("event.slot") });
    expect(ops.messages<Message>()).toMatchObject([
      { slot: null, trouble: [{ text: expect.stringContaining("event.slot") }] },
    ]);
  });
});
