import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import type { Io } from "../process/io.ts";
import { SECTIONS } from "../run-book/run-book.ts";
import { quietObserving } from "../testing/quiet-observing.ts";
import { createProgram } from "./program.ts";
import { runBookCommand } from "./run-book-command.ts";

/** Programs of others that a person on call has. */
const OTHERS = /^(aws|curl|date|df|gh|kubectl|ps|systemctl|timedatectl) /;

/** The words of a command, as a shell has them: in double quotes, in single ones, or bare. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}

const COMMANDS = SECTIONS.flatMap(({ id, confirm }) => confirm.map(([command]) => [id, command] as const));
const OWN = COMMANDS.filter(([, command]) => command.startsWith("attached-files "));

/** The program, of which no command does anything. */
function idleProgram(): Command {
  const progress = { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} };
  const io = { ...quietObserving(progress), environment: {}, out: () => {}, say: () => {} } as unknown as Io;
  const program = createProgram("1.2.3", io, () => {});
  for (const command of program.commands) command.action(() => {});
  return program;
}

describe("the commands of the run book", () => {
  it("are ours, or those of programs that are there", () => {
    expect(OWN.length).toBeGreaterThan(30);
    const others = COMMANDS.filter((each) => !OWN.includes(each));
    expect(others.filter(([, command]) => !OTHERS.test(command))).toEqual([]);
  });

  it.each(OWN.filter(([, command]) => !command.endsWith("--version")))("parse (%s): %s", async (_, command) => {
    await idleProgram().parseAsync(["node", ...wordsOf(command)]);
  });

  it("would not, if a flag were none", async () => {
    await expect(idleProgram().parseAsync(["node", ...wordsOf("attached-files runs --nonsense")])).rejects.toThrow();
    await expect(idleProgram().parseAsync(["node", ...wordsOf("attached-files nonsense")])).rejects.toThrow();
  });
});

describe("attached-files run-book", () => {
  async function printed(id?: string): Promise<string> {
    const texts: string[] = [];
    const io = { out: (more: string) => void texts.push(more), say: () => {}, environment: {}, logAs: async () => {} };
    await runBookCommand(id, io);
    return texts.join("");
  }

  it("tells what to do", async () => {
    expect(await printed("exit-code-4")).toMatch(
      /^Exit code 4: nothing was answered\n[\s\S]*\nConfirm:\n[\s\S]*\nDo:\n {2}1\. /,
    );
  });

  it("says below the commands what they need, and what they answer during a run", async () => {
    const text = await printed("trouble-no-run");
    expect(text).toMatch(/\n {2}\(Add --config FILE, and the folders .*--state-folder.*\)\n/);
    expect(text).toMatch(/\n {2}\(While a run is under way .*healthz.*copy of the state.*\)\n/);
    expect(text).toMatch(/\n {2}\('running' in runs .* was killed, .*\)\n/);
    expect(await printed("error-credentials-unavailable")).not.toContain("While a run is under way");
    expect(await printed("trouble-telemetry-not-delivered")).not.toContain("Add --config");
  });

  it("knows a code of the log, and an exit code alone", async () => {
    expect(await printed("AccessDeniedException")).toBe(await printed("error-access-denied"));
    expect(await printed("SourceUnreachable")).toBe(await printed("error-source-unreachable"));
    expect(await printed("4")).toBe(await printed("exit-code-4"));
  });

  it.each(["130", "137", "143", "exit-code-137", "134", "KILL", "TERM", "INT", "SIGKILL", "kill", "9/KILL"])(
    "knows %s as the end of a process that was ended at once",
    async (word) => {
      expect(await printed(word)).toBe(await printed("exit-code-130-143"));
    },
  );

  it.each(["127", "126", "200", "203", "203/EXEC", "exit-code-217", "245"])(
    "knows %s as the end of a process that could not be started",
    async (word) => {
      expect(await printed(word)).toBe(await printed("exit-code-not-started"));
    },
  );

  it.each(["6", "99", "199", "246", "1000", "SIGNONE", "NONE"])("does not know %s", async (word) => {
    await expect(printed(word)).rejects.toMatchObject({ code: "usage" });
  });

  it("lists what there is", async () => {
    const text = await printed();
    for (const { id } of SECTIONS) expect(text).toContain(`  ${id} `);
  });

  it("refuses what it does not have, and says what is near", async () => {
    await expect(printed("nope")).rejects.toThrow(/\('attached-files run-book' lists them\), received "nope"$/);
    await expect(printed("deferred")).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("one of reason-deferred, problem-deferred"),
    });
    for (const slip of ["acces-denied", "error-acces-denied"])
      await expect(printed(slip)).rejects.toThrow("one of error-access-denied)");
    await expect(printed("nonsense")).rejects.toThrow(/'attached-files run-book' lists them/);
  });
});
