import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "./load-config.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-config-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(yaml: string, environment: Record<string, string> = {}, flags: Record<string, string> = {}) {
  const path = join(folder, "attached-files.yaml");
  await writeFile(path, yaml);
  return await loadConfig({ path, environment, flags });
}

const LEAST = "scopes:\n  - name: main\n";

describe("the configuration", () => {
  it("needs no more than a scope with a name", async () => {
    expect(await load(LEAST)).toEqual({
      file: join(folder, "attached-files.yaml"),
      scopes: [{ name: "main", quota: { requestsPerSecond: 2, share: 0.75 } }],
      state: { folder: join(folder, "attached-files-state") },
      report: {
        folder: join(folder, "attached-files-report"),
        stuckAfterSeconds: 3600,
        redact: [],
        workbook: { rowLimit: 200_000 },
      },
      refresh: { recheckAfterSeconds: 2_592_000, sweepAfterSeconds: 604_800, overlapSeconds: 3600 },
      rules: {
        requiredTags: [],
        learnLimits: true,
        filesPerCase: { most: 50, warnAtShare: 0.8 },
      },
      run: {
        directCalls: true,
        requestTimeoutSeconds: 30,
        commitCalls: 200,
        commitSeconds: 2,
        stopAfterFailures: 12,
      },
      log: "text",
    });
  });

  it("lets flags win over environment, environment over file, file over defaults", async () => {
    const yaml = `${LEAST}report: { folder: from-file, stuckAfterSeconds: 2 }\n`;
    const variable = { ATTACHED_FILES_STUCK_AFTER_SECONDS: "3" };
    expect((await load(LEAST)).report.stuckAfterSeconds).toBe(3600);
    expect((await load(yaml)).report.stuckAfterSeconds).toBe(2);
    expect((await load(yaml, variable)).report.stuckAfterSeconds).toBe(3);
    expect((await load(yaml, variable, { "stuck-after-seconds": "4" })).report.stuckAfterSeconds).toBe(4);
  });

  it.each([
    ["file", `${LEAST}log: json`, {}, {}, "json"],
    ["environment", `${LEAST}log: text`, { ATTACHED_FILES_LOG: "json" }, {}, "json"],
    ["flag", LEAST, { ATTACHED_FILES_LOG: "json" }, { log: "text" }, "text"],
    ["file, where the rest of it is wrong", "scopes: []\nlog: json", {}, {}, "json"],
  ])(
    "tells the format of messages, as %s gives it, before anything is refused",
    async (_, yaml, environment, flags, log) => {
      const told: string[] = [];
      const path = join(folder, "attached-files.yaml");
      await writeFile(path, yaml);
      const logAs = async (format: string): Promise<void> => void told.push(format);
      await loadConfig({ path, environment, flags, logAs }).catch(() => {});
      expect(told).toEqual([log]);
    },
  );

  it.each([
    [`${LEAST}log: xml`, {}, 'log: expected one of text, json, received "xml"'],
    [
      LEAST,
      { ATTACHED_FILES_LOG: "xml" },
      'environment variable ATTACHED_FILES_LOG: expected one of text, json, received "xml"',
    ],
  ])("refuses a format of messages that is none", async (yaml, environment, message) => {
    await expect(load(yaml, environment)).rejects.toThrow(message);
  });

  it("takes paths of the file from its folder, and those of a person from the current one", async () => {
    const yaml = `${LEAST}state: { folder: s }\nreport: { folder: /tmp/r }\n`;
    expect(await load(yaml)).toMatchObject({ state: { folder: join(folder, "s") }, report: { folder: "/tmp/r" } });
    expect((await load(yaml, {}, { "state-folder": "mine" })).state.folder).toBe(resolve("mine"));
  });

  it("tells every problem at once: value, place and allowed range", async () => {
    const yaml = `
scopes:
  - name: "a b"
    quota: { share: 2, requestsPerSecond: fast }
    regoin: eu-central-1
  - region: 5
  - name: x
  - name: X
    domainIds: []
    endpoint: nowhere
run: { stopAfterFailures: 0.5 }
typo: 1
`;
    const error = await load(yaml, { ATTACHED_FILES_STUCK_AFTER_SECONDS: "soon" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "usage", exitCode: 2 });
    const { message } = error as Error;
    expect(message).toMatch(/: 12 problems\n/);
    for (const line of [
      `environment variable ATTACHED_FILES_STUCK_AFTER_SECONDS: expected a number, received "soon"`,
      `scopes[0].name: expected 1 to 64 letters, digits, '.', '_' or '-', a letter or digit first, received "a b"`,
      "scopes[0].quota.share: expected at most 1, received 2",
      `scopes[0].quota.requestsPerSecond: expected a number of requests a second above 0, or 'unlimited', received "fast"`,
      `scopes[0].regoin: expected a setting that exists, as 'region', received an unknown name, "regoin"`,
      "scopes[1].name: expected a string, received nothing",
      "scopes[1].region: expected a string, received 5",
      `scopes[3].name: expected a name that no other scope has, in capitals or not, received "X"`,
      "scopes[3].domainIds: expected at least 1 entry, received a list of 0",
      `scopes[3].endpoint: expected a URL that begins with http:// or https://, without a password, as http://127.0.0.1:4010, received "nowhere"`,
      "run.stopAfterFailures: expected a whole number, received 0.5",
      `typo: expected a setting that exists, received an unknown name, "typo"`,
    ]) {
      expect(message).toContain(line);
    }
  });

  it("names the flag or variable that gave a value out of range", async () => {
    await expect(load(LEAST, { ATTACHED_FILES_STUCK_AFTER_SECONDS: "0" })).rejects.toThrow(
      "environment variable ATTACHED_FILES_STUCK_AFTER_SECONDS: expected more than 0, received 0",
    );
    await expect(load(LEAST, {}, { "stuck-after-seconds": "" })).rejects.toThrow(
      '--stuck-after-seconds: expected a number, received ""',
    );
  });

  it.each([
    ["broken YAML", "scopes: [", /is not YAML/],
    ["an empty file", "", /expected settings/],
    ["a list", "- a", /expected settings/],
    ["no scope", "scopes: []", /scopes: expected at least 1 entry/],
    ["an alias of nothing", "scopes: *x", /cannot be read as YAML: .*alias.*x/],
    [
      "aliases that multiply",
      `a: &a [${"x,".repeat(9)}]\n${["b", "c", "d", "e"].map((name, index) => `${name}: &${name} [${`*${"abcd"[index]},`.repeat(9)}]`).join("\n")}\nscopes: *e`,
      /cannot be read as YAML: Excessive alias count/,
    ],
    ["a section that is no section", `${LEAST}run: fast`, /run: expected an object, received "fast"/],
  ])("refuses %s", async (_, yaml, expected) => {
    await expect(load(yaml)).rejects.toThrow(expected);
  });

  it("refuses a variable of ours that does not exist, and tells those that do", async () => {
    await expect(load(LEAST, { ATTACHED_FILES_STUK_AFTER_SECONDS: "2", AWS_REGION: "eu-central-1" })).rejects.toThrow(
      /1 problem\n.*variable ATTACHED_FILES_STUK_AFTER_SECONDS: expected one of .*ATTACHED_FILES_STUCK_AFTER_SECONDS.*does not exist$/,
    );
  });

  it("keeps the password of an endpoint out of its message", async () => {
    const error = await load(`${LEAST}    endpoint: https://me:secret@host/`).catch((reason: unknown) =>
      String(reason),
    );
    expect(error).toContain("without a password, as http://127.0.0.1:4010, received a URL with a password in it");
    expect(error).not.toContain("secret");
  });

  it("says what to do where there is no file", async () => {
    await expect(loadConfig({ environment: {}, flags: {} })).rejects.toThrow(/ENOENT.*Name one with --config FILE/);
  });
});
