import type { Argument, Command, Option } from "commander";
import { GENERATED_NOTE } from "./generated-note.ts";
import { helpNotes } from "./help-notes.ts";
import { markdownTable } from "./markdown-table.ts";

/** The page of all commands, from the program that parses them. */
export function commandLinePage(program: Command): string {
  const commands = program.commands.filter((command) => command.name() !== "help");
  const notes = new Map(commands.map((command) => [command, helpNotes(command)]));
  const told = [...notes.values()].flat();
  const isShared = (note: string): boolean => told.filter((each) => each === note).length > 1;
  const shared = [...new Set(told.filter(isShared))].map((text, index) => ({ text, anchor: `note-${index + 1}` }));
  const sections = commands.map((command) => commandSection(command, notes.get(command) ?? [], shared));
  return `# The command line

${GENERATED_NOTE}

${program.description()} \`${program.name()} COMMAND --help\` tells the same.

${markdownTable(
  ["command", "what it does"],
  commands.map((command) => [`[\`${command.name()}\`](#${command.name()})`, command.summary()]),
)}

${text(helpNotes(program))}

${sections.join("\n\n")}

## What several commands say

${shared.map((note) => `<a id="${note.anchor}"></a>\n\n${text([note.text])}`).join("\n\n")}
`;
}

interface SharedNote {
  readonly text: string;
  readonly anchor: string;
}

function commandSection(command: Command, notes: readonly string[], shared: readonly SharedNote[]): string {
  const own = notes.filter((note) => shared.every((each) => each.text !== note));
  const others = shared.filter((each) => notes.includes(each.text));
  const named = others.map((each) => `[${(each.text.split("\n")[0] ?? "").replace(/:$/, "")}](#${each.anchor})`);
  const parts = [
    `## ${command.name()}`,
    command.description(),
    text([`${command.parent?.name()} ${command.name()} ${command.usage()}`]),
    command.registeredArguments.length === 0 ? "" : argumentsTable(command.registeredArguments),
    optionsTable(command.options.filter((option) => !option.hidden)),
    own.length === 0 ? "" : text(own),
    named.length === 0 ? "" : `See also: ${named.join("; ")}.`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function argumentsTable(args: readonly Argument[]): string {
  const rows = args.map((each) => [`\`${each.name()}${each.variadic ? "…" : ""}\``, each.description]);
  return markdownTable(["argument", "what it is"], rows);
}

function optionsTable(options: readonly Option[]): string {
  const rows = options.map((option) => [
    `\`${option.flags}\``,
    `${option.description}${option.mandatory ? " (required)" : ""}`,
    option.argChoices === undefined ? "" : option.argChoices.map((choice) => `\`${choice}\``).join(", "),
    option.defaultValue === undefined || option.defaultValue === false ? "" : `\`${option.defaultValue}\``,
  ]);
  return markdownTable(["flag", "what it does", "one of", "default"], rows);
}

function text(paragraphs: readonly string[]): string {
  return `\`\`\`text\n${paragraphs.join("\n\n")}\n\`\`\``;
}
