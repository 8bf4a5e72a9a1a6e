import type { FileSource } from "@attached-files/core";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { connectFileSource } from "../connect/connect-file-source.ts";
import type { AwsClientOptions } from "./aws-client-options.ts";
import {
  type Answer,
  FIXED,
  isolatedEnvironment,
  scriptedServer,
  silentNameServer,
  staySilent,
} from "./scripted-server.test-support.ts";

const REQUEST = {
  instanceId: "i-1",
  associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
  fileIds: ["f-1"],
};

beforeEach(() => isolatedEnvironment());

function open(endpoint: string, options: AwsClientOptions): FileSource {
  const source = connectFileSource({ ...FIXED, maxAttempts: 1, endpoint, ...options });
  onTestFinished(() => source.close());
  return source;
}

/** How a call fails, and after how many milliseconds. */
async function failure(source: FileSource): Promise<{ readonly code: unknown; readonly afterMs: number }> {
  const begun = performance.now();
  const error = await source.getMetadata(REQUEST).catch((error: unknown) => error);
  return { code: (error as { code?: unknown }).code, afterMs: performance.now() - begun };
}

describe("connectTimeoutMs", () => {
  test.each([[{}], [{ maxSockets: 2 }]])("ends the wait for a connection, beside %j", async (options) => {
    silentNameServer();
    const source = open("http://connect.example", { connectTimeoutMs: 80, requestTimeoutMs: 5000, ...options });
    const { code, afterMs } = await failure(source);
    expect(code).toBe("SourceTimeout");
    expect(afterMs).toBeGreaterThan(70);
    expect(afterMs).toBeLessThan(2000);
  });

  test("is over once the connection stands", async () => {
    const server = await scriptedServer((_request, response) => void setTimeout(() => response.end("{}"), 300));
    await expect(open(server.url, { connectTimeoutMs: 100 }).getMetadata(REQUEST)).resolves.toBeDefined();
  });
});

describe("requestTimeoutMs", () => {
  const T = 1000;
  const afterMs =
    (delayMs: number): Answer =>
    (_request, response) =>
      void setTimeout(() => {
        response.writeHead(200);
        response.write('{"Files"');
      }, delayMs);

  test.each([
    ["nothing is answered", staySilent],
    ["an answer begins at once and never ends", afterMs(0)],
    ["an answer begins late and never ends: both share one time", afterMs(0.5 * T)],
  ])("ends the wait when %s", async (_what, answer) => {
    const server = await scriptedServer(answer);
    // The first call of a process also loads and finds out a lot.
    await failure(open(server.url, { requestTimeoutMs: 1 }));
    const end = await failure(open(server.url, { requestTimeoutMs: T }));
    expect(end.code).toBe("SourceTimeout");
    expect(end.afterMs).toBeGreaterThan(0.95 * T);
    expect(end.afterMs).toBeLessThan(1.35 * T);
  });

  test("holds for an answer that drips", async () => {
    const server = await scriptedServer((_request, response) => {
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    });
    expect((await failure(open(server.url, { requestTimeoutMs: 200 }))).code).toBe("SourceTimeout");
  });
});
