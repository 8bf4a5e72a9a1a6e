import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-yaml-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(yaml: string) {
  const path = join(folder, "attached-files.yaml");
  await writeFile(path, yaml);
  return await loadConfig({ path, environment: {}, flags: {} });
}

async function refusal(yaml: string): Promise<string> {
  const error = await load(yaml).catch((error: unknown) => error);
  expect(error).toMatchObject({ code: "usage", exitCode: 2 });
  return (error as Error).message;
}

describe("a configuration file", () => {
  it("may share settings between scopes by anchors and merges", async () => {
    const { scopes } = await load(
      "scopes:\n  - &first { name: a, region: eu-central-1, profile: p }\n  - { <<: *first, name: b, region: us-east-1 }\n",
    );
    expect(scopes).toMatchObject([
      { name: "a", region: "eu-central-1", profile: "p" },
      { name: "b", region: "us-east-1", profile: "p" },
    ]);
  });

  it("that may not be read is told by who may not, and its path is not doubted", async () => {
    const path = join(folder, "of root.yaml");
    await writeFile(path, "scopes: [{name: a}]\n");
    await chmod(path, 0o000);
    const { geteuid, seteuid } = process;
    const isRoot = geteuid?.() === 0;
    await chmod(folder, 0o755);
    // Nothing is kept from root.
    if (isRoot) seteuid?.(65_534);
    try {
      const error = await loadConfig({ path, environment: {}, flags: {} }).catch((one: unknown) => one);
      expect(error).toMatchObject({
        code: "usage",
        message: expect.stringMatching(
          /EACCES.*The path is not wrong: user \d+ \(group \d+\) may not read the file.*Who may: ls -ld \S+ '?\S+of root\.yaml/,
        ),
      });
      expect((error as Error).message).not.toContain("Check the path");
    } finally {
      if (isRoot) seteuid?.(0);
    }
  });

  it("is one document", async () => {
    expect(await refusal("scopes: [{name: a}]\n---\nscopes: [{name: b}]\n")).toMatch(/expected one document.*'---'/);
  });

  it.each([
    ["brackets without end", "[".repeat(5000)],
    ["a quote without end", `scopes: "${"x".repeat(200_000)}`],
    ["errors in every line", "a: b: c\n".repeat(10_000)],
  ])("with %s is refused in a few short lines", async (_, yaml) => {
    const message = await refusal(yaml);
    expect(message).toContain("YAML");
    expect(message.length).toBeLessThan(2000);
    expect(message.split("\n").length).toBeLessThan(10);
  });

  it.each([
    ["an alias of nothing", "scopes: [*gone, { name: b }]\n"],
    ["an alias of nothing, and errors", "scopes: [*gone, { name: b }]\nrun: [\n"],
  ])("with %s still says whom it can be told to, through anchors and merges of its own", async (_, wrong) => {
    const ops = "&ops { name: ops, to: webhook, on: [failure], urlVariable: OPS_URL }";
    const yaml = `notify: [${ops}, { <<: *ops, name: chat }, { <<: *gone, name: none }]\n${wrong}`;
    const error = (await load(yaml).catch((thrown: unknown) => thrown)) as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.readable).toMatchObject({
      notify: [
        { name: "ops", urlVariable: "OPS_URL" },
        { name: "chat", urlVariable: "OPS_URL" },
      ],
      unreadTargets: ["target notify[2]"],
      scopes: [{ name: "b" }],
    });
  });

  it("that was named and is not there is not told to be named", async () => {
    const path = join(folder, "nowhere.yaml");
    const error = await loadConfig({ path, environment: {}, flags: {} }).catch((error: unknown) => error);
    expect((error as Error).message).toContain("nowhere.yaml");
    expect((error as Error).message).not.toContain("--config");
  });

  it("names two folders, one for the state and one for the reports", async () => {
    const same = "scopes: [{name: a}]\nstate: { folder: here }\nreport: { folder: ./here/ }\n";
    expect(await refusal(same)).toMatch(/expected state\.folder and report\.folder to be two folders/);
  });
});
