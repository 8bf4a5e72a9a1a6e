import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { ROOT } from "../repository.ts";

export interface Shell {
  /** Where the script is run. */
  readonly folder: string;
  /** Where it keeps what is not the reader's. */
  readonly steps: string;
  /** Where AWS is taken to be. */
  readonly endpoint: string;
}

export interface Ended {
  readonly isAtEnd: boolean;
  /** The step at which it ended. */
  readonly at: string;
  readonly exitCode: number;
  /** What that step printed. */
  readonly said: string;
}

/** Runs a script in bash until its end, or until something in it fails, and ends what it left standing. */
export async function inShell(script: string, { folder, steps, endpoint }: Shell): Promise<Ended> {
  const file = join(steps, "script.sh");
  await writeFile(file, `source '${join(import.meta.dirname, "prelude.sh")}'\n${script}\n`);
  const child = spawn("bash", ["--noprofile", "--norc", file], {
    cwd: folder,
    env: environment(folder, steps, endpoint),
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 300_000,
  });
  const [exitCode] = (await once(child, "exit")) as [number | null];
  const read = (name: string): Promise<string> => readFile(join(steps, name), "utf8").catch(() => "");
  endAll((await read("standing.pids")).split("\n").filter((line) => line !== ""));
  const at = (await read("at")).trim();
  const said = `${await read(`${at}.out`)}${await read(`${at}.err`)}`;
  return { isAtEnd: at === "end" && exitCode === 0, at, exitCode: exitCode ?? -1, said };
}

function environment(folder: string, steps: string, endpoint: string): NodeJS.ProcessEnv {
  const { HOME = "", PATH = "", PYENV_ROOT = join(HOME, ".pyenv") } = process.env;
  return {
    PATH: [join(import.meta.dirname, "shims"), dirname(process.execPath), PATH].join(delimiter),
    HOME: folder,
    PYENV_ROOT,
    LANG: "C.UTF-8",
    DOCS_STEPS: steps,
    DOCS_COMMAND: join(ROOT, "apps/report-job/dist/main.js"),
    AWS_ENDPOINT_URL_CONNECT: endpoint,
    AWS_ENDPOINT_URL_CONNECTCASES: endpoint,
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "any",
    // Nothing of this machine's own: a client that missed the fake must reach nothing.
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: "eu-central-1",
    AWS_DEFAULT_REGION: "eu-central-1",
  };
}

function endAll(pids: readonly string[]): void {
  for (const pid of pids) {
    try {
      process.kill(Number(pid));
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * A port that nobody listens on, below those that systems give to whoever asks for any: there another process's connection would take
 * it while a page is on its way to the command that listens.
 */
export async function freePort(): Promise<string> {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    const server = createServer().listen(port, "127.0.0.1");
    try {
      await once(server, "listening");
    } catch {
      continue; // It is taken.
    }
    server.close();
    await once(server, "close");
    return String(port);
  }
}
