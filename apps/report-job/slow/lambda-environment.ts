import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { LambdaResult } from "../src/lambda/lambda-result.ts";
import { ISOLATED } from "./attached-files-process.ts";

export type Invoked =
  | { readonly kind: "result"; readonly result: LambdaResult }
  | { readonly kind: "error"; readonly errorType: string; readonly errorMessage: string; readonly stack: string }
  | { readonly kind: "timed out" };

/** An execution environment of Lambda: a process, code that is only read, and a /tmp that lasts as long as it. */
export interface LambdaEnvironment {
  readonly temporaryFolder: string;
  /** @param killAfterMs when the process is ended, which Lambda does when its time is over. @default then */
  invoke(event: unknown, timeoutMs: number, killAfterMs?: number): Promise<Invoked>;
  emptyTemporaryFolder(): Promise<void>;
  stderr(): string;
  end(): Promise<void>;
}

/** Begins one of the built handler, with what is written into the function's code. */
export async function lambdaEnvironment(
  folder: string,
  code: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>>,
): Promise<LambdaEnvironment> {
  const taskRoot = join(folder, "task");
  await mkdir(taskRoot, { recursive: true });
  const built = resolve(import.meta.dirname, "../dist/lambda.js");
  await writeFile(join(taskRoot, "index.mjs"), `export { handler } from ${JSON.stringify(built)};\n`);
  for (const [name, text] of Object.entries(code)) await writeFile(join(taskRoot, name), text);
  return await environmentOf(taskRoot, join(folder, "tmp"), variables);
}

/** Begins one of a function's code. */
export async function environmentOf(
  taskRoot: string,
  temporaryFolder: string,
  variables: Readonly<Record<string, string>>,
): Promise<LambdaEnvironment> {
  await mkdir(temporaryFolder, { recursive: true });
  const env = { ...ISOLATED, TMPDIR: temporaryFolder, LAMBDA_TASK_ROOT: taskRoot, ...variables };
  const child: ChildProcess = fork(join(import.meta.dirname, "lambda-runtime.mjs"), {
    cwd: taskRoot,
    env,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await once(child, "message");
  return {
    temporaryFolder,
    async invoke(event, timeoutMs, killAfterMs = timeoutMs) {
      const timer = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
      const answered = once(child, "message").then(([message]) => message as Invoked);
      const ended = once(child, "exit").then((): Invoked => ({ kind: "timed out" }));
      child.send({ event, awsRequestId: randomUUID(), timeoutMs });
      const end = await Promise.race([answered, ended]);
      clearTimeout(timer);
      return end;
    },
    emptyTemporaryFolder: () => rm(join(temporaryFolder, "attached-files"), { recursive: true, force: true }),
    stderr: () => stderr,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
