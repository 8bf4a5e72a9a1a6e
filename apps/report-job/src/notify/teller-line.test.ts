import { expect, it } from "vitest";
import type { Config } from "../config/config-schema.ts";
import { failureMessage } from "./failure-message.ts";
import { lineText } from "./message-line.ts";
import { noteOf } from "./sent-notes.ts";
import { tellerOf } from "./tell-people.ts";
import { TELLER } from "./teller.test-support.ts";
import { tellerLine } from "./teller-line.ts";

const lineOf = (change: object): string => lineText(tellerLine(failureMessage("s1", 4, { ...TELLER, ...change })));

it("names the scopes, their Regions, the host, the configuration, the run and the slot", () => {
  expect(lineOf({ scopes: ["a", "b"], regions: ["eu-central-1", "us-east-1"] })).toBe(
    `Scopes a, b; Region eu-central-1, us-east-1; host ops-1.example; configuration /srv/job/attached-files.yaml; run ${TELLER.runId}; slot s1`,
  );
});

it("names the working folder where the configuration is in another, or of no file", () => {
  expect(lineOf({ workingFolder: "/home/me" })).toContain("attached-files.yaml; working folder /home/me; run ");
  expect(lineOf({ config: null, regions: [] })).toBe(
    `Scope main; host ops-1.example; working folder /srv/job; run ${TELLER.runId}; slot s1`,
  );
});

it("knows each Region once, that of the environment for scopes that name none", () => {
  const scopes = [{ name: "a", region: "us-east-1" }, { name: "b" }, { name: "c", region: "us-east-1" }];
  const config = { scopes, file: "/etc/job.yaml" } as unknown as Config;
  const environment = { AWS_REGION: "eu-central-1" };
  expect(tellerOf(config, { runId: "r", environment })).toMatchObject({
    regions: ["us-east-1", "eu-central-1"],
    config: "/etc/job.yaml",
    workingFolder: process.cwd(),
  });
  expect(tellerOf(config, { runId: "r", environment: {} }).regions).toEqual(["us-east-1"]);
});

const NOW = new Date("2026-11-24T07:00:00Z");

it("a message from another place is the same message", () => {
  const there = { ...TELLER, host: "h", config: "/etc/x.yaml", workingFolder: "/" };
  expect(noteOf("ops", failureMessage("s", 4, there), NOW)).toEqual(noteOf("ops", failureMessage("s", 4, TELLER), NOW));
});
