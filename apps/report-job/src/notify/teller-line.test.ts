import { expect, it } from "vitest";
import type { Config } from "../config/config-schema.ts";
import { failureMessage } from "./failure-message.ts";
import { lineText } from "./message-line.ts";
import { noteOf } from "./sent-notes.ts";
import { TELLER } from "./teller.test-support.ts";
import { tellerLine } from "./teller-line.ts";
import { tellerOf } from "./teller-of.ts";

const lineOf = (change: object): string => lineText(tellerLine(failureMessage("s1", 4, { ...TELLER, ...change })));

const FIRST = {
  scope: "a",
  region: "eu-central-1",
  account: "111122223333",
  instance: "11111111-1111-4111-8111-111111111111",
};

it("names each scope with its Region, its account and its instance, the host, the configuration, the run and the slot", () => {
  const rest = `host ops-1.example; configuration /srv/job/attached-files.yaml; run ${TELLER.runId}; slot s1`;
  const second = { scope: "b", region: "us-east-1", account: null, instance: null };
  expect(lineOf({ scopes: ["a", "b", "c"], places: [second, FIRST] })).toBe(
    `Scopes a (Region eu-central-1, account 111122223333, instance ${FIRST.instance}), b (Region us-east-1), c; ${rest}`,
  );
  expect(lineOf({ scopes: ["a"], places: [FIRST] })).toBe(
    `Scope a; Region eu-central-1; account 111122223333; instance ${FIRST.instance}; ${rest}`,
  );
});

it("names no scope where none could be read", () => {
  expect(lineOf({ scopes: [] })).toMatch(/^Host ops-1\.example; configuration /);
});

it("names the working folder where the configuration is in another, or of no file", () => {
  expect(lineOf({ workingFolder: "/home/me" })).toContain("attached-files.yaml; working folder /home/me; run ");
  expect(lineOf({ config: null, places: [] })).toBe(
    `Scope main; host ops-1.example; working folder /srv/job; run ${TELLER.runId}; slot s1`,
  );
});

it("knows where each scope is, and each Region once, that of the environment for scopes that name none", () => {
  const of = { instanceId: FIRST.instance, assumeRole: { roleArn: "arn:aws:iam::111122223333:role/reader" } };
  const scopes = [{ name: "a", region: "us-east-1", ...of }, { name: "b" }, { name: "c", region: "us-east-1" }];
  const config = { scopes, file: "/etc/job.yaml" } as unknown as Config;
  const environment = { AWS_REGION: "eu-central-1" };
  expect(tellerOf(config, { runId: "r", environment })).toMatchObject({
    regions: ["us-east-1", "eu-central-1"],
    config: "/etc/job.yaml",
    workingFolder: process.cwd(),
    places: [
      { ...FIRST, region: "us-east-1" },
      { scope: "b", region: "eu-central-1", account: null, instance: null },
      { scope: "c", region: "us-east-1", account: null, instance: null },
    ],
  });
  expect(tellerOf(config, { runId: "r", environment: {} }).regions).toEqual(["us-east-1"]);
});

const NOW = new Date("2026-11-24T07:00:00Z");

it("a message from another place is the same message", () => {
  const there = { ...TELLER, host: "h", config: "/etc/x.yaml", workingFolder: "/" };
  expect(noteOf("ops", failureMessage("s", 4, there), NOW)).toEqual(noteOf("ops", failureMessage("s", 4, TELLER), NOW));
});
