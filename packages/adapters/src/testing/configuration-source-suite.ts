import {
  type AttachedFilesConfiguration,
  type ConfigurationSource,
  type ConfigurationsAnswer,
  InvalidInputError,
} from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeConnect, type FakeConnect } from "../fake/index.ts";
import type { SourceUnderTest } from "./file-source-suite.ts";

const INSTANCE = "i-1";
const OPERATION = "ListAttachedFilesConfigurations";
const MIB_20 = 20 * 1024 * 1024;

/**
 * What every configuration source must do, whatever stands behind it. `create` is given a fake that the suite has arranged.
 * The source must make at least two attempts of a call that was throttled, and should wait as little as it can between them.
 */
export function configurationSourceSuite(
  name: string,
  create: (fake: FakeConnect) => Promise<SourceUnderTest<ConfigurationSource>> | SourceUnderTest<ConfigurationSource>,
): void {
  describe(`${name}, as every configuration source`, () => {
    let fake: FakeConnect;
    let source: ConfigurationSource;
    let under: SourceUnderTest<ConfigurationSource>;

    beforeEach(async () => {
      fake = createFakeConnect({ clock: () => new Date("2026-11-01T00:00:00.000Z") });
      fake.state.files.addInstance(INSTANCE);
      under = await create(fake);
      source = under.source;
    });
    afterEach(async () => {
      await source.close();
      await under.close?.();
    });

    async function permitted(): Promise<Extract<ConfigurationsAnswer, { isPermitted: true }>> {
      const answer = await source.getConfigurations(INSTANCE);
      if (!answer.isPermitted) throw new Error(`not permitted: ${answer.message}`);
      return answer;
    }

    async function ofCases(): Promise<AttachedFilesConfiguration | undefined> {
      const { configurations } = await permitted();
      return configurations.find(({ attachmentScope }) => attachmentScope === "CASE");
    }

    it("tells AWS's defaults for every scope, where nothing was set", async () => {
      const { configurations, irregularities } = await permitted();
      expect(configurations.map(({ attachmentScope }) => attachmentScope)).toEqual(["EMAIL", "CHAT", "CASE", "TASK"]);
      for (const { maximumSizeLimitInBytes, allowedExtensions } of configurations) {
        expect(maximumSizeLimitInBytes).toBe(MIB_20);
        expect(allowedExtensions).toContain("pdf");
      }
      expect(irregularities).toEqual([]);
      expect(fake.calls.count(OPERATION)).toBe(1);
    });

    it("tells what was set for a scope, and for no other", async () => {
      fake.state.files.configure(INSTANCE, "CASE", { maximumSizeBytes: 1000, extensions: ["PDF", "7z"] });
      expect(await ofCases()).toEqual({
        attachmentScope: "CASE",
        maximumSizeLimitInBytes: 1000,
        allowedExtensions: ["PDF", "7z"],
      });
      const { configurations } = await permitted();
      expect(configurations.filter(({ maximumSizeLimitInBytes }) => maximumSizeLimitInBytes === MIB_20)).toHaveLength(
        3,
      );
    });

    it("asks for every page", async () => {
      fake.state.largestPage = 3;
      expect((await permitted()).configurations).toHaveLength(4);
      expect(fake.calls.count(OPERATION)).toBe(2);
    });

    it("answers that it is not permitted, after one call", async () => {
      fake.faults.next({ operation: OPERATION, error: "AccessDeniedException", message: "no such right", times: 100 });
      expect(await source.getConfigurations(INSTANCE)).toEqual({
        isPermitted: false,
        message: expect.stringContaining("no such right"),
      });
      expect(fake.calls.count(OPERATION)).toBe(1);
    });

    it.each([
      ["InvalidParameterException", "InvalidRequestException", false],
      ["InternalServiceException", "InternalServiceException", true],
      ["ThrottlingException", "ThrottlingException", true],
    ] as const)("rejects %s with the code %s", async (error, code, retryable) => {
      fake.faults.next({ operation: OPERATION, error, message: "because", times: 100 });
      await expect(source.getConfigurations(INSTANCE)).rejects.toMatchObject({
        name: "SourceError",
        code,
        retryable,
        message: expect.stringContaining("because"),
        operation: OPERATION,
      });
    });

    it("rejects where there is no such instance", async () => {
      await expect(source.getConfigurations("i-2")).rejects.toMatchObject({ code: "ResourceNotFoundException" });
    });

    it("tries again when it was throttled, and answers", async () => {
      fake.faults.next({ operation: OPERATION, error: "ThrottlingException" });
      expect((await permitted()).configurations).toHaveLength(4);
      expect(fake.calls.count(OPERATION)).toBe(2);
    });

    it.each(["", "i".repeat(101)])("refuses the instance id '%s', and makes no call", async (instanceId) => {
      const error = await source.getConfigurations(instanceId).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(InvalidInputError);
      expect((error as InvalidInputError).issues).toMatchObject([{ path: "instanceId" }]);
      expect(fake.calls.count()).toBe(0);
    });

    it("ends with Aborted when the signal was given before", async () => {
      const asked = source.getConfigurations(INSTANCE, { signal: AbortSignal.abort() });
      await expect(asked).rejects.toMatchObject({ code: "Aborted" });
    });

    it("asks nothing once it is closed, and says that the call was aborted", async () => {
      await source.close();
      await expect(source.getConfigurations(INSTANCE)).rejects.toMatchObject({ code: "Aborted" });
      expect(fake.calls.count()).toBe(0);
    });

    it("can be closed twice", async () => {
      await source.close();
      await source.close();
    });
  });
}
