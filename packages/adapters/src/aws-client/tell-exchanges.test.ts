import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { connectFileSource } from "../connect/connect-file-source.ts";
import type { Exchange } from "./aws-client-options.ts";
import { type Answer, FIXED, isolatedEnvironment, scriptedServer, staySilent } from "./scripted-server.test-support.ts";

const REQUEST = {
  instanceId: "i-1",
  associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
  fileIds: ["f-1"],
};

beforeEach(() => isolatedEnvironment());

function told(endpoint: string, maxAttempts = 1, directCalls = true) {
  const exchanges: Exchange[] = [];
  const onExchange = (exchange: Exchange): void => void exchanges.push(exchange);
  const source = connectFileSource({ ...FIXED, maxSockets: 2, maxAttempts, directCalls, endpoint, onExchange });
  onTestFinished(() => source.close());
  const ask = (signal?: AbortSignal) =>
    source.getMetadata(REQUEST, signal === undefined ? {} : { signal }).catch((error: unknown) => error);
  return { exchanges, ask, kinds: () => exchanges.map(({ kind }) => kind) };
}

it.each([true, false])(
  "every attempt is told with its host, as one that was answered whatever the status (direct: %s)",
  async (direct) => {
    const refused: Answer = { status: 500, headers: { "x-amzn-errortype": "InternalServiceException" }, body: "{}" };
    const server = await scriptedServer('{"Files":[]}', refused, '{"Files":[]}');
    const { exchanges, ask, kinds } = told(server.url, 2, direct);
    await ask();
    await ask();
    expect(kinds()).toEqual(["begun", "answered", "begun", "answered", "begun", "answered"]);
    expect(new Set(exchanges.map(({ host }) => host))).toEqual(new Set([new URL(server.url).host]));
  },
);

it("one that nobody answers is begun, and nothing else, until it is ended", async () => {
  const server = await scriptedServer(staySilent);
  const { ask, kinds } = told(server.url);
  const over = new AbortController();
  const asked = ask(over.signal);
  await expect.poll(() => server.requests.length).toBe(1);
  over.abort();
  expect(await asked).toMatchObject({ code: "Aborted" });
  await wait(10);
  expect(kinds()).toEqual(["begun"]);
});

it("one that comes to nobody is unanswered, with why", async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
  const { port } = gone.address() as { port: number };
  await new Promise((resolve) => gone.close(resolve));
  const { exchanges, ask } = told(`http://127.0.0.1:${port}`);
  await ask();
  expect(exchanges).toEqual([
    { host: `127.0.0.1:${port}`, kind: "begun" },
    {
      host: `127.0.0.1:${port}`,
      kind: "unanswered",
      errorCode: "SourceUnreachable",
      message: expect.stringContaining("ECONNREFUSED"),
    },
  ]);
});
