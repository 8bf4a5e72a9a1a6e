import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { OVERRIDES } from "../config/overrides.ts";
import { parseConfig } from "../config/parse-config.ts";
import { Log } from "../observe/log.ts";
import type { Io } from "../process/io.ts";
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

const SETTINGS = ["--config", "--state-folder", "--report-folder", "--stuck-after-seconds", "--redact", "--log"];
/** Of commands that look at the states alone. */
const LOOKING = ["--config", "--state-folder", "--log"];

describe("the help", () => {
  it.each([
    [
      "run",
      [
        ...SETTINGS,
        "--slot",
        "--scope",
        "--full",
        "--time-box",
        "--wait",
        "--references",
        "--references-format",
        "--skip-invalid",
      ],
    ],
    ["schedule", [...SETTINGS, "--cron", "--time-zone", "--health-port", "--skip-invalid"]],
    ["report", SETTINGS],
    ["plan", [...LOOKING, "--scope", "--full", "--time-box", "--json"]],
    ["runs", [...LOOKING, "--scope", "--limit", "--json"]],
    ["changes", [...LOOKING, "--scope", "--from", "--to", "--format"]],
    ["query", [...LOOKING, "--scope", "--file", "--format", "--limit"]],
    ["get", ["--instance-id", "--associated-resource-arn", "--region", "--profile", "--endpoint", "--log", "FILE_ID"]],
    [
      "fake",
      ["--port", "--host", "--seed", "--cases", "--state", "--quotas", "--scan-ms", "--keys", "--faults", "--log"],
    ],
    ["demo", ["--folder", "--seed", "--cases", "--log"]],
  ])("of %s tells every flag, and no other, each with a meaning", async (command, flags) => {
    const text = await help(command);
    expect(text).toContain(`Usage: attached-files ${command}`);
    const told = Array.from(text.matchAll(/^ {2}(--[a-z-]+|FILE_ID)\b.* {2}\S/gm), ([, flag]) => flag);
    // Each setting of the configuration stands once more beside its environment variable.
    const isConfigured = flags.includes("--config");
    const variables = OVERRIDES.map(({ flag }) => `--${flag}`).filter((flag) => isConfigured && flags.includes(flag));
    const expected = [...flags, ...variables];
    expect(told.sort()).toEqual(expected.sort());
  });

  it.each(["run", "schedule", "report", "plan", "runs", "changes", "query"])(
    "of %s shows configurations that the program takes",
    async (command) => {
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
    },
  );

  it("of schedule names every environment variable of ours", async () => {
    const text = await help("schedule");
    for (const { variable } of OVERRIDES) expect(text).toContain(variable);
  });

  it("of report speaks of nothing that only calls need", async () => {
    const text = await help("report");
    expect(text).not.toMatch(/Credentials/);
    expect(text).toContain("ATTACHED_FILES_STATE_FOLDER");
  });

  it.each([
    ["run", ["0", "1", "2", "3", "4", "5", "130, 143"]],
    ["report", ["0", "1", "2", "3", "4", "5", "130, 143"]],
    ["get", ["0", "1", "2", "3", "4", "130, 143"]],
    ["plan", ["0", "1", "2", "3", "4", "130, 143"]],
    ["query", ["0", "1", "2", "3", "4", "130, 143"]],
  ])("of %s tells every exit code, and no other", async (command, codes) => {
    const [, text = ""] = (await help(command)).split("Exit codes:\n");
    expect(Array.from(text.matchAll(/^ {2}(\d[\d, ]*?) {2}\w/gm), ([, code]) => code)).toEqual(codes);
  });

  it("of get says nothing of a report", async () => {
    expect(await help("get")).not.toContain("report");
  });

  it("of the program tells every command", async () => {
    const text = await help();
    for (const command of [
      "init",
      "run",
      "report",
      "plan",
      "runs",
      "changes",
      "query",
      "notify",
      "permissions",
      "get",
      "fake",
      "demo",
    ]) {
      expect(text).toMatch(new RegExp(`^  ${command}\\b.*  \\w`, "m"));
    }
  });
});

describe("a format of messages that is none", () => {
  async function start(environment: Record<string, string>, ...command: string[]): Promise<string> {
    const errors: string[] = [];
    const log = new Log(({ lines }) => errors.push(...lines));
    const io = { environment, log, watch: async () => {}, out: () => {} } as unknown as Io;
    const program = createProgram("1.2.3", io, () => {});
    const end = await program.parseAsync(["node", "attached-files", ...command]).catch((error: Error) => error);
    return [...errors, end instanceof Error ? end.message : ""].join("\n");
  }

  it.each(["get --instance-id i --associated-resource-arn a", "fake", "demo"])(
    "in the environment is told by %s before it begins, as one of the configuration is",
    async (command) => {
      expect(await start({ ATTACHED_FILES_LOG: "xml" }, ...command.split(" "))).toContain(
        'environment variable ATTACHED_FILES_LOG: expected one of text, json, received "xml"',
      );
    },
  );

  it.each(["run", "report", "get", "fake", "demo"])("as a flag of %s is told with what is allowed", async (command) => {
    const text = await start({}, command, "--log", "xml");
    expect(text).toMatch(/'--log <format>' argument 'xml' is invalid\. Allowed choices are text, json/);
  });
});

describe("a bar", () => {
  it.each([
    ["run --config /nowhere", true],
    ["report --config /nowhere", true],
    ["demo", true],
    ["schedule --config /nowhere", true],
    ["get --instance-id i --associated-resource-arn a", false],
    ["plan --config /nowhere", false],
    ["query --config /nowhere", false],
  ])("before %s is loaded: %s", async (command, isLoaded) => {
    let watched = 0;
    const watch = async (): Promise<void> => {
      watched += 1;
      // No further: what the command itself does is not asked here.
      throw new Error("enough");
    };
    // Nothing comes of the others either: there is no configuration, and no identifier to ask for.
    const io = { environment: {}, log: new Log(() => {}), out: () => {}, say: () => {}, watch } as unknown as Io;
    const program = createProgram("1.2.3", io, () => {});
    await program.parseAsync(["node", "attached-files", ...command.split(" ")]).catch(() => {});
    expect(watched).toBe(isLoaded ? 1 : 0);
  });
});
