import { SourceError } from "@attached-files/core";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { connectFileSource } from "../connect/connect-file-source.ts";
import type { AwsClientOptions } from "./aws-client-options.ts";
import { FIXED, isolatedEnvironment, type LiteralAnswer, scriptedServer } from "./scripted-server.test-support.ts";

const REQUEST = {
  instanceId: "11111111-aaaa-4bbb-8ccc-222222222222",
  associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
  fileIds: ["f-1"],
};

beforeEach(() => isolatedEnvironment());

// A source's first call is the SDK's alone; first attempts of later ones are made without its middleware.
describe.each([
  { which: "the first call of a source", before: 0 },
  { which: "a later call of a source", before: 1 },
])("$which, answered by a stranger", ({ before }) => {
  async function meet(answer: LiteralAnswer, options: AwsClientOptions = {}) {
    const good = { body: '{"Files":[],"Errors":[]}', headers: { date: new Date().toUTCString() } };
    const server = await scriptedServer(...Array.from({ length: before }, () => good), answer);
    const source = connectFileSource({ ...FIXED, endpoint: server.url, ...options });
    onTestFinished(() => source.close());
    for (let call = 0; call < before; call += 1) await source.getMetadata(REQUEST);
    const error: unknown = await source.getMetadata(REQUEST).catch((thrown: unknown) => thrown);
    if (!(error instanceof SourceError)) throw new Error(`expected a SourceError, got ${String(error)}`);
    return { error, attempts: server.requests.length - before };
  }

  test.each([502, 503, 504])("with a page and status %i, to the end: ForeignAnswer", async (status) => {
    const headers = { "content-type": "text/html" };
    const { error, attempts } = await meet({ status, headers, body: "<html>busy, says lb-7.example</html>" });
    expect(error).toMatchObject({ code: "ForeignAnswer", retryable: true, awsErrorName: undefined });
    expect(error.message).toBe(
      `HTTP ${status} with content of type "text/html": probably a proxy or load balancer answered, not AWS`,
    );
    expect(attempts).toBe(3);
  });

  test("that refuses: no denial by AWS, and not tried again", async () => {
    const { error, attempts } = await meet({ status: 403, body: "<html>Blocked by policy</html>" });
    expect(error.code).toBe("ForeignAnswer");
    expect(error.message).toMatch(/^HTTP 403 with content of no type: /);
    expect(attempts).toBe(1);
  });

  test("that says it is too much: a throttle, which the pacer heeds", async () => {
    const throttled = vi.fn();
    const pacer = { acquire: async () => {}, throttled };
    const { error } = await meet({ status: 429, body: "<html>Slow down</html>" }, { pacer, maxAttempts: 1 });
    expect(error.code).toBe("ThrottlingException");
    expect(error.message).not.toContain("Slow down");
    expect(throttled).toHaveBeenCalledTimes(1);
  });

  test("or by AWS, with half an error: by its status, with an excerpt", async () => {
    const headers = { "content-type": "application/json" };
    const { error } = await meet({ status: 500, headers, body: '{"Message":"oo' }, { maxAttempts: 1 });
    expect(error.code).toBe("InternalServiceException");
    expect(error.message).toContain('HTTP 500 with a body that is not JSON: "{');
  });
});
