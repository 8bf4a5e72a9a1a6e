import { writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { CREDENTIALS } from "@attached-files/test-bucket";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runHere } from "./command-here.ts";
import { type Desk, newDesk } from "./desk.ts";
import { type Listeners, listen } from "./listeners.ts";

const KEYS = { AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey };

let desk: Desk;
let listeners: Listeners;
let endpoint: string;
let close: () => void;
beforeEach(async () => {
  desk = await newDesk(30);
  listeners = await listen();
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => sockets.add(socket.on("error", () => {})));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  close = () => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  };
});
afterEach(async () => {
  close();
  await listeners.close();
  await desk.clear();
});

it("a bucket that never answers takes a time box a tenth and the command a minute, and the report is told as complete and not published", async () => {
  const config = join(desk.folder, "attached-files.json");
  const settings = {
    scopes: [
      { name: "main", region: "eu-central-1", endpoint: desk.server.url, quota: { requestsPerSecond: "unlimited" } },
    ],
    publish: { s3: { bucket: "my-reports", region: "us-east-1", endpoint } },
    notify: [{ name: "ops", to: "webhook", on: ["failure"], urlVariable: "OPS_URL", format: "json" }],
  };
  await writeFile(config, JSON.stringify(settings));
  const env = { ...KEYS, OPS_URL: `${listeners.url}/ops` };
  const startedAt = performance.now();
  const ended = await runHere(["run", "--config", config, "--slot", "2026-11-24", "--time-box", "10s"], { env });
  const tookS = (performance.now() - startedAt) / 1000;
  expect(tookS).toBeGreaterThan(60);
  expect(tookS).toBeLessThan(80);
  expect(ended.exitCode).toBe(4);
  expect(ended.stderr).toMatch(
    /The report may not get to s3:\/\/my-reports\/: it did not answer within (1|0\.9) s\. The run goes on;/,
  );
  expect(JSON.parse(listeners.heard.get("/ops") ?? "null")).toMatchObject({
    title: expect.stringMatching(/^attached-files: complete, report not published \(exit 4\), slot 2026-11-24: /),
    unpublished: { bucket: "my-reports", status: "complete", exitCode: 0 },
    trouble: [
      { code: "SourceTimeout", bucket: "my-reports", text: expect.stringContaining("it did not answer within") },
    ],
    numbers: { files: 30, notKnown: 0 },
  });
});
