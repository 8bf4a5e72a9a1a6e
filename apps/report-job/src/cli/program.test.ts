import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { OVERRIDES } from "../config/overrides.ts";
import { parseConfig } from "../config/parse-config.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";

/** What `attached-files … --help` prints. */
async function help(...command: string[]): Promise<string> {
  const texts: string[] = [];
  const io = { out: (text: string) => void texts.push(text), say: () => {} } as unknown as Io;
  const program: Command = createProgram("1.2.3", io, () => {});
  for (const each of program.commands) each.exitOverride();
  await program.parseAsync(["node", "attached-files", ...command, "--help"]).catch(() => {});
  return texts.join("");
}

const SETTINGS = ["--config", "--state-folder", "--report-folder", "--concurrency", "--stuck-after-seconds"];

describe("the help", () => {
  it.each([
    ["run", [...SETTINGS, "--slot", "--scope", "--references", "--references-format", "--skip-invalid"]],
    ["report", SETTINGS],
    ["get", ["--instance-id", "--associated-resource-arn", "--region", "--profile", "--endpoint", "FILE_ID"]],
    ["fake", ["--port", "--host", "--seed", "--cases"]],
    ["demo", ["--folder", "--seed", "--cases"]],
  ])("of %s tells every flag, and no other, each with a meaning", async (command, flags) => {
    const text = await help(command);
    expect(text).toContain(`Usage: attached-files ${command}`);
    const told = Array.from(text.matchAll(/^ {2}(--[a-z-]+|FILE_ID)\b.* {2}\S/gm), ([, flag]) => flag);
    const variables = OVERRIDES.map(({ flag }) => `--${flag}`);
    const expected = ["run", "report"].includes(command) ? [...flags, ...variables] : flags;
    expect(told.sort()).toEqual(expected.sort());
  });

  it.each(["run", "report"])("of %s shows configurations that the program takes", async (command) => {
    const text = await help(command);
    const yaml = Array.from(text.matchAll(/:\n((?: {2}(?:scopes:| {2}.*|\w+: .*)\n)+)/g), ([, block = ""]) => block);
    const examples = yaml.filter((block) => block.startsWith("  scopes:"));
    expect(examples).toHaveLength(2);
    for (const example of examples) {
      const document = parseDocument(example);
      expect(document.errors).toEqual([]);
      expect(parseConfig(document.toJS())).toMatchObject({ ok: true });
    }
    expect(text).toContain("schemas/config.schema.json");
    expect(text).toContain("docs/report-job.md");
  });

  it.each(["run", "report"])("of %s names every environment variable of ours", async (command) => {
    const text = await help(command);
    for (const { variable } of OVERRIDES) expect(text).toContain(variable);
  });

  it.each(["run", "report", "get"])("of %s tells every exit code", async (command) => {
    const text = await help(command);
    for (const code of [0, 1, 2, 3, 4, 5]) expect(text).toMatch(new RegExp(`(^|  )${code}  \\w`, "m"));
  });

  it("of the program tells every command", async () => {
    const text = await help();
    for (const command of ["run", "report", "get", "fake", "demo"]) {
      expect(text).toMatch(new RegExp(`^  ${command}\\b.*  \\w`, "m"));
    }
  });
});
