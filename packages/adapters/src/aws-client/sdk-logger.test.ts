import { ConnectClient } from "@aws-sdk/client-connect";
import { afterEach, expect, it, vi } from "vitest";
import { SDK_LOGGER } from "./sdk-logger.ts";
import { toClientConfig } from "./to-client-config.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it("what the SDK warns of is a warning of the process, once and on one line, and nothing on the console", async () => {
  const written = vi.spyOn(console, "warn").mockImplementation(() => {});
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  vi.stubEnv("AWS_PROFILE", "none-of-that-name");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  for (let client = 0; client < 2; client += 1) {
    const { credentials } = new ConnectClient({ ...toClientConfig({ region: "eu-central-1" }) }).config;
    await credentials().catch(() => {});
  }
  expect(written).not.toHaveBeenCalled();
  expect(warned).toHaveBeenCalledTimes(1);
  const [text, about] = warned.mock.calls[0] as unknown as [string, object];
  expect(text).toMatch(/^@aws-sdk\/credential-provider-node .*AWS_PROFILE/);
  expect(text).not.toContain("\n");
  expect(about).toEqual({ type: "AwsSdkWarning", code: "aws-sdk-warning" });
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
