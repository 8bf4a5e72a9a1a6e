import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command, Option } from "commander";
import { describe, expect, it } from "vitest";
import { commandLinePage } from "./command-line-page.ts";
import { configurationPage } from "./configuration-page.ts";
import { REFERENCE_FOLDER, referencePages } from "./reference-pages.ts";

describe("the reference", () => {
  it("is committed as the code makes it (else: pnpm --filter @attached-files/docs generate:reference)", async () => {
    for (const [path, text] of await referencePages()) {
      expect(await readFile(join(REFERENCE_FOLDER, path), "utf8"), path).toBe(text);
    }
  });

  it("has a section for each command, and each flag of it", async () => {
    const page = (await referencePages()).get("command-line.md") ?? "";
    for (const command of ["init", "run", "schedule", "plan", "query", "fake", "demo"]) {
      expect(page).toContain(`\n## ${command}\n`);
    }
    const run = /\n## run\n(.*?)\n## /s.exec(page)?.[1] ?? "";
    expect(run).toContain("| `--time-box <duration>` |");
    expect(run).toContain("| `text`, `json` |");
  });
});

describe("the page of the command line", () => {
  function program(): Command {
    const command = new Command("tool").description("Does things.");
    for (const name of ["one", "two"]) {
      command
        .command(name)
        .summary(`the ${name}`)
        .argument("<FILE...>", "what to read")
        .addOption(new Option("--as <format>", "a | b").choices(["a", "b"]).default("a"))
        .addOption(new Option("--secret", "nobody's").hideHelp())
        .requiredOption("--id <id>", "whose")
        .addHelpText("after", `\nSaid by both.\n\nSaid by ${name}.`);
    }
    return command;
  }

  it("tells arguments, flags, choices and defaults, and hides what is hidden", () => {
    const page = commandLinePage(program());
    expect(page).toContain("| `FILE…` | what to read |");
    expect(page).toContain("| `--as <format>` | a \\| b | `a`, `b` | `a` |");
    expect(page).toContain("| `--id <id>` | whose (required) |");
    expect(page).not.toContain("--secret");
  });

  it("says once what several commands say, and links to it", () => {
    const page = commandLinePage(program());
    expect(page.split("Said by both.\n```")).toHaveLength(2);
    expect(page.split("See also: [Said by both.](#note-1).")).toHaveLength(3);
    expect(page).toContain("Said by two.");
  });
});

it("the page of the configuration tells type, range, default and section of each setting", () => {
  const share = { type: "number", exclusiveMinimum: 0, maximum: 1, default: 0.75, description: "A part." };
  const kinds = ["a", "b"].map((to) => ({
    type: "object",
    properties: { to: { const: to }, text: { type: "string" } },
    required: ["text"],
  }));
  const schema = {
    properties: {
      quota: { description: "The quota.", properties: { share } },
      tell: { type: "array", items: { oneOf: kinds } },
      each: { properties: { One: { properties: { share } }, Two: { properties: { share } } } },
    },
  };
  const page = configurationPage(schema);
  expect(page).toContain("## quota\n\nThe quota.\n\n| setting");
  expect(page).toContain("| `quota.share` | number, above 0, at most 1 | `0.75` | A part. |");
  expect(page).toContain("| `tell[to: b].text` | text | required |");
  expect(page).toContain("NAME is one of One, Two.");
  expect(page).toContain("| `each.NAME.share` |");
});
