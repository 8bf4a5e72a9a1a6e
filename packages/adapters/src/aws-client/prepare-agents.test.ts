import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { publishToEventBridge } from "../notify/publish-to-event-bridge.ts";
import { publishToSns } from "../notify/publish-to-sns.ts";
import { connectObjectStore } from "../s3/connect-object-store.ts";
import { proxyEnvironment } from "./prepare-agents.ts";
import { FIXED, isolatedEnvironment } from "./scripted-server.test-support.ts";

beforeEach(() => isolatedEnvironment());

describe("proxies are heeded", () => {
  it.each([
    ["NODE_USE_ENV_PROXY=1", { NODE_USE_ENV_PROXY: "1" }, [], true],
    ["--use-env-proxy", {}, ["--use-env-proxy"], true],
    ["NODE_OPTIONS", { NODE_OPTIONS: "--max-old-space-size=512 --use-env-proxy" }, [], true],
    ["nothing", { HTTPS_PROXY: "http://proxy:8080", NODE_USE_ENV_PROXY: "0" }, ["--inspect"], false],
  ])("by %s, as by Node itself", (_, env, execArgv, heeds) => {
    expect(proxyEnvironment({ env, execArgv })).toBe(heeds ? env : undefined);
  });

  const NOTICE = { title: "t", text: "x", json: "{}", status: "complete" } as const;
  const NEVER = new AbortController().signal;
  const ELSEWHERE = "http://192.0.2.1:9";
  const TOPIC = "arn:aws:sns:eu-west-2:123456789012:files";
  it.each<[string, () => Promise<unknown>]>([
    ["S3", () => connectObjectStore({ bucket: "reports", endpoint: ELSEWHERE, ...FIXED }).find("a")],
    ["SNS", () => publishToSns(TOPIC, NOTICE, { endpoint: ELSEWHERE }, NEVER)],
    ["EventBridge", () => publishToEventBridge("default", NOTICE, { region: "eu-west-2", endpoint: ELSEWHERE }, NEVER)],
  ])("by the client of %s, which would not get out without one", async (_, call) => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(String(request.url));
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void proxy.close());
    vi.stubEnv("NODE_USE_ENV_PROXY", "1");
    vi.stubEnv("HTTP_PROXY", `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
    await call().catch(() => {});
    expect(asked[0]).toContain(ELSEWHERE);
  });
});
