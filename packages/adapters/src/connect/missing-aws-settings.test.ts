import { beforeEach, describe, expect, test } from "vitest";
import { isolatedEnvironment } from "../aws-client/scripted-server.test-support.ts";
import { missingAwsSettings } from "./missing-aws-settings.ts";

const KEYS = { AWS_ACCESS_KEY_ID: "AKIDENV", AWS_SECRET_ACCESS_KEY: "secret" };

beforeEach(() => isolatedEnvironment());

describe("settings that only the SDK can find", () => {
  test("are all there where it finds a Region", async () => {
    isolatedEnvironment({ ...KEYS, AWS_REGION: "eu-west-2" });
    expect(await missingAwsSettings({}, { profileIsNamed: false })).toEqual([]);
    expect(await missingAwsSettings({ region: "us-east-1" }, { profileIsNamed: false })).toEqual([]);
  });

  test("lack a Region that nobody names", async () => {
    isolatedEnvironment(KEYS);
    const missing = await missingAwsSettings({}, { profileIsNamed: false });
    expect(missing).toEqual([expect.stringMatching(/^No AWS Region: Region is missing/)]);
  });

  test.each(["EU_WEST", "eu west"])("cannot be used where the Region is '%s'", async (region) => {
    isolatedEnvironment({ ...KEYS, AWS_REGION: region });
    expect(await missingAwsSettings({}, { profileIsNamed: false })).toEqual([expect.stringContaining(region)]);
  });

  test("lack credentials where a profile was named that is nowhere", async () => {
    isolatedEnvironment({ ...KEYS, AWS_REGION: "eu-west-2", AWS_PROFILE: "nowhere" });
    const missing = await missingAwsSettings({}, { profileIsNamed: true });
    expect(missing).toEqual([expect.stringMatching(/^No credentials by the profile/)]);
    expect(await missingAwsSettings({ profile: "nowhere" }, { profileIsNamed: true })).toHaveLength(1);
  });

  test("lack nothing where there are no credentials, and nobody named where they should be: that may pass", async () => {
    isolatedEnvironment({ AWS_REGION: "eu-west-2" });
    expect(await missingAwsSettings({}, { profileIsNamed: false })).toEqual([]);
  });
});
