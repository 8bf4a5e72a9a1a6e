import { afterEach, expect, it, vi } from "vitest";
import { SDK_LOGGER } from "./sdk-logger.ts";
import { toClientConfig } from "./to-client-config.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

it("what the SDK warns of is a warning of the process, once and on one line, and nothing on the console", () => {
  const written = vi.spyOn(console, "warn").mockImplementation(() => {});
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  // The SDK says each thing once in a process, so that it cannot be made to say it here.
  for (let client = 0; client < 2; client += 1) {
    const { logger } = toClientConfig({ region: "eu-central-1" });
    logger?.warn(
      "@aws-sdk/credential-provider-node - defaultProvider:\n    Multiple credential sources: AWS_PROFILE\n",
    );
  }
  expect(written).not.toHaveBeenCalled();
  expect(warned.mock.calls).toEqual([
    [
      "@aws-sdk/credential-provider-node - defaultProvider: Multiple credential sources: AWS_PROFILE",
      { type: "AwsSdkWarning", code: "aws-sdk-warning" },
    ],
  ]);
});

it("what is warned of again is no second warning", () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  for (const text of ["one", "other", "one", " one\n"]) SDK_LOGGER.warn(text);
  expect(warned.mock.calls.map(([text]) => text)).toEqual(["one", "other"]);
});

it("what else the SDK would log is no warning", () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  SDK_LOGGER.info();
  SDK_LOGGER.error();
  SDK_LOGGER.warn({ clientName: "ConnectClient" });
  expect(warned).not.toHaveBeenCalled();
});
