import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { afterEach, beforeEach, expect, it } from "vitest";
import { useWebhook } from "../src/testing/webhook.ts";
import { endOf, start } from "./attached-files-process.ts";
import { type Desk, newDesk } from "./desk.ts";
import { type Listeners, listen } from "./listeners.ts";

const hook = useWebhook();
let desk: Desk;
let bucket: TestBucket;
let listeners: Listeners;
let config: string;
beforeEach(async () => {
  desk = await newDesk(3);
  bucket = await serveBucket();
  listeners = await listen();
  config = join(desk.folder, "attached-files.yaml");
  const quota = { requestsPerSecond: "unlimited" };
  const s3 = { bucket: BUCKET, prefix: "team", region: "us-east-1", endpoint: bucket.endpoint };
  await writeFile(
    config,
    JSON.stringify({
      scopes: [{ name: "main", region: "eu-central-1", endpoint: desk.server.url, quota }],
      publish: { s3 },
      policy: [{ name: "any", rule: "files > 0", severity: "critical" }],
      notify: [{ name: "ops", to: "webhook", on: ["policy", "failure"], urlVariable: "OPS_URL" }],
    }),
  );
});
afterEach(async () => {
  await listeners.close();
  await bucket.close();
  await desk.clear();
});

function begin(slot: string, opsUrl = `${listeners.url}/${slot}`) {
  const env = {
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    OPS_URL: opsUrl,
  };
  return start(["run", "--slot", slot, "--config", config], { env });
}

it.each(["SIGKILL", "SIGTERM"] as const)(
  "a threshold of a run that %s ends while it publishes is told with the next run, and once",
  async (signal) => {
    const child = begin("a");
    bucket.refuse((request) => {
      if (!request.startsWith("PUT")) return undefined;
      child.kill(signal);
      return { status: 503, code: "SlowDown" };
    });
    await endOf(child);
    expect(listeners.calls()).toBe(0);
    expect(await readdir(join(desk.folder, "attached-files-state", "untold"))).toEqual(["a"]);
    bucket.refuse(() => undefined);
    const titles: string[] = [];
    const places: string[] = [];
    for (const slot of ["b", "c"]) {
      listeners.forget();
      await endOf(begin(slot));
      titles.push(`${listeners.calls()}`);
      places.push(...listeners.bodies.map((body) => JSON.parse(body).published.place));
    }
    // Those of a and b, then that of c.
    expect(titles).toEqual(["2", "1"]);
    // Where the reports of its slot are, as far as settings tell.
    expect(places[0]).toBe(`s3://${BUCKET}/team/reports/a/`);
    expect(places[2]).toMatch(/\/team\/reports\/c\/[^/]+\/$/);
    expect(await readdir(join(desk.folder, "attached-files-state", "untold"))).toEqual([]);
  },
);

it("what could not be delivered is told by the next run, once more", async () => {
  const slots: string[] = [];
  const lateOf = (slot: string) =>
    hook.messages<{ slot: string; late?: true; runId: string }>().filter((message) => message.slot === slot);
  for (const [slot, status] of [
    ["a", 404],
    ["b", 404],
    ["c", 200],
    ["d", 200],
  ] as const) {
    hook.answer((response) => void response.writeHead(status).end());
    await endOf(begin(slot, hook.url));
    slots.push(
      hook
        .messages<{ slot: string }>()
        .map((message) => message.slot)
        .join(""),
    );
  }
  // That of a was tried in vain by the run of b, too, and is given up.
  expect(slots).toEqual(["a", "aab", "aabbc", "aabbcd"]);
  // Under the id by which the log of its own run is found, whoever tells it.
  expect(lateOf("b").map(({ late }) => late)).toEqual([undefined, true]);
  expect(new Set(lateOf("b").map(({ runId }) => runId)).size).toBe(1);
  expect(await readdir(join(desk.folder, "attached-files-state", "untold"))).toEqual([]);
});
