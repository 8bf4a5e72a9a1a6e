import { type FileSource, type Pacer, SourceError } from "@attached-files/core";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { connectFileSource } from "../connect/connect-file-source.ts";
import type { AwsClientOptions } from "./aws-client-options.ts";
import {
  type Answer,
  awsError,
  dropConnection,
  FIXED,
  isolatedEnvironment,
  type ScriptedServer,
  scriptedServer as serverOf,
  staySilent,
} from "./scripted-server.test-support.ts";
import { VERSION } from "./version.ts";

const REQUEST = {
  instanceId: "11111111-aaaa-4bbb-8ccc-222222222222",
  associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
  fileIds: ["f-1"],
};
const ANSWER = '{"Files":[],"Errors":[]}';
const EMPTY = { files: [], errors: [] };

beforeEach(() => isolatedEnvironment());

async function failureOf(call: Promise<unknown>): Promise<SourceError> {
  const error = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(error instanceof SourceError)) throw new Error(`expected a SourceError, got ${String(error)}`);
  return error;
}

// A source's first call is the SDK's alone; first attempts of later ones are made without its middleware, and whatever they
// meet is to come out the same.
describe.each([
  { which: "the first call of a source", isLater: false },
  { which: "a later call of a source", isLater: true },
])("$which", ({ isLater }) => {
  let isBegun = !isLater;
  beforeEach(() => {
    isBegun = !isLater;
  });

  async function scriptedServer(...answers: readonly Answer[]): Promise<ScriptedServer> {
    // With the date that the test lets it be, or the SDK would take the service's clock for another.
    const first = { body: ANSWER, headers: { date: new Date().toUTCString() } };
    const server = await serverOf(...(isLater ? [first, ...answers] : answers));
    if (!isLater) return server;
    return {
      url: server.url,
      sockets: server.sockets,
      get requests() {
        return server.requests.slice(1);
      },
    };
  }

  function open(endpoint: string, { pacer, ...options }: AwsClientOptions = {}): FileSource {
    const begun: Pacer | undefined = pacer && {
      acquire: async (...given) => (isBegun ? pacer.acquire(...given) : undefined),
      throttled: (operation, retryAfterMs) => pacer.throttled(operation, retryAfterMs),
    };
    const source = connectFileSource({
      ...FIXED,
      endpoint,
      ...options,
      ...(begun === undefined ? {} : { pacer: begun }),
    });
    onTestFinished(() => source.close());
    if (!isLater) return source;
    const first = source.getMetadata(REQUEST).then(() => {
      isBegun = true;
    });
    return {
      ...source,
      getMetadata: async (request, call) => {
        await first;
        return await source.getMetadata(request, call);
      },
    };
  }

  describe("retries inside a call", () => {
    test.each([
      ["a throttle", awsError(429, "ThrottlingException", '{"Message":"Too many requests"}')],
      ["an internal error", awsError(500, "InternalServiceException", '{"Message":"oops"}')],
      ["a 500 with an empty body", { status: 500 }],
      ["a 503 page of a load balancer", { status: 503, body: "<html>busy</html>" }],
      ["a reset connection", dropConnection],
      ["a page with status 200", { body: "<html>Please sign in</html>", headers: { "content-type": "text/html" } }],
      ["half an answer", '{"Files":[{"FileId":"f-'],
      ["an empty answer", ""],
      ["an answer that is JSON and no object", "[]"],
      ["bytes that are no UTF-8", { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }],
    ])("%s, then an answer: the caller sees the answer alone", async (_what, trouble) => {
      const server = await scriptedServer(trouble, ANSWER);
      await expect(open(server.url).getMetadata(REQUEST)).resolves.toMatchObject(EMPTY);
      expect(server.requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
        "attempt=1; max=3",
        "attempt=2; max=3",
      ]);
    });

    test("a connection that breaks off within the answer, then an answer", async () => {
      const server = await scriptedServer((_request, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"Files":[', () => response.socket?.destroy());
      }, ANSWER);
      await expect(open(server.url).getMetadata(REQUEST)).resolves.toMatchObject(EMPTY);
    });

    test.each([
      ["a denial", awsError(403, "AccessDeniedException", '{"Message":"no"}'), "AccessDeniedException"],
      ["a refusal", awsError(400, "InvalidRequestException", '{"Message":"no"}'), "InvalidRequestException"],
      [
        "a missing resource",
        awsError(404, "ResourceNotFoundException", '{"Message":"no"}'),
        "ResourceNotFoundException",
      ],
      ["an expired token", awsError(403, "ExpiredTokenException", '{"message":"expired"}'), "CredentialsUnavailable"],
      ["a redirect", { status: 302, headers: { location: "http://portal/" } }, "UnexpectedAnswer"],
    ])("%s is not tried again", async (_what, trouble, code) => {
      const server = await scriptedServer(trouble);
      expect(await failureOf(open(server.url).getMetadata(REQUEST))).toMatchObject({ code });
      expect(server.requests).toHaveLength(1);
    });
  });

  describe("what a failed call tells", () => {
    test("an AWS error: its text, name, request id and how long to wait", async () => {
      const headers = { "retry-after": "2" };
      const name = "ThrottlingException:http://internal.amazon.com/coral/";
      const server = await scriptedServer(awsError(429, name, '{"Message":"Rate exceeded"}', headers));
      expect(await failureOf(open(server.url, { maxAttempts: 1 }).getMetadata(REQUEST))).toMatchObject({
        code: "ThrottlingException",
        message: "Rate exceeded",
        requestId: "req-1",
        retryAfterMs: 2000,
        operation: "BatchGetAttachedFileMetadata",
      });
    });

    test("a name that stands in the body alone", async () => {
      const server = await scriptedServer({
        status: 400,
        body: '{"__type":"com.amazonaws.connect#BrandNewException","Message":"hm"}',
      });
      expect(await failureOf(open(server.url).getMetadata(REQUEST))).toMatchObject({
        code: "InvalidRequestException",
        awsErrorName: "BrandNewException",
        message: "hm",
      });
    });

    test.each([
      ["AttachedFileInvalidRequestExceptionReason", "INVALID_FILE_NAME"],
      ["AttachedFileInvalidRequestExceptionReason", "NEVER_HEARD_OF"],
      ["SomeNewReason", "OF_ANOTHER_KIND"],
    ])("the reason of an invalid request: %s %s", async (member, reason) => {
      const body = `{"Message":"bad","Reason":{"${member}":"${reason}"}}`;
      const server = await scriptedServer(awsError(400, "InvalidRequestException", body));
      expect(await failureOf(open(server.url).getMetadata(REQUEST))).toMatchObject({
        code: "InvalidRequestException",
        reason,
      });
    });

    test("a page instead of an answer, to the end: UnexpectedAnswer with an excerpt of 200 characters", async () => {
      const server = await scriptedServer(`<html>${"x".repeat(5000)}`);
      const error = await failureOf(open(server.url, { maxAttempts: 2 }).getMetadata(REQUEST));
      expect(error.code).toBe("UnexpectedAnswer");
      expect(error.message.length).toBeLessThan(300);
      expect(server.requests).toHaveLength(2);
    });

    test("nobody listens", async () => {
      const error = await failureOf(open("http://127.0.0.1:9", { maxAttempts: 1 }).getMetadata(REQUEST));
      expect(error.code).toBe("SourceUnreachable");
      expect(error.message).toContain("ECONNREFUSED");
    });

    test("an endless answer is refused at 64 MiB and not asked for again", async () => {
      const block = Buffer.alloc(1024 * 1024, " ");
      let sent = 0;
      const server = await scriptedServer((_request, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write(block)) sent += 1;
          if (!response.destroyed) response.once("drain", more);
        };
        more();
      });
      const error = await failureOf(open(server.url).getMetadata(REQUEST));
      expect(error).toMatchObject({ code: "UnexpectedAnswer", message: "the answer has more than 67108864 bytes" });
      expect(server.requests).toHaveLength(1);
      expect(sent).toBeLessThan(100);
      await expect.poll(() => server.sockets.size).toBe(0);
    });
  });

  describe("the pacer", () => {
    test("is asked once before every attempt, and told of every throttle", async () => {
      const log: string[] = [];
      const pacer: Pacer = {
        acquire: async (operation, signal, attempt) =>
          void log.push(`acquire ${operation} ${signal instanceof AbortSignal} ${attempt}`),
        throttled: (operation, retryAfterMs) => void log.push(`throttled ${operation} ${retryAfterMs}`),
      };
      const throttle = awsError(429, "ThrottlingException", '{"Message":"slow"}', { "x-amz-retry-after": "7" });
      const server = await scriptedServer(throttle, awsError(500, "InternalServiceException"), (request, response) => {
        log.push(String(request.headers["amz-sdk-request"]));
        response.end(ANSWER);
      });
      await open(server.url, { pacer }).getMetadata(REQUEST);
      const acquire = (attempt: number) => `acquire BatchGetAttachedFileMetadata true ${attempt}`;
      const throttled = "throttled BatchGetAttachedFileMetadata 7";
      expect(log).toEqual([acquire(1), throttled, acquire(2), acquire(3), "attempt=3; max=3"]);
    });

    test("holds the call back, which is signed only when it lets go", async () => {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T10:00:00Z") });
      onTestFinished(() => void vi.useRealTimers());
      const server = await scriptedServer(ANSWER);
      let letGo = (): void => {};
      const turn = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const waiting = vi.fn(() => turn);
      const call = open(server.url, { pacer: { acquire: waiting, throttled: () => {} } }).getMetadata(REQUEST);
      await expect.poll(() => waiting.mock.calls.length).toBe(1);
      expect(server.requests).toHaveLength(0);
      vi.setSystemTime(new Date("2026-11-23T10:04:00Z"));
      letGo();
      await call;
      expect(server.requests[0]?.headers["x-amz-date"]).toBe("20261123T100400Z");
    });

    test("an end of the wait by the pacer is handed on as it is", async () => {
      const server = await scriptedServer(ANSWER);
      const end = new SourceError("Aborted", "stopped while waiting for a turn");
      const pacer = { acquire: () => Promise.reject(end), throttled: () => {} };
      expect(await failureOf(open(server.url, { pacer }).getMetadata(REQUEST))).toBe(end);
      expect(server.requests).toHaveLength(0);
    });

    test.each([
      ["its error", new TypeError("tokens is not iterable")],
      ["one that the SDK would try again", Object.assign(new Error("slow"), { name: "TimeoutError" })],
      ["one that is frozen", Object.freeze(new RangeError("no such bucket"))],
      ["what is no error", "odd"],
      ["an error of ours", new SourceError("ThrottlingException", "the budget is spent")],
    ])("that fails itself ends the call at once, with %s as it is", async (_what, defect) => {
      const server = await scriptedServer(awsError(429, "ThrottlingException"), ANSWER);
      const acquire = vi.fn(() => Promise.reject(defect));
      const failing = open(server.url, { pacer: { acquire, throttled: () => {} } });
      expect(await failing.getMetadata(REQUEST).catch((error: unknown) => error)).toBe(defect);
      expect(acquire).toHaveBeenCalledTimes(1);
      const throttled = (): never => {
        throw defect;
      };
      const deaf = open(server.url, { pacer: { acquire: async () => {}, throttled } });
      expect(await deaf.getMetadata(REQUEST).catch((error: unknown) => error)).toBe(defect);
      expect(server.requests).toHaveLength(1);
    });

    test("that ends its wait because of the signal, in whatever words, ends the call as Aborted", async () => {
      const server = await scriptedServer(ANSWER);
      const acquire = (_operation: string, signal?: AbortSignal): Promise<never> =>
        new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new Error("no turn"))));
      const source = open(server.url, { pacer: { acquire, throttled: () => {} } });
      expect((await failureOf(source.getMetadata(REQUEST, { signal: AbortSignal.timeout(20) }))).code).toBe("Aborted");
    });
  });

  describe("abort and close", () => {
    test.each([
      ["while nothing is answered", staySilent],
      [
        "within the answer",
        (_request: unknown, response: { write(text: string): unknown }) => void response.write("{"),
      ],
    ])("an abort %s rejects within moments, and ends the connection", async (_what, answer) => {
      const server = await scriptedServer(answer);
      const controller = new AbortController();
      const call = failureOf(open(server.url).getMetadata(REQUEST, { signal: controller.signal }));
      await expect.poll(() => server.requests.length).toBe(1);
      const abortedAt = performance.now();
      controller.abort(new Error("time box over"));
      expect(await call).toMatchObject({ code: "Aborted", operation: "BatchGetAttachedFileMetadata" });
      expect(performance.now() - abortedAt).toBeLessThan(200);
      await expect.poll(() => server.sockets.size).toBe(0);
      expect(server.requests).toHaveLength(1);
    });

    test("an abort while credentials are looked for does not wait for them", async () => {
      const server = await scriptedServer(ANSWER);
      // Credentials that end soon are looked for again at once.
      const ending = { ...FIXED.credentials, expiration: new Date(Date.now() + 1000) };
      const credentials = () => (isBegun ? new Promise<never>(() => {}) : Promise.resolve(ending));
      const source = open(server.url, { credentials });
      expect((await failureOf(source.getMetadata(REQUEST, { signal: AbortSignal.timeout(20) }))).code).toBe("Aborted");
    });

    test("a signal that is aborted already: no call", async () => {
      const server = await scriptedServer(ANSWER);
      expect((await failureOf(open(server.url).getMetadata(REQUEST, { signal: AbortSignal.abort() }))).code).toBe(
        "Aborted",
      );
      expect(server.requests).toHaveLength(0);
    });

    test.each([
      ["before", true],
      ["within", false],
    ])("an abort %s the call with an error of ours as its reason is Aborted all the same", async (_when, before) => {
      const server = await scriptedServer(staySilent);
      const controller = new AbortController();
      const reason = new SourceError("ThrottlingException", "the run's budget is spent");
      if (before) controller.abort(reason);
      const call = failureOf(open(server.url).getMetadata(REQUEST, { signal: controller.signal }));
      if (!before) await expect.poll(() => server.requests.length).toBe(1);
      controller.abort(reason);
      expect(await call).toMatchObject({ code: "Aborted", cause: reason });
    });

    test("close has nothing to do with calls that have ended: none is kept", async () => {
      const server = await scriptedServer(ANSWER, awsError(403, "AccessDeniedException"), ANSWER);
      const source = open(server.url);
      for (let call = 0; call < 3; call += 1) await source.getMetadata(REQUEST).catch(() => {});
      const abort = vi.spyOn(AbortController.prototype, "abort");
      await source.close();
      expect(abort).not.toHaveBeenCalled();
    });

    test("a signal that serves many calls keeps no listener of theirs", async () => {
      const server = await scriptedServer(ANSWER);
      const { signal } = new AbortController();
      let listeners = 0;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...args: Parameters<typeof add>) => {
        listeners += 1;
        add(...args);
      };
      signal.removeEventListener = (...args: Parameters<typeof remove>) => {
        listeners -= 1;
        remove(...args);
      };
      const source = open(server.url);
      for (let call = 0; call < 3; call += 1) await source.getMetadata(REQUEST, { signal });
      expect(listeners).toBe(0);
    });

    test("close ends the calls under way and all connections; calls after it are refused; it can be called twice", async () => {
      const server = await scriptedServer(ANSWER, ANSWER, staySilent);
      const source = open(server.url);
      await Promise.all([source.getMetadata(REQUEST), source.getMetadata(REQUEST)]);
      const underWay = failureOf(source.getMetadata(REQUEST));
      await expect.poll(() => server.requests.length).toBe(3);
      expect(server.sockets.size).toBe(2);
      await source.close();
      await source.close();
      expect((await underWay).code).toBe("Aborted");
      await expect.poll(() => server.sockets.size).toBe(0);
      const late = await failureOf(source.getMetadata(REQUEST));
      expect(late).toMatchObject({ code: "Aborted", message: expect.stringContaining("closed") });
      expect(server.requests).toHaveLength(3);
    });

    test("uses no more connections at a time than allowed", async () => {
      let most = 0;
      const server = await scriptedServer((_request, response) => {
        most = Math.max(most, server.sockets.size);
        setTimeout(() => response.end(ANSWER), 5);
      });
      const source = open(server.url, { maxSockets: 2 });
      await Promise.all(Array.from({ length: 8 }, () => source.getMetadata(REQUEST)));
      expect(most).toBe(2);
    });
  });

  test("the user agent names us, our version and the caller", async () => {
    const server = await scriptedServer(ANSWER);
    await open(server.url, { userAgent: "nightly/2" }).getMetadata(REQUEST);
    expect(server.requests[0]?.headers["user-agent"]).toContain(`attached-files/${VERSION} nightly/2`);
  });
});
