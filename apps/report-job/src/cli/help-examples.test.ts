import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import type { Io } from "../process/io.ts";
import { quietObserving } from "../testing/quiet-observing.ts";
import { EXAMPLES } from "./help-examples.ts";
import { createProgram } from "./program.ts";

/** The program, of which no command does anything, and what its help says. */
function idleProgram(): { readonly program: Command; readonly printed: string[] } {
  const printed: string[] = [];
  const progress = { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} };
  const out = (text: string) => void printed.push(text);
  const io = { ...quietObserving(progress), environment: {}, out, say: () => {} } as unknown as Io;
  const program = createProgram("1.2.3", io, () => {});
  for (const command of program.commands) command.action(() => {});
  return { program, printed };
}

/** The words of a command, as a shell has them; what stands behind `<` is no word. */
function wordsOf(typed: string): readonly string[] {
  const [command = ""] = typed.split(" < ");
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

async function helpOf(...words: readonly string[]): Promise<string> {
  const { program, printed } = idleProgram();
  await program.parseAsync(["node", "attached-files", ...words, "--help"]).catch(() => {});
  return printed.join("");
}

const NAMES = idleProgram().program.commands.map((command) => command.name());

describe("the help of a command", () => {
  it.each(NAMES)("has examples that it takes itself: %s", async (name) => {
    const help = await helpOf(name);
    const examples = EXAMPLES[name] ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const [typed] of examples) {
      expect(help).toContain(`\n  ${typed}\n`);
      expect(wordsOf(typed).slice(0, 2)).toEqual(["attached-files", name]);
      await idleProgram().program.parseAsync(["node", ...wordsOf(typed)]);
    }
  });

  it("has examples of no other commands than there are", () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(NAMES.toSorted());
  });

  it("tells of all together where to begin", async () => {
    expect(await helpOf()).toMatch(/To begin:\n {2}attached-files demo .*\n {2}attached-files init /);
  });
});
