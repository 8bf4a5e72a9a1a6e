import { expect, test } from "vitest";
import { SDK_LOGGER } from "./sdk-logger.ts";
import { toClientConfig } from "./to-client-config.ts";
import { VERSION } from "./version.ts";

test("passes nothing to the SDK that was not asked for", () => {
  expect(Object.keys(toClientConfig({}))).toEqual(["customUserAgent", "logger"]);
});

test("passes no HTTP handler or agents: beside them the SDK would not look at AWS_DEFAULTS_MODE", () => {
  expect(toClientConfig({ maxSockets: 7, connectTimeoutMs: 8, requestTimeoutMs: 9 })).not.toHaveProperty(
    "requestHandler",
  );
});

test("passes nothing for an option that is there and undefined", () => {
  const options = { region: undefined, endpoint: undefined, maxAttempts: undefined } as object;
  expect(Object.keys(toClientConfig(options))).toEqual(["customUserAgent", "logger"]);
});

test("names us first in the user agent, then the caller", () => {
  expect(toClientConfig({ userAgent: "nightly/2" }).customUserAgent).toEqual([
    ["attached-files", VERSION],
    ["nightly", "2"],
  ]);
});

test("passes what was asked for", () => {
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const { customUserAgent: _, ...config } = toClientConfig({
    region: "eu-west-2",
    endpoint: "http://x",
    profile: "audit",
    credentials,
    maxAttempts: 5,
    retryMode: "adaptive",
  });
  expect(config).toEqual({
    logger: SDK_LOGGER,
    region: "eu-west-2",
    endpoint: "http://x",
    profile: "audit",
    credentials,
    maxAttempts: 5,
    retryMode: "adaptive",
  });
});
