import type { EventEmitter } from "node:events";
import type { Command } from "commander";

/** What a command's help says below its flags, in paragraphs. */
export function helpNotes(command: Command): readonly string[] {
  const texts: string[] = [];
  const write = (text: string): void => void texts.push(text);
  // Commander keeps these texts to itself, and gives them to whoever prints the help.
  (command as unknown as EventEmitter).emit("afterHelp", { error: false, command, write });
  const paragraphs = texts.join("\n").split(/\n(?=Exit codes)|\n[ \t]*\n/);
  return paragraphs.map((text) => text.replace(/^\n+|\s+$/g, "")).filter((text) => text !== "");
}
