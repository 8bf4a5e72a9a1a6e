import { createInterface } from "node:readline/promises";
import { JobError } from "../exit-code.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import type { Person } from "./ask-for-settings.ts";

export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  /** Where questions are put. */
  readonly prompts: NodeJS.WritableStream;
  /** Aborts when the process is asked to end. */
  readonly signal: AbortSignal;
}

/**
 * Lets a person answer questions, as long as the work lasts. Lines that were typed or pasted ahead answer the questions that follow.
 *
 * @throws {JobError} interrupted: the person, or the process, has ended it.
 */
export async function atTheTerminal<T>(terminal: Terminal, work: (person: Person) => Promise<T>): Promise<T> {
  const { stdin, prompts, signal } = terminal;
  const lines = createInterface({ input: stdin, output: prompts, terminal: true });
  const answers = lines[Symbol.asyncIterator]();
  // Ctrl-C and Ctrl-D come to the reader of lines, and to nobody else.
  const end = (): void => lines.close();
  lines.once("SIGINT", end);
  signal.addEventListener("abort", end, { once: true });
  const ask: Person["ask"] = async (question, suggested) => {
    const hint = suggested === "" ? "" : ` [${suggested}]`;
    if (signal.aborted) end();
    else {
      lines.setPrompt(`${question}${hint}: `);
      lines.prompt();
    }
    const answer = await answers.next();
    if (answer.done === true) throw new JobError("interrupted", "Interrupted. Nothing was written.");
    return answer.value.trim() === "" ? suggested : answer.value;
  };
  try {
    return await work({ ask, say: (line) => void prompts.write(`  ${terminalText(line)}\n`) });
  } finally {
    signal.removeEventListener("abort", end);
    lines.close();
  }
}
