import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import { readResults, type VerifierResults } from "./read-results.ts";
import type { FromVerifier, Question, ToVerifier, VerifierTask } from "./verifier-messages.ts";

/**
 * Runs Pact's verifier in a process of its own and keeps what it prints: it prints every mismatch, from native code, so a
 * test that wants a mismatch would else put FAILED into a green log.
 *
 * @param reply brings the provider into a state, or lets it answer a message.
 * @throws {Error} the verifier ended without results; with what it printed.
 */
export async function runVerifier(
  task: VerifierTask,
  reply: (question: Question) => Promise<unknown>,
): Promise<VerifierResults> {
  const verifier = idle.pop() ?? startVerifier();
  const { child, printed } = verifier;
  holdProcess(child, true);
  printed.length = 0;
  try {
    const text = await converse(child, task, reply);
    const results = readResults(text);
    if (results === undefined) throw new Error(text);
    holdProcess(child, false);
    idle.push(verifier);
    return results;
  } catch (error) {
    child.kill("SIGKILL");
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the verifier gave no results: ${why}\n${Buffer.concat(printed).toString()}`);
  } finally {
    for (const event of ["error", "close", "message"]) child.removeAllListeners(event);
  }
}

interface RunningVerifier {
  readonly child: ChildProcess;
  readonly printed: Buffer[];
}

/** Verifiers that wait for the next contract: to start one takes longer than to verify. They end with this process. */
const idle: RunningVerifier[] = [];

function startVerifier(): RunningVerifier {
  // Without the flags of the test runner's own process.
  const child = fork(new URL("./verifier-process.ts", import.meta.url), { silent: true, execArgv: [] });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => printed.push(chunk));
  return { child, printed };
}

/** Whether this process stays for the verifier's sake. */
function holdProcess(child: ChildProcess, hold: boolean): void {
  const handles = [child, child.channel, child.stdout as Socket | null, child.stderr as Socket | null];
  for (const handle of handles) {
    if (hold) handle?.ref();
    else handle?.unref();
  }
}

function converse(
  child: ChildProcess,
  task: VerifierTask,
  reply: (question: Question) => Promise<unknown>,
): Promise<string> {
  const tell = (message: ToVerifier) => child.connected && child.send(message);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => reject(new Error(`it ended with ${code ?? signal}`)));
    child.on("message", (message: FromVerifier) => {
      if ("results" in message) {
        resolve(message.results);
        return;
      }
      const { id, question } = message;
      reply(question).then(
        (value) => tell({ id, value }),
        (error: unknown) => tell({ id, error: String(error) }),
      );
    });
    tell({ task });
  });
}
