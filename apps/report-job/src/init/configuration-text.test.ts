import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "../config/parse-config.ts";
import { configurationText } from "./configuration-text.ts";
import { asConfiguration, type FirstSettings } from "./first-settings.ts";

const ALL: FirstSettings = {
  ...{ name: "customer-care", region: "eu-west-2", instanceId: "i-1", domainIds: ["d-1", "d-2"] },
  ...{ endpoint: "http://127.0.0.1:4010", cron: "30 5 * * 1-5", timeZone: "Europe/Berlin", bucket: "our-reports" },
};

describe("a first configuration", () => {
  it("holds what was given, and else what a configuration without it means", () => {
    expect(parse(configurationText(ALL, "x"))).toMatchObject({
      ...asConfiguration(ALL),
      publish: { s3: { bucket: "our-reports", prefix: "attached-files/" }, keep: { days: 90 } },
      scopes: [{ region: "eu-west-2", quota: { requestsPerSecond: 2, share: 0.75 } }],
    });
    const least = parseConfig(parse(configurationText({ name: "main" }, "x")));
    const nothing = parseConfig({ scopes: [{ name: "main" }] });
    expect(least.ok && nothing.ok && least.value.scopes).toEqual(nothing.ok && nothing.value.scopes);
    expect(least.ok && least.value.report).toEqual(nothing.ok && nothing.value.report);
    expect(least.ok && [least.value.schedule, least.value.publish, least.value.notify]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("works with every setting that stands in a comment, too", () => {
    const text = configurationText({ name: "main" }, "x");
    const switchedOn = text.replaceAll(/^( *)# (?=[a-zA-Z0-9]+: )/gm, "$1");
    const on = parseConfig(parse(switchedOn));
    expect(on).toMatchObject({ ok: true });
    expect(Object.keys(parse(switchedOn)).sort()).toEqual([
      "notify",
      "policy",
      "publish",
      "report",
      "schedule",
      "scopes",
      "state",
    ]);
    expect(parse(switchedOn).state).toMatchObject({ s3: { bucket: "my-state" } });
    expect(Object.keys(parse(switchedOn).scopes[0])).toEqual(
      expect.arrayContaining(["region", "instanceId", "domainIds", "assumeRole", "quota"]),
    );
  });

  it("says where editors find the schema, in its first line", () => {
    expect(configurationText(ALL, "./schemas/config.schema.json").split("\n")[0]).toBe(
      "# yaml-language-server: $schema=./schemas/config.schema.json",
    );
  });

  it("keeps every text as it is, whatever YAML would make of it", () => {
    const texts = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom("1e3", "yes", "null", "~", "0x1F", "12:30", "#a", "- b", "a: b", "é\u2028"),
    );
    fc.assert(
      fc.property(texts, texts, texts, (name, instanceId, bucket) => {
        const parsed = parse(configurationText({ name, instanceId, domainIds: [instanceId], bucket }, "x"));
        expect(parsed.scopes[0]).toMatchObject({ name, instanceId, domainIds: [instanceId] });
        expect(parsed.publish.s3.bucket).toBe(bucket);
      }),
    );
  });
});
