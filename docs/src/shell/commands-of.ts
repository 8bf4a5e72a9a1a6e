import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

/** A program with its arguments, as the shell would start it. */
export type ShellCommand = readonly [program: string, ...args: string[]];

export interface ReadScript {
  readonly commands: readonly ShellCommand[];
  /** What bash does not understand of it; empty where it understands all. */
  readonly complaint: string;
}

const RECORD = join(import.meta.dirname, "record.sh");

/** Which programs a script would start, told by bash itself, which starts none of them. Branches not taken are not seen. */
export async function commandsOf(script: string): Promise<ReadScript> {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-shell-"));
  try {
    const file = join(folder, "script.sh");
    await writeFile(file, `${script}\n`);
    await mkdir(join(folder, "home"));
    const syntax = await bash(["-n", file], join(folder, "home"));
    if (syntax.errors !== "") return { commands: [], complaint: syntax.errors.replaceAll(`${file}: `, "") };
    const { records, errors } = await bash([RECORD, file], join(folder, "home"));
    return { commands: parse(records), complaint: errors.replaceAll(`${file}: `, "") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bash(args: readonly string[], home: string): Promise<{ records: string; errors: string }> {
  const child = spawn("bash", ["--noprofile", "--norc", ...args], {
    cwd: home,
    env: { HOME: home },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    timeout: 20_000,
  });
  const [records, errors] = await Promise.all([text(child.stdio[3] as Readable), text(child.stderr as Readable)]);
  return { records, errors: errors.trim() };
}

function parse(records: string): readonly ShellCommand[] {
  const words = records.split("\0");
  const commands: ShellCommand[] = [];
  for (let at = 0; at < words.length - 1; ) {
    const count = Number(words[at]);
    commands.push(words.slice(at + 1, at + 1 + count) as unknown as ShellCommand);
    at += 1 + count;
  }
  return commands;
}
