import { createServer, type Server } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { parseConfig } from "../config/parse-config.ts";
import { quietObserving } from "../testing/quiet-observing.ts";
import { tellOthersAtWork } from "./tell-others-at-work.ts";

/** Takes connections, and answers nothing. */
let silent: Server;
beforeEach(async () => {
  // Without keys nobody would be asked.
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  vi.unstubAllEnvs();
  silent.close();
});

async function told(s3: object, other?: string): Promise<string[]> {
  const config = parseConfig({ scopes: [{ name: "main", region: "eu-central-1" }], state: { s3 } });
  if (!config.ok) throw new Error("the test's own configuration is wrong");
  const said: string[] = [];
  const { progress } = quietObserving({
    begin: () => {},
    advance: () => {},
    end: () => {},
    say: (line) => said.push(line),
  });
  await tellOthersAtWork(config.value, other, { progress, signal: new AbortController().signal }, 100);
  return said;
}

it("a bucket that does not answer is not waited for, and keeps nothing that is known from being told", async () => {
  const { port } = silent.address() as { port: number };
  const s3 = { bucket: "my-state", region: "eu-central-1", endpoint: `http://127.0.0.1:${port}` };
  const began = performance.now();
  const said = await told(s3, "node (PID 4711) on ops-1 since 2026-11-24T06:00:00Z");
  expect(performance.now() - began).toBeLessThan(3000);
  expect(said).toEqual([expect.stringContaining("Another schedule uses the states")]);
});

it("settings of a bucket that are none fail no schedule", async () => {
  expect(await told({ bucket: "my-state", profile: "nobodys-profile" })).toEqual([]);
});
